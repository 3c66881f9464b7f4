//! The provider: what it knows, what it sells, and the operations that sell it.

mod node;
mod order;
mod refusal;

use std::sync::{Mutex, PoisonError};

use countersign::{
    Valid,
    server::{Credentials, Denied, Refusal, Router},
};
use kaleidoswap_lsps1::{
    operations::create_order,
    server::Api,
    types::{CreateOrderRequest, CreateOrderResponse, ErrorResponse, HttpValidationError},
};

pub(crate) use node::{Node, NodeError, RegtestNode};

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
}

/// The API over a provider.
pub(crate) fn router(provider: Provider) -> Router {
    kaleidoswap_lsps1::server::router(provider)
}

/// The one customer: whoever knows the token.
pub(crate) struct Customer;

impl Api for Provider {
    type Caller = Customer;

    async fn admit_bearer_auth(&self, credentials: Credentials<'_>) -> Result<Customer, Denied> {
        match credentials.secret == self.token {
            true => Ok(Customer),
            false => Err(Denied::Unauthenticated),
        }
    }

    /// Every range of the document has been checked before this line runs.
    async fn create_order(
        &self,
        _: Customer,
        order: Valid<CreateOrderRequest>,
    ) -> create_order::Response {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        if orders.len() >= self.most_orders {
            return refusal::too_many();
        }
        match order::make(order.into_inner(), orders.len(), &*self.node) {
            Ok(order) => {
                orders.push(order.clone());
                create_order::Response::Ok(order)
            }
            Err(response) => *response,
        }
    }

    fn refusal_as_error_response(&self, refusal: &Refusal) -> ErrorResponse {
        refusal::error("refused", refusal.detail())
    }

    fn refusal_as_http_validation_error(&self, refusal: &Refusal) -> HttpValidationError {
        refusal::invalid(refusal)
    }
}
