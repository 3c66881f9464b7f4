//! [`Reqwest`]: the ready-made transport over TCP and TLS.

use std::{
    pin::Pin,
    sync::Mutex,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::Frame;

use super::{BoxFuture, Transport};
use crate::http::{Body, BoxError};

/// A transport by `reqwest`. Redirects are not followed: a documented 3xx is a response like every other.
#[derive(Clone, Debug)]
pub struct Reqwest(::reqwest::Client);

impl Reqwest {
    /// A client with reqwest's defaults.
    ///
    /// # Errors
    /// Those of TLS.
    pub fn new() -> Result<Self, BoxError> {
        let no_redirects = ::reqwest::redirect::Policy::none();
        let client = ::reqwest::Client::builder()
            .redirect(no_redirects)
            .build()?;
        Ok(Self(client))
    }
}

/// A client of one's own: proxies, certificates, redirects.
impl From<::reqwest::Client> for Reqwest {
    fn from(client: ::reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: ::http::Request<Body>,
    ) -> BoxFuture<'_, Result<::http::Response<Body>, BoxError>> {
        Box::pin(async move {
            let request = ::reqwest::Request::try_from(request.map(outgoing))?;
            let response = self.0.execute(request).await?;
            Ok(::http::Response::from(response).map(Body::new))
        })
    }
}

fn outgoing(body: Body) -> ::reqwest::Body {
    match body.whole() {
        Some(bytes) => bytes.clone().into(),
        None => ::reqwest::Body::wrap(Shared(Mutex::new(body))),
    }
}

/// A body that may be shared between threads, as reqwest asks; it never is.
struct Shared(Mutex<Body>);

impl http_body::Body for Shared {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let body = self.0.get_mut();
        let body = body.unwrap_or_else(std::sync::PoisonError::into_inner);
        Pin::new(body).poll_frame(context)
    }
}
