//! [`Call`]: a request that is complete, and is sent when it is awaited.

use std::{
    future::{Future, IntoFuture},
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use super::{Answer, BoxFuture, Checked, Draft, Error, Failure, Reply, WaitError, wait};
use crate::http::Parts;

/// A request that is sent when it is awaited: `client.get_book(&parameters).await`.
///
/// `Ok` is a documented response of the class 2xx.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<R> {
    draft: Box<Draft>,
    timeout: Option<Duration>,
    response: PhantomData<fn() -> R>,
}

impl<R: Answer> Call<R> {
    /// A call of this request.
    pub fn new(draft: Draft) -> Self {
        Self {
            draft: Box::new(draft),
            timeout: None,
            response: PhantomData,
        }
    }

    /// How long this call may take, retries included, instead of what the client says.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// A header field besides those of the document.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft.header(name, value);
        self
    }

    /// Sends the request and waits for the response, on a thread without an async runtime.
    ///
    /// # Errors
    /// Those of the call, and [`WaitError`] as a transport's error where a runtime is running on this thread.
    pub fn wait(self) -> Result<R, Error<R>> {
        let refused = |error: WaitError| Err(Error::Failure(Failure::Transport(error.into())));
        wait(self.into_future()).unwrap_or_else(refused)
    }
}

impl<R: Answer> IntoFuture for Call<R> {
    type Output = Result<R, Error<R>>;
    type IntoFuture = Sending<R>;

    fn into_future(self) -> Sending<R> {
        let checks = self.draft.executor.responses();
        Sending {
            reply: super::executor::send(self.draft, self.timeout),
            checks,
            response: PhantomData,
        }
    }
}

/// A call on its way.
pub struct Sending<R> {
    reply: BoxFuture<'static, Result<Reply, Failure>>,
    checks: Checked,
    response: PhantomData<fn() -> R>,
}

impl<R: Answer> Future for Sending<R> {
    type Output = Result<R, Error<R>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = self.reply.as_mut().poll(context);
        let checks = self.checks;
        reply.map(|reply| finish(reply?, checks))
    }
}

fn finish<R: Answer>(mut reply: Reply, checks: Checked) -> Result<R, Error<R>> {
    let response = R::read(&mut reply).map_err(|reason| reply.failure(reason))?;
    let parts = response.parts();
    if checks == Checked::Yes {
        strictly(parts)?;
    }
    match parts.status().is_success() && parts.is_documented() {
        true => Ok(response),
        false => Err(Error::Response(Box::new(response))),
    }
}

/// What a client that is told to be strict refuses.
fn strictly(parts: Parts<'_>) -> Result<(), Failure> {
    let refused = |violations| Failure::Violating {
        status: parts.status(),
        violations,
    };
    parts.validate().map_err(refused)
}

impl<R> std::fmt::Debug for Call<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Call({})", self.draft.operation.id)
    }
}
