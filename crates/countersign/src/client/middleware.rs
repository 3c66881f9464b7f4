//! [`Middleware`]: what stands between the executor and the transport.

use std::sync::Arc;

use ::http::{Request, Response};

use super::{BoxFuture, Transport};
use crate::http::{Body, BoxError};

/// Sees every request before it is sent, and every response before it is read; each attempt of a retry by itself.
pub trait Middleware: Send + Sync + 'static {
    /// Handles a request, by `next` or without it.
    ///
    /// # Errors
    /// Those of the transport, and its own.
    fn handle<'a>(
        &'a self,
        request: Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<Response<Body>, BoxError>>;
}

/// What comes after a middleware.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    rest: &'a [Arc<dyn Middleware>],
    transport: &'a dyn Transport,
}

impl<'a> Next<'a> {
    pub(super) fn new(rest: &'a [Arc<dyn Middleware>], transport: &'a dyn Transport) -> Self {
        Self { rest, transport }
    }

    /// Hands the request on.
    ///
    /// # Errors
    /// Those of what comes after.
    pub fn call(self, request: Request<Body>) -> BoxFuture<'a, Result<Response<Body>, BoxError>> {
        match self.rest.split_first() {
            Some((first, rest)) => first.handle(request, Next { rest, ..self }),
            None => self.transport.send(request),
        }
    }
}

impl std::fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Next({} before the transport)", self.rest.len())
    }
}
