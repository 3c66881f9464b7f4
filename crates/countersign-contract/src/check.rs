//! The checks: each looks at one exchange and says what is wrong with it, if it can tell.
//!
//! A check is a file, and a line in [`ALL`].

mod content_type_conformance;
mod exchange;
mod ignored_auth;
mod negative_data_rejection;
mod not_a_server_error;
mod positive_data_acceptance;
mod response_headers_conformance;
mod response_schema_conformance;
mod status_code_conformance;
mod unsupported_method;

use countersign_model::Span;

pub(crate) use content_type_conformance::matches as media_type_matches;
pub use exchange::{Answer, BodyOpinion, Exchange};

/// Something that can be wrong with an exchange.
#[derive(Copy, Clone, Debug)]
pub struct Check {
    /// Its name, by which it is switched off.
    pub name: &'static str,
    /// What it takes for granted: where that does not hold, switch it off.
    pub assumes: &'static str,
    /// What is wrong with an exchange, if anything is.
    pub run: fn(&Exchange<'_>) -> Option<Problem>,
}

/// Every check, by name.
pub const ALL: &[Check] = &[
    content_type_conformance::CHECK,
    ignored_auth::CHECK,
    negative_data_rejection::CHECK,
    not_a_server_error::CHECK,
    positive_data_acceptance::CHECK,
    response_headers_conformance::CHECK,
    response_schema_conformance::CHECK,
    status_code_conformance::CHECK,
    unsupported_method::CHECK,
];

/// The check of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Check> {
    ALL.iter().find(|check| check.name == name)
}

/// What is wrong with an exchange.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Problem {
    /// What happened, in one line.
    pub message: String,
    /// The keyword of the document that is not kept: `minimum`, `required`, or `responses`, `content`, `headers`.
    pub keyword: String,
    /// Where in the request or the answer, as a JSON Pointer; empty for the whole.
    pub pointer: String,
    /// What the document lets one expect.
    pub expected: String,
    /// What was there instead.
    pub got: String,
    /// Where the document says so.
    pub span: Option<Span>,
}
