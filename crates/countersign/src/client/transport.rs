//! [`Transport`]: what carries a request to a service and its response back.

use std::{future::Future, pin::Pin};

use crate::http::{Body, BoxError};

/// A future in a box.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries a request to a service and its response back: one exchange, without retries or redirects.
///
/// `Reqwest` and `Tower` are ready-made ones, behind the features of these names.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request whose URI is absolute. The body of the response may still be on its way.
    ///
    /// # Errors
    /// No response: the connection could not be made, or broke off before the header fields were complete.
    fn send(
        &self,
        request: ::http::Request<Body>,
    ) -> BoxFuture<'_, Result<::http::Response<Body>, BoxError>>;
}
