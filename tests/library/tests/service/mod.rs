//! A server, in this process or on a port of 127.0.0.1, and what it answers.

use std::net::SocketAddr;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, Response, header::HOST, request::Builder},
};
use countersign_library::{Library, server::router};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

/// A server.
pub(crate) enum Service {
    InThisProcess(Router),
    OnAPort(SocketAddr),
}

impl Default for Service {
    fn default() -> Self {
        Self::with(router(Library::default()))
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
        Self::InThisProcess(router)
    }

    /// A server of its own for as long as the runtime of the test lives.
    #[allow(dead_code, reason = "not every test has one")]
    pub(crate) fn on_a_port(router: Router) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self::OnAPort(address)
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
        let request = request.body(body).unwrap();
        let (parts, body) = match self {
            Self::InThisProcess(router) => router.clone().oneshot(request).await.unwrap(),
            Self::OnAPort(address) => exchange(*address, request).await,
        }
        .into_parts();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }
}

/// Sends a request on a connection of its own.
async fn exchange(address: SocketAddr, mut request: Request<Body>) -> Response<Body> {
    let host = address.to_string().parse().unwrap();
    request.headers_mut().insert(HOST, host);
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let io = hyper_util::rt::TokioIo::new(stream);
    let (mut sender, connection) = hyper::client::conn::http1::handshake(io).await.unwrap();
    tokio::spawn(connection);
    sender.send_request(request).await.unwrap().map(Body::new)
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
