//! [`Retry`]: which calls are sent again, and when.

use std::time::{Duration, SystemTime};

use ::http::{Response, StatusCode, header};

use crate::http::{Body, BoxError};

/// When a call is sent again: idempotent ones (RFC 9110, section 9.2.2), where there was no response, or a 429, 502, 503
/// or 504.
///
/// The waits grow from `first` to `longest` by a factor of two, each shortened by chance, so that clients do not come
/// back all at once. `Retry-After` (section 10.2.3) is obeyed; one that asks for more than `longest` ends the attempts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Retry {
    /// How many times a call is sent again.
    pub times: u32,
    /// The first wait.
    pub first: Duration,
    /// The longest wait.
    pub longest: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            times: 2,
            first: Duration::from_millis(200),
            longest: Duration::from_secs(10),
        }
    }
}

impl Retry {
    /// No call is sent again.
    pub const NEVER: Self = Self {
        times: 0,
        first: Duration::ZERO,
        longest: Duration::ZERO,
    };

    /// How long to wait before the next attempt; `None` where there is none.
    pub(super) fn wait(
        &self,
        is_idempotent: bool,
        attempt: u32,
        sent: &Result<Response<Body>, BoxError>,
    ) -> Option<Duration> {
        if !is_idempotent || attempt >= self.times {
            return None;
        }
        let asked = match sent {
            Err(_) => None,
            Ok(response) if is_temporary(response.status()) => {
                retry_after(response, SystemTime::now())
            }
            Ok(_) => return None,
        };
        match asked {
            Some(asked) => (asked <= self.longest).then_some(asked),
            None => Some(self.backoff(attempt).mul_f64(0.5 + fastrand::f64() / 2.0)),
        }
    }

    fn backoff(&self, attempt: u32) -> Duration {
        let factor = 2_u32.saturating_pow(attempt);
        self.first.saturating_mul(factor).min(self.longest)
    }
}

fn is_temporary(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
    )
}

/// Seconds, or a date.
fn retry_after(response: &Response<Body>, now: SystemTime) -> Option<Duration> {
    let text = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    match text.trim().parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            let date = httpdate::parse_http_date(text).ok()?;
            Some(date.duration_since(now).unwrap_or(Duration::ZERO))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use ::http::Response;

    use super::{Retry, retry_after};
    use crate::http::{Body, BoxError};

    fn answer(status: u16, after: Option<&str>) -> Result<Response<Body>, BoxError> {
        let mut response = Response::builder().status(status);
        if let Some(after) = after {
            response = response.header("Retry-After", after);
        }
        Ok(response.body(Body::empty()).unwrap())
    }

    #[test]
    fn only_what_may_be_sent_twice_and_may_get_better() {
        let retry = Retry::default();
        assert!(retry.wait(true, 0, &answer(503, None)).is_some());
        assert!(retry.wait(true, 0, &Err("refused".into())).is_some());
        assert!(retry.wait(false, 0, &answer(503, None)).is_none());
        assert!(retry.wait(true, 2, &answer(503, None)).is_none());
        assert!(retry.wait(true, 0, &answer(500, None)).is_none());
        assert!(Retry::NEVER.wait(true, 0, &answer(503, None)).is_none());
    }

    #[test]
    fn retry_after_is_obeyed_up_to_the_longest_wait() {
        let retry = Retry::default();
        let seconds = Duration::from_secs;
        assert_eq!(
            retry.wait(true, 0, &answer(429, Some("7"))),
            Some(seconds(7))
        );
        assert_eq!(retry.wait(true, 0, &answer(429, Some("11"))), None);
        let now = SystemTime::UNIX_EPOCH + seconds(784_111_777);
        let dated = answer(503, Some("Sun, 06 Nov 1994 08:49:40 GMT")).unwrap();
        assert_eq!(retry_after(&dated, now), Some(seconds(3)));
        assert_eq!(retry_after(&dated, now + seconds(60)), Some(Duration::ZERO));
    }

    #[test]
    fn waits_double_and_are_shortened_by_chance() {
        let retry = Retry {
            times: 99,
            ..Retry::default()
        };
        for (attempt, longest) in [(0, 200), (1, 400), (5, 6400), (6, 10_000), (60, 10_000)] {
            let wait = retry.wait(true, attempt, &answer(503, None)).unwrap();
            let longest = Duration::from_millis(longest);
            assert!(
                wait <= longest && wait >= longest / 2,
                "{attempt}: {wait:?}"
            );
        }
    }
}
