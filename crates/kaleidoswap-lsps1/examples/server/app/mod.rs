//! The provider: what it knows, what it sells, and the router that serves it.

mod body;
mod node;
mod order;
mod refusal;

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    extract::{Request, State},
    http::header::AUTHORIZATION,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::post,
};
use countersign::Valid;
use kaleidoswap_lsps1::types::{CreateOrderRequest, CreateOrderResponse};

use body::Body;
pub(crate) use node::{Node, NodeError, RegtestNode};
use refusal::Refusal;

/// The one quote that this provider has given; an order may name no other.
pub(crate) const QUOTE: &str = "0b0e3f0e-5d3d-4f0a-9c0a-6f5f1c1f8a11";

/// A provider with its orders in memory.
pub(crate) struct Provider {
    token: String,
    node: Box<dyn Node>,
    orders: Mutex<Vec<CreateOrderResponse>>,
    most_orders: usize,
}

impl Provider {
    /// A provider that knows one bearer token and opens channels from one node.
    pub(crate) fn new(token: impl Into<String>, node: impl Node + 'static) -> Self {
        Self {
            token: token.into(),
            node: Box::new(node),
            orders: Mutex::default(),
            most_orders: 100_000,
        }
    }

    /// The same, taking so many orders and no more: what follows is told to come later.
    pub(crate) fn at_most(mut self, orders: usize) -> Self {
        self.most_orders = orders;
        self
    }

    /// Whether an Authorization header names our token (RFC 6750, section 2.1; the scheme in any case).
    fn admits(&self, authorization: &str) -> bool {
        let (scheme, token) = authorization.split_once(' ').unwrap_or_default();
        scheme.eq_ignore_ascii_case("bearer") && token.trim_start() == self.token
    }
}

/// The API over a provider.
pub(crate) fn router(provider: Arc<Provider>) -> Router {
    Router::new()
        .route("/api/v1/lsps1/create_order", post(create_order))
        .route_layer(middleware::from_fn_with_state(provider.clone(), authorize))
        .with_state(provider)
}

/// The body arrives as `Valid`: every range of the document has been checked before this line runs.
async fn create_order(
    State(provider): State<Arc<Provider>>,
    Body(order): Body<CreateOrderRequest>,
) -> Response {
    match provider.open(order) {
        Ok(order) => body::json(axum::http::StatusCode::OK, &*order),
        Err(refusal) => refusal.into_response(),
    }
}

async fn authorize(
    State(provider): State<Arc<Provider>>,
    request: Request,
    next: Next,
) -> Response {
    let header = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    if header.is_some_and(|authorization| provider.admits(authorization)) {
        next.run(request).await
    } else {
        Refusal::Unauthorized.into_response()
    }
}

impl Provider {
    fn open(
        &self,
        request: Valid<CreateOrderRequest>,
    ) -> Result<Valid<CreateOrderResponse>, Refusal> {
        let mut orders = self.orders.lock().map_err(|_| Refusal::Internal)?;
        if orders.len() >= self.most_orders {
            return Err(Refusal::TooMany);
        }
        let order = order::make(request.into_inner(), orders.len(), &*self.node)?;
        orders.push((*order).clone());
        Ok(order)
    }
}
