//! [`Executor`]: what sends the requests of all operations, one and the same code for each.

use std::{fmt, sync::Arc, time::Duration};

use ::http::{HeaderMap, Request, Response, StatusCode};

use super::{
    BoxFuture, Draft, Failure, Middleware, Next, Reply, Retry, Transport,
    auth::{Renewal, Wallet},
    outgoing::Outgoing,
    receive::receive,
    url::Servers,
};
use crate::http::{Body, BoxError, Operation};

/// Whether values are validated, by role (law 5).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Checked {
    /// They are, and what breaks its constraints is an error.
    Yes,
    /// They are not.
    No,
}

/// Sends the requests of all operations. A clone is another handle to the same one.
#[derive(Clone)]
pub struct Executor(pub(super) Arc<Settings>);

/// What a builder has been told.
pub(super) struct Settings {
    pub(super) servers: Servers,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) middleware: Vec<Arc<dyn Middleware>>,
    pub(super) wallet: Wallet,
    pub(super) headers: HeaderMap,
    pub(super) timeout: Duration,
    pub(super) retry: Retry,
    pub(super) requests: Checked,
    pub(super) responses: Checked,
    pub(super) limit: usize,
}

impl Settings {
    /// Carries a request through the middleware to the transport.
    pub(super) async fn carry(&self, request: Request<Body>) -> Result<Response<Body>, BoxError> {
        Next::new(&self.middleware, &*self.transport)
            .call(request)
            .await
    }
}

impl Executor {
    /// An empty request of an operation.
    #[must_use]
    pub fn draft(&self, operation: &'static Operation) -> Draft {
        Draft::new(self.clone(), operation)
    }

    pub(super) fn requests(&self) -> Checked {
        self.0.requests
    }

    pub(super) fn responses(&self) -> Checked {
        self.0.responses
    }
}

impl fmt::Debug for Executor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Executor")
    }
}

/// Sends a request and receives its response.
pub(super) fn send(
    draft: Box<Draft>,
    timeout: Option<Duration>,
) -> BoxFuture<'static, Result<Reply, Failure>> {
    #[cfg(feature = "tracing")]
    return super::trace::traced(draft.operation, Box::pin(within(draft, timeout)));
    #[cfg(not(feature = "tracing"))]
    Box::pin(within(draft, timeout))
}

/// The whole exchange within its time.
async fn within(mut draft: Box<Draft>, timeout: Option<Duration>) -> Result<Reply, Failure> {
    if let Some(failure) = draft.failure.take() {
        return Err(failure);
    }
    let limit = timeout.unwrap_or(draft.executor.0.timeout);
    let exchange = tokio::time::timeout(limit, exchange(draft, limit));
    exchange.await.unwrap_or(Err(Failure::Timeout(limit)))
}

/// Attempts, until one is good enough or no other is allowed.
async fn exchange(draft: Box<Draft>, limit: Duration) -> Result<Reply, Failure> {
    let (executor, operation) = (draft.executor.clone(), draft.operation);
    let settings = &*executor.0;
    let mut outgoing = Outgoing::of(*draft, settings)?;
    let mut paid = settings
        .wallet
        .pay(operation, settings, Renewal::No)
        .await?;
    let (mut attempt, mut renewed) = (0, false);
    loop {
        let (again, watch) = (outgoing.again(), outgoing.watch.clone());
        let is_idempotent = outgoing.is_idempotent();
        let sent = settings.carry(outgoing.request(&paid)?).await;
        if let Some(error) = watch.error() {
            return Err(Failure::Unsent(error));
        }
        let refused =
            matches!(&sent, Ok(response) if response.status() == StatusCode::UNAUTHORIZED);
        let wait = settings.retry.wait(is_idempotent, attempt, &sent);
        match again {
            Some(next) if refused && !renewed && settings.wallet.renews(operation) => {
                renewed = true;
                paid = settings
                    .wallet
                    .pay(operation, settings, Renewal::Yes)
                    .await?;
                outgoing = next;
            }
            Some(next) if wait.is_some() => {
                tokio::time::sleep(wait.unwrap_or_default()).await;
                attempt += 1;
                outgoing = next;
            }
            _ => {
                let response = sent.map_err(Failure::Transport)?;
                return receive(operation, response, settings.limit, limit).await;
            }
        }
    }
}
