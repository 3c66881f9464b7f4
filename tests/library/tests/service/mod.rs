//! A server in this process, and what it answers.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, request::Builder},
};
use countersign_library::{Library, server::router};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

/// A server in this process.
pub(crate) struct Service(Router);

impl Default for Service {
    fn default() -> Self {
        Self(router(Library::default()))
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Service {
    pub(crate) fn with(router: Router) -> Self {
        Self(router)
    }

    /// Sends a request, to which `add` adds headers.
    pub(crate) async fn send(
        &self,
        method: &str,
        target: &str,
        add: impl Fn(Builder) -> Builder,
        body: &str,
    ) -> Answer {
        let request = add(Request::builder().method(method).uri(target));
        let body = match body {
            "" => Body::empty(),
            text => Body::from(text.to_owned()),
        };
        let response = self
            .0
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }
}

impl Answer {
    /// The one field of that name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next()?.to_str().unwrap();
        assert!(values.next().is_none(), "{name} stands twice");
        Some(value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}
