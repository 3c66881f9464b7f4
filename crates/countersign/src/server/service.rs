//! The executor: one function that takes every request of every operation through the same steps.

use std::{
    convert::Infallible,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    response::Response,
};
use http_body::{Body as _, Frame};

use super::{
    Dispatch, Input, Options, Refusal, Reply, accept,
    allow::methods,
    beside, problem,
    routes::{Found, Routes},
    security,
};
use crate::http::{Body, Bytes};

/// The router of an implementation. It answers every path: routes of your own go into it by `Router::route` and
/// `Router::nest`, layers around it by `Router::layer`, and another router after it by [`beside`](super::beside()).
pub fn router(dispatch: impl Dispatch, options: Options) -> Router {
    let service = Arc::new(Service {
        routes: Routes::of(dispatch.operations()),
        dispatch: Box::new(dispatch),
        options,
    });
    Router::new().fallback(move |request: Request| {
        let service = Arc::clone(&service);
        async move { service.respond(request).await }
    })
}

struct Service {
    routes: Routes,
    dispatch: Box<dyn Dispatch>,
    options: Options,
}

impl Service {
    async fn respond(&self, request: Request) -> Response {
        let Some(found) = self.routes.find(request.uri().path()) else {
            return match beside::next(request).await {
                Some(response) => response,
                None => problem::plain(&Refusal::NotFound).into_response(),
            };
        };
        let method = request.method().clone();
        let is_head = method == Method::HEAD;
        let of = |name: &str| {
            found
                .methods
                .iter()
                .find(|(own, _)| *own == name)
                .map(|(_, index)| *index)
        };
        let index = of(method.as_str()).or_else(|| of("GET").filter(|_| is_head));
        match index {
            Some(index) if is_head => {
                let is_get = of("HEAD").is_none();
                let response = self.serve(index, found, request).await;
                // An operation of its own does not say how long the body of GET is.
                without_body(if is_get { measured(response) } else { response })
            }
            Some(index) => self.serve(index, found, request).await,
            None if method == Method::OPTIONS => allowed(StatusCode::NO_CONTENT, &found),
            None => {
                let mut response = problem::plain(&Refusal::MethodNotAllowed).into_response();
                allow(&mut response, &found);
                response
            }
        }
    }

    /// The response of an operation, or its refusal in the operation's own shape.
    async fn serve(&self, index: usize, found: Found<'_>, request: Request) -> Response {
        let handled = unpanicked(self.handle(index, found.captures, request)).await;
        match handled.unwrap_or(Err(Refusal::Internal)) {
            Ok(reply) => reply.into_response(),
            Err(refusal) => self
                .refuse(index, refusal.cut(self.options.listed))
                .into_response(),
        }
    }

    async fn handle(
        &self,
        index: usize,
        captures: Vec<String>,
        request: Request,
    ) -> Result<Reply, Refusal> {
        let operations = self.dispatch.operations();
        let operation = operations.get(index).copied().ok_or(Refusal::Internal)?;
        let (parts, body) = request.into_parts();
        let callers = security::admit(&*self.dispatch, operation, &parts).await?;
        if !accept::accepts(&parts.headers, operation) {
            return Err(Refusal::NotAcceptable);
        }
        let body = Body::new(body);
        let mut input = Input::new(operation, parts, captures, body, callers, self.options);
        self.dispatch.call(index, &mut input).await
    }

    fn refuse(&self, index: usize, refusal: Refusal) -> Reply {
        let Some(operation) = self.dispatch.operations().get(index) else {
            return problem::plain(&refusal);
        };
        let status = refusal.status_of(operation);
        let case = operation.case(status.as_u16());
        let shaped = case.and_then(|case| {
            let fitting = problem::fitting(&refusal, status, operation.responses.get(case)?);
            fitting.or_else(|| self.dispatch.refuse(index, case, &refusal))
        });
        let mut reply = shaped.unwrap_or_else(|| problem::plain(&refusal));
        reply.set_status(status);
        if status == StatusCode::UNAUTHORIZED {
            security::challenge(reply.headers_mut(), operation);
        }
        reply
    }
}

/// What a future comes to; nothing where it panics.
async fn unpanicked<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    std::future::poll_fn(|context| {
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    })
    .await
}

fn allowed(status: StatusCode, found: &Found<'_>) -> Response {
    let mut response = Reply::of(status, Body::empty()).into_response();
    allow(&mut response, found);
    response
}

/// Sets `Allow` (RFC 9110, section 10.2.1).
fn allow(response: &mut Response, found: &Found<'_>) {
    if let Ok(value) = HeaderValue::from_str(&methods(found.methods)) {
        response.headers_mut().insert(header::ALLOW, value);
    }
}

/// The length of the body in the header, where it is known (RFC 9110, section 8.6).
fn measured(mut response: Response) -> Response {
    if let Some(length) = response.body().size_hint().exact() {
        let headers = response.headers_mut();
        headers
            .entry(header::CONTENT_LENGTH)
            .or_insert(HeaderValue::from(length));
    }
    response
}

/// The answer to `HEAD`: everything but the body.
fn without_body(response: Response) -> Response {
    response.map(|_| axum::body::Body::new(Bodiless))
}

/// No bytes, and no word about their number: axum writes the length of an empty body, which is not that of GET's.
struct Bodiless;

impl http_body::Body for Bodiless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(None)
    }
}
