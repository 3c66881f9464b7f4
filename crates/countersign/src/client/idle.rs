//! A body that may not be silent for too long.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http_body::Frame;
use tokio::time::Sleep;

use crate::http::{Body, BoxError};

/// A body whose every chunk comes within a time of the one before it.
pub(super) struct Idle {
    body: Body,
    limit: Duration,
    sleep: Pin<Box<Sleep>>,
}

impl Idle {
    pub(super) fn within(body: Body, limit: Duration) -> Body {
        let sleep = Box::pin(tokio::time::sleep(limit));
        Body::new(Self { body, limit, sleep })
    }
}

impl http_body::Body for Idle {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            let next = tokio::time::Instant::now() + self.limit;
            self.sleep.as_mut().reset(next);
            return Poll::Ready(frame);
        }
        match self.sleep.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(Silent(self.limit).into()))),
            Poll::Pending => Poll::Pending,
        }
    }
}

/// Nothing came for this long.
#[derive(Debug)]
struct Silent(Duration);

impl fmt::Display for Silent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nothing came for {:?}", self.0)
    }
}

impl std::error::Error for Silent {}
