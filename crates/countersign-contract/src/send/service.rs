//! To a `tower::Service` in this process: no port, no serialisation of HTTP.

use std::error::Error;

use http::{Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes};
use tower::{Service, ServiceExt};

use super::{Bounds, SendError, Transport, with_causes};

/// A service in this process, such as an axum `Router`; cloned for each request.
#[derive(Clone, Debug)]
pub struct InProcess<S> {
    service: S,
    bounds: Bounds,
}

impl<S> InProcess<S> {
    /// A transport to this service.
    pub fn new(service: S, bounds: Bounds) -> Self {
        InProcess { service, bounds }
    }
}

impl<S, B> InProcess<S>
where
    S: Service<Request<Full<Bytes>>, Response = Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    S::Future: Send,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        let answered = self.service.clone().oneshot(request.map(Full::new)).await;
        let response =
            answered.map_err(|error| SendError::Broken(with_causes(error.into().as_ref())))?;
        let (parts, body) = response.into_parts();
        let most = self.bounds.most_body;
        let collected = Limited::new(body, most).collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() {
                SendError::TooLong(most)
            } else {
                SendError::Broken(with_causes(error.as_ref()))
            }
        })?;
        Ok(Response::from_parts(parts, collected.to_bytes()))
    }
}

impl<S, B> Transport for InProcess<S>
where
    S: Service<Request<Full<Bytes>>, Response = Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    S::Future: Send,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        let timeout = self.bounds.timeout;
        tokio::time::timeout(timeout, self.exchange(request))
            .await
            .unwrap_or(Err(SendError::Timeout(timeout)))
    }

    fn base(&self) -> String {
        "$URL".to_owned()
    }
}
