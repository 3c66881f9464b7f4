//! [`Dispatch`]: the one seam between the executor and generated code.

use std::{any::Any, future::Future, pin::Pin};

use super::{Credentials, Denied, Input, Refusal, Reply};
use crate::http::Operation;

/// A future in a box.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a call of an operation comes to.
pub type Handling<'a> = Later<'a, Result<Reply, Refusal>>;

/// What a security scheme says to credentials: who the caller is, or why not.
pub type Admission<'a> = Later<'a, Result<Box<dyn Any + Send>, Denied>>;

/// The callers that were admitted, one for each scheme of the requirement that is satisfied.
pub type Callers = Vec<Box<dyn Any + Send>>;

/// What generated code implements for every implementation of its trait.
pub trait Dispatch: Send + Sync + 'static {
    /// The operations, by index.
    fn operations(&self) -> &'static [&'static Operation];

    /// Calls the operation of that index.
    fn call<'a>(&'a self, operation: usize, input: &'a mut Input) -> Handling<'a>;

    /// Asks the security scheme of that name.
    fn admit<'a>(&'a self, scheme: &'static str, credentials: Credentials<'a>) -> Admission<'a>;

    /// A refusal in the shape that the document gives to this case of the operation, where problem details do not fit it.
    fn refuse(&self, operation: usize, case: usize, refusal: &Refusal) -> Option<Reply>;
}

/// What a response enum of generated code writes itself as.
pub trait Respond {
    /// The response as its case of the document describes it.
    ///
    /// # Errors
    /// A value that its header or media type cannot say.
    fn reply(self) -> Result<Reply, Refusal>;
}

/// The answer of a scheme, whoever its caller is.
pub fn admission<'a, C: Any + Send>(
    answer: impl Future<Output = Result<C, Denied>> + Send + 'a,
) -> Admission<'a> {
    Box::pin(async move {
        let caller: Box<dyn Any + Send> = Box::new(answer.await?);
        Ok(caller)
    })
}

/// The answer of a scheme that the document does not have.
#[must_use]
pub fn nobody<'a>() -> Admission<'a> {
    Box::pin(std::future::ready(Err(Denied::Unauthenticated)))
}

/// The call of an operation that there is not.
#[must_use]
pub fn nothing<'a>() -> Handling<'a> {
    Box::pin(std::future::ready(Err(Refusal::Internal)))
}
