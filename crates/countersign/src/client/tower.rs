//! [`Tower`]: any `tower::Service` as a transport; an axum router, for tests without a port.

use std::future::poll_fn;

use ::http::{Request, Response};
use bytes::Bytes;
use tower_service::Service;

use super::{BoxFuture, Transport};
use crate::http::{Body, BoxError};

/// A transport by a service, which is cloned for each request.
#[derive(Clone, Debug)]
pub struct Tower<S>(pub S);

impl<S, B> Transport for Tower<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, BoxError>> {
        let mut service = self.0.clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context))
                .await
                .map_err(Into::into)?;
            let response = service.call(request).await.map_err(Into::into)?;
            Ok(response.map(Body::new))
        })
    }
}
