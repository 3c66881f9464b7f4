//! [`Watch`]: why the stream of a request broke off, which every transport tells in its own way or not at all.

use std::{
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::http::{Body, BoxError};

/// The error that ended a body, where one did.
#[derive(Clone, Default)]
pub(super) struct Watch(Arc<Mutex<Option<BoxError>>>);

impl Watch {
    /// The body, watched if it is a stream.
    pub(super) fn over(&self, body: Body) -> Body {
        if body.whole().is_some() {
            return body;
        }
        let watch = self.clone();
        Body::new(Watched { body, watch })
    }

    /// The error, which is taken out.
    pub(super) fn error(&self) -> Option<BoxError> {
        let mut error = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        error.take()
    }
}

struct Watched {
    body: Body,
    watch: Watch,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BrokeOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokeOff>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        frame.map(|frame| {
            frame.map(|frame| {
                frame.map_err(|error| {
                    let mut kept = self.watch.0.lock().unwrap_or_else(PoisonError::into_inner);
                    kept.get_or_insert(error);
                    BrokeOff
                })
            })
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// What a transport sees of the error.
#[derive(Debug)]
struct BrokeOff;

impl fmt::Display for BrokeOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of the request broke off")
    }
}

impl std::error::Error for BrokeOff {}
