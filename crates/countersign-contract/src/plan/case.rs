//! One case: a request, and what the document says about it.

use std::fmt;
use std::sync::Arc;

use countersign_model::Span;

use crate::setup::{Sequel, Setup};
use crate::wire::Outgoing;

/// A kind of cases, which can be asked for by name.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
pub enum Phase {
    /// The examples of the document.
    Examples,
    /// Requests one after another: what was created is read, listed, updated and deleted.
    Stateful,
    /// Every keyword of every parameter and body: at its bound, just inside, just outside.
    Coverage,
    /// Requests without the credentials that the document asks for.
    Auth,
    /// HTTP itself: methods that are not documented, bodies that are no JSON, other content types.
    Protocol,
    /// Whole requests by choices from the seed, also such as no JSON value can say.
    Fuzzing,
}

impl Phase {
    /// Every phase, in the order in which they run.
    pub const ALL: [Phase; 6] = [
        Phase::Examples,
        Phase::Stateful,
        Phase::Coverage,
        Phase::Auth,
        Phase::Protocol,
        Phase::Fuzzing,
    ];

    /// The name, `coverage`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Phase::Examples => "examples",
            Phase::Stateful => "stateful",
            Phase::Coverage => "coverage",
            Phase::Auth => "auth",
            Phase::Protocol => "protocol",
            Phase::Fuzzing => "fuzzing",
        }
    }

    /// The phase of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Phase> {
        Phase::ALL.into_iter().find(|phase| phase.as_str() == name)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One request with its meaning.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name, which stays the same for the same document, seed and options: `create_order/coverage/17`.
    pub id: String,
    /// The index of its operation in [`Api::operations`](countersign_model::Api::operations).
    pub operation: usize,
    /// The phase that it belongs to.
    pub phase: Phase,
    /// What is special about it, in a few words.
    pub what: String,
    /// What the document says about it.
    pub intent: Intent,
    /// The request.
    pub request: Outgoing,
    /// What comes before it.
    pub setup: Option<Arc<Setup>>,
    /// What it is to show about the requests before it.
    pub sequel: Option<Sequel>,
    /// The choices that it was made by, where it was made by choices.
    pub choices: Vec<u64>,
}

/// What the document says about a request; for the first two both judges agree on it.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum Intent {
    /// It is allowed.
    Valid,
    /// It breaks this.
    Invalid(Breach),
    /// It is valid but for its credentials.
    Unauthenticated,
    /// Its method is not documented for its path.
    UndocumentedMethod,
    /// Its media type is not documented for its body.
    UndocumentedMediaType,
    /// The document does not say.
    Unclear,
}

/// What a request breaks.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Breach {
    /// The part of the request: `body`, or ``query parameter `limit` ``.
    pub part: String,
    /// Where in that part, as a JSON Pointer.
    pub pointer: String,
    /// The keyword, `minimum`; `json` where the body is none.
    pub keyword: String,
    /// What the keyword demands.
    pub limit: String,
    /// What is sent instead.
    pub sent: String,
    /// Where the document has the keyword.
    pub span: Option<Span>,
}
