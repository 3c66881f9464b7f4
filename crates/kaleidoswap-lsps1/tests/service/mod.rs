//! The example server on 127.0.0.1 at a free port, with any node behind it, and a client that judges every answer.

use std::{path::Path, sync::Arc};

use countersign_contract::{Bounds, Judgement, Network, Role, Subject, Transport};
use countersign_model::{Response, Status};
use hyper::{Request, body::Bytes};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::app::{Node, Provider, router};

/// The token that every server here knows.
pub(crate) const TOKEN: &str = "secret";

/// The document that the server is held against.
pub(crate) fn document() -> Arc<Subject> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/lsps1.yaml");
    Arc::new(Subject::load(&path).unwrap())
}

/// The only request with no more than the document requires.
pub(crate) fn minimal() -> Value {
    json!({
        "client_pubkey": "02a1b2c3",
        "lsp_balance_sat": 80_000,
        "client_balance_sat": 20_000,
        "required_channel_confirmations": 1,
        "funding_confirms_within_blocks": 2,
        "channel_expiry_blocks": 4_320,
    })
}

/// The same with one member replaced, or taken away.
pub(crate) fn with(name: &str, value: Option<Value>) -> Value {
    let mut body = minimal();
    let members = body.as_object_mut().unwrap();
    match value {
        Some(value) => members.insert(name.to_owned(), value),
        None => members.remove(name),
    };
    body
}

/// A running server, and what its document says.
pub(crate) struct Service {
    network: Network,
    subject: Arc<Subject>,
}

/// An answer that keeps its document.
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: u16,
    /// Its body.
    pub(crate) body: Value,
}

impl Service {
    /// Starts a server that ends with the test's runtime.
    pub(crate) async fn start(node: impl Node + 'static) -> Self {
        Self::of(Provider::new(TOKEN, node)).await
    }

    /// Starts this provider's server.
    pub(crate) async fn of(provider: Provider) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router(provider)).await });
        Self {
            network: Network::new(&url, Bounds::default()).unwrap(),
            subject: document(),
        }
    }

    /// What the server is reached by.
    pub(crate) fn network(&self) -> &Network {
        &self.network
    }

    /// Sends a body with the token.
    pub(crate) async fn order(&self, body: &Value) -> Answer {
        self.send(Some("Bearer secret"), body.to_string()).await
    }

    /// Sends any text, and holds the answer against the document: its status, its content type, its body.
    pub(crate) async fn send(&self, authorization: Option<&str>, body: String) -> Answer {
        let mut request =
            Request::post("/api/v1/lsps1/create_order").header("content-type", "application/json");
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let response = self
            .network
            .send(request.body(Bytes::from(body)).unwrap())
            .await
            .unwrap();
        let status = response.status().as_u16();
        self.judge(status, response.body());
        assert_eq!(response.headers()["content-type"], "application/json");
        Answer {
            status,
            body: serde_json::from_slice(response.body()).unwrap(),
        }
    }

    fn judge(&self, status: u16, body: &[u8]) {
        let operation = &self.subject.api().operations[0];
        let is_it = |response: &&Response| response.status == Status::Code(status);
        let response = operation
            .responses
            .iter()
            .find(is_it)
            .expect("a documented status");
        let judgement =
            self.subject
                .judge(response.content[0].schema.unwrap(), Role::Response, body);
        assert!(
            matches!(judgement, Ok(Judgement::Valid)),
            "{status}: {judgement:?}"
        );
    }
}
