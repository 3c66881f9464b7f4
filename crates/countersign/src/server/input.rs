//! [`Input`]: a request that has been matched and admitted, on its way to its operation.

use axum::http::request::Parts;

use super::{Callers, Options, Refusal, Reply, Respond, ResponseChecks, parameters};
use crate::{
    Contract, Valid, Validate, Violations,
    http::{Body, Operation, Response},
    input::{all, checked},
    json::Value,
};

/// A request that has been matched and admitted.
#[derive(Debug)]
pub struct Input {
    operation: &'static Operation,
    parts: Parts,
    captures: Vec<String>,
    body: Body,
    callers: Callers,
    options: Options,
}

impl Input {
    pub(super) const fn new(
        operation: &'static Operation,
        parts: Parts,
        captures: Vec<String>,
        body: Body,
        callers: Callers,
        options: Options,
    ) -> Self {
        Self {
            operation,
            parts,
            captures,
            body,
            callers,
            options,
        }
    }

    pub(super) const fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(super) const fn parts(&self) -> &Parts {
        &self.parts
    }

    pub(super) const fn options(&self) -> &Options {
        &self.options
    }

    pub(super) const fn body_ref(&self) -> &Body {
        &self.body
    }

    pub(super) fn take_body(&mut self) -> Body {
        std::mem::take(&mut self.body)
    }

    /// The parameters, decoded and validated.
    ///
    /// # Errors
    /// Broken syntax of a parameter, and every violation of their schemas.
    pub fn parameters<T: Contract>(&self) -> Result<Valid<T>, Refusal> {
        let value = parameters::read(self.operation, &self.parts, &self.captures)?;
        strict(&value).map_err(|violations| parameters::refusal(self.operation, &value, violations))
    }

    /// The callers of all schemes of the requirement that is satisfied.
    ///
    /// # Errors
    /// Never, where `C` is what the schemes return.
    pub fn callers<C: 'static>(&mut self) -> Result<Vec<C>, Refusal> {
        let callers = std::mem::take(&mut self.callers).into_iter();
        let typed = callers.map(|caller| caller.downcast::<C>().map(|caller| *caller));
        typed
            .collect::<Result<_, _>>()
            .map_err(|_| Refusal::Internal)
    }

    /// The caller of the only scheme; `None` where the operation asks for none.
    ///
    /// # Errors
    /// As [`Input::callers`].
    pub fn any_caller<C: 'static>(&mut self) -> Result<Option<C>, Refusal> {
        Ok(self.callers()?.pop())
    }

    /// The caller of the only scheme.
    ///
    /// # Errors
    /// As [`Input::callers`].
    pub fn caller<C: 'static>(&mut self) -> Result<C, Refusal> {
        self.any_caller()?.ok_or(Refusal::Internal)
    }

    /// What an operation has answered, checked in tests and debug builds.
    ///
    /// # Errors
    /// Its violations, and what its headers or media type cannot say.
    pub fn answer<R: Respond + Response>(&self, response: R) -> Result<Reply, Refusal> {
        match self.options.responses {
            ResponseChecks::Off => {}
            ResponseChecks::Refuse => response.validate().map_err(Refusal::InvalidResponse)?,
        }
        response.reply()
    }
}

/// What must be there.
///
/// # Errors
/// That of the result, and one for nothing.
pub fn given<T>(found: Result<Option<T>, Refusal>) -> Result<T, Refusal> {
    found?.ok_or_else(|| Refusal::malformed(super::Source::Body, "it is required and not there"))
}

/// A body that has been put together from what was read.
///
/// # Errors
/// Every violation of it.
pub fn valid<T: Validate>(body: T) -> Result<Valid<T>, Refusal> {
    Valid::new(body).map_err(Refusal::of_body)
}

/// Parameters and body, or what is wrong with both.
///
/// # Errors
/// The refusals of both as one.
pub fn both<A, B>(
    first: Result<A, Refusal>,
    second: Result<B, Refusal>,
) -> Result<(A, B), Refusal> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(first), Err(second)) => Err(first.with(second)),
        (Err(refusal), Ok(_)) | (Ok(_), Err(refusal)) => Err(refusal),
    }
}

/// A value in memory as a `T`, with every constraint checked.
pub(super) fn strict<T: Contract>(value: &Value) -> Result<Valid<T>, Violations> {
    checked(&value.to_string()).map_err(|broken| all(T::schema(), value, broken))
}
