//! A transport that keeps what goes through it, for a report that has every exchange.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::{HeaderMap, Method, Request, Response, StatusCode};
use hyper::body::Bytes;

use super::{SendError, Transport};
use crate::GivenHeader;

/// What headers count for besides their bytes, in bytes.
const PER_EXCHANGE: usize = 512;

/// A transport that records the exchanges of another one.
#[derive(Debug)]
pub struct Recording<T> {
    inner: T,
    most_bytes: usize,
    began: Instant,
    record: Mutex<Record>,
}

/// The exchanges of a run, in the order in which they ended.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Those that were kept.
    pub exchanges: Vec<Recorded>,
    /// How many were not: there was no room for them.
    pub left_out: usize,
    bytes: usize,
}

/// A request with its answer.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Where the service is.
    pub base: String,
    /// The method.
    pub method: Method,
    /// The path with its query.
    pub target: String,
    /// The headers that were sent.
    pub headers: HeaderMap,
    /// The body that was sent.
    pub body: Bytes,
    /// What came back.
    pub outcome: Result<(StatusCode, HeaderMap, Bytes), SendError>,
    /// How long after the first use of the transport it was sent.
    pub after: Duration,
    /// How long the answer took.
    pub took: Duration,
}

impl<T> Recording<T> {
    /// Records the exchanges of a transport, as many as fit in so many bytes; none where there are none.
    pub fn new(inner: T, most_bytes: usize) -> Self {
        Recording {
            inner,
            most_bytes,
            began: Instant::now(),
            record: Mutex::default(),
        }
    }

    fn keep(&self, exchange: Recorded) {
        let answer = exchange.outcome.as_ref().map_or(0, |(.., body)| body.len());
        let bytes = PER_EXCHANGE + exchange.target.len() + exchange.body.len() + answer;
        let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
        if record.bytes.saturating_add(bytes) > self.most_bytes {
            record.left_out += 1;
            return;
        }
        record.bytes += bytes;
        record.exchanges.push(exchange);
    }
}

impl<T: Transport> Transport for Recording<T> {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        if self.most_bytes == 0 {
            return self.inner.send(request).await;
        }
        let (parts, body) = request.into_parts();
        let mut again = Request::new(body.clone());
        *again.method_mut() = parts.method.clone();
        *again.uri_mut() = parts.uri.clone();
        *again.headers_mut() = parts.headers.clone();
        let (after, started) = (self.began.elapsed(), Instant::now());
        let outcome = self.inner.send(again).await;
        self.keep(Recorded {
            base: self.inner.base(),
            method: parts.method,
            target: parts.uri.to_string(),
            headers: parts.headers,
            body,
            outcome: match &outcome {
                Ok(answer) => Ok((
                    answer.status(),
                    answer.headers().clone(),
                    answer.body().clone(),
                )),
                Err(error) => Err(error.clone()),
            },
            after,
            took: started.elapsed(),
        });
        outcome
    }

    fn base(&self) -> String {
        self.inner.base()
    }

    fn recorded(&self) -> Option<Record> {
        let record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
        (self.most_bytes > 0).then(|| record.clone())
    }

    fn renewed(&self) -> Vec<GivenHeader> {
        self.inner.renewed()
    }
}
