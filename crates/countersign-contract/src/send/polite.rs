//! Requests no faster than the service wants them: a rate, and the waiting that 429 and 503 ask for.

use std::time::Duration;

use http::{Request, Response, StatusCode};
use hyper::body::Bytes;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, sleep_until};

use super::{SendError, Transport};
use crate::GivenHeader;

/// How often one request is sent again.
const MOST_TRIES: u32 = 5;
/// How long is waited where the service does not say how long; twice as long each time.
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// How a service is spared.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub struct Pace {
    /// The least time between the starts of two requests.
    pub between: Duration,
    /// The longest time that is waited before a request is sent again; what asks for more is taken as the answer.
    pub most_wait: Duration,
}

impl Default for Pace {
    /// As fast as answers come, and at most 10 seconds of waiting.
    fn default() -> Self {
        Pace {
            between: Duration::ZERO,
            most_wait: Duration::from_secs(10),
        }
    }
}

impl Pace {
    /// So many requests a second at most.
    #[must_use]
    pub fn per_second(self, requests: u32) -> Pace {
        Pace {
            between: Duration::from_secs(1) / requests.max(1),
            ..self
        }
    }
}

/// A transport that keeps to a pace, and waits where the service answers 429, or 503 with `Retry-After` (RFC 6585,
/// section 4; RFC 9110, section 10.2.3).
#[derive(Debug)]
pub struct Polite<T> {
    inner: T,
    pace: Pace,
    /// When the next request may start.
    next: Mutex<Option<Instant>>,
}

impl<T> Polite<T> {
    /// The same service, at a pace.
    pub fn new(inner: T, pace: Pace) -> Polite<T> {
        Polite {
            inner,
            pace,
            next: Mutex::new(None),
        }
    }

    /// Waits for the turn of a request.
    async fn turn(&self) {
        if self.pace.between.is_zero() {
            return;
        }
        let mut next = self.next.lock().await;
        let now = Instant::now();
        let start = next.map_or(now, |next| next.max(now));
        *next = Some(start + self.pace.between);
        drop(next);
        sleep_until(start).await;
    }
}

impl<T: Transport> Transport for Polite<T> {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        let mut backoff = FIRST_WAIT;
        for _ in 1..MOST_TRIES {
            self.turn().await;
            let response = self.inner.send(request.clone()).await?;
            let wait = wait(&response, backoff).filter(|wait| *wait <= self.pace.most_wait);
            let Some(wait) = wait else {
                return Ok(response);
            };
            sleep(wait).await;
            backoff *= 2;
        }
        self.turn().await;
        self.inner.send(request).await
    }

    fn base(&self) -> String {
        self.inner.base()
    }

    fn renewed(&self) -> Vec<GivenHeader> {
        self.inner.renewed()
    }
}

/// How long a service asks to wait before the request is sent again; `None` where it does not.
fn wait(response: &Response<Bytes>, backoff: Duration) -> Option<Duration> {
    let field = response.headers().get(http::header::RETRY_AFTER);
    let asked = field.and_then(|field| field.to_str().ok()).and_then(after);
    match response.status() {
        StatusCode::TOO_MANY_REQUESTS => Some(asked.unwrap_or(backoff)),
        StatusCode::SERVICE_UNAVAILABLE => asked,
        _ => None,
    }
}

/// A number of seconds, or a date (RFC 9110, section 10.2.3).
fn after(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text.trim()).ok()?;
    let left = date.duration_since(std::time::SystemTime::now());
    Some(left.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use http::{Request, Response};
    use hyper::body::Bytes;
    use tokio::time::Instant;

    use super::{Pace, Polite, after};
    use crate::send::{SendError, Transport};

    /// Refuses so many requests, with this field, and answers the others.
    struct Busy {
        refused: usize,
        retry_after: Option<&'static str>,
        seen: AtomicUsize,
    }

    impl Busy {
        fn new(refused: usize, retry_after: Option<&'static str>) -> Busy {
            Busy {
                refused,
                retry_after,
                seen: AtomicUsize::new(0),
            }
        }
    }

    impl Transport for Busy {
        async fn send(&self, _request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
            let seen = self.seen.fetch_add(1, Ordering::Relaxed);
            let status = if seen < self.refused { 429 } else { 200 };
            let mut response = Response::builder().status(status);
            if let Some(text) = self.retry_after {
                response = response.header("retry-after", text);
            }
            Ok(response.body(Bytes::new()).unwrap())
        }

        fn base(&self) -> String {
            String::new()
        }
    }

    async fn sent(busy: Busy, pace: Pace) -> (u16, usize, Duration) {
        let polite = Polite::new(busy, pace);
        let started = Instant::now();
        let response = polite.send(Request::new(Bytes::new())).await.unwrap();
        let seen = polite.inner.seen.load(Ordering::Relaxed);
        (response.status().as_u16(), seen, started.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_asked_for_is_waited() {
        let (status, seen, took) = sent(Busy::new(2, Some("3")), Pace::default()).await;
        assert_eq!((status, seen), (200, 3));
        assert_eq!(took.as_secs(), 6);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever() {
        let (status, seen, _) = sent(Busy::new(9, Some("3600")), Pace::default()).await;
        assert_eq!((status, seen), (429, 1));
        let (status, seen, took) = sent(Busy::new(99, None), Pace::default()).await;
        assert_eq!((status, seen), (429, 5));
        assert_eq!(took, Duration::from_millis(250 + 500 + 1000 + 2000));
    }

    #[tokio::test(start_paused = true)]
    async fn a_rate_is_kept() {
        let polite = Polite::new(Busy::new(0, None), Pace::default().per_second(10));
        let started = Instant::now();
        for _ in 0..11 {
            polite.send(Request::new(Bytes::new())).await.unwrap();
        }
        assert_eq!(started.elapsed().as_millis(), 1000);
    }

    #[test]
    fn dates_that_are_over_ask_for_nothing() {
        assert_eq!(after("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert_eq!(after("7"), Some(Duration::from_secs(7)));
        assert_eq!(after("soon"), None);
    }
}
