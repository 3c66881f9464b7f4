//! A finding: what is wrong with the service, where, and how to see it again.

use countersign_model::Operation;

use super::Transcript;
use crate::GivenHeader;
use crate::check::Problem;
use crate::plan::{Case, Phase, Plan};

/// A service against its document.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The name of the check.
    pub check: &'static str,
    /// The operation's id.
    pub operation: String,
    /// Method and path template: `POST /orders/{id}`.
    pub route: String,
    /// The phase of the case.
    pub phase: Phase,
    /// The id of the first case that showed it.
    pub case: String,
    /// What is special about that case.
    pub what: String,
    /// What is wrong.
    pub problem: Problem,
    /// The status of the answer; `None` where there was none.
    pub status: Option<u16>,
    /// Where the document says so, as `file:line:column`.
    pub place: Option<String>,
    /// How many cases showed the same.
    pub count: usize,
    /// Whether the same request showed the same when it was sent again.
    pub repeated: Repeated,
    /// A shell line that sends the request, as small as it still shows the same.
    pub curl: String,
    /// The request that first showed it, and its answer.
    pub transcript: Option<Transcript>,
    /// The headers of the user that went with it.
    pub(crate) given: Vec<GivenHeader>,
    /// The case that shows it, as small as it still shows the same.
    pub smallest: Case,
    /// The line that replays it, once it was [kept](crate::Report::keep).
    pub replay: Option<String>,
    /// What a [`Baseline`](crate::Baseline) says of it, where it has it.
    pub excuse: Option<Excuse>,
}

/// What is known of a finding from earlier runs.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum Excuse {
    /// It does not fail the run, for this reason.
    Known(String),
    /// It did not until this day.
    Expired(crate::Day),
}

/// Whether a finding showed again.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub enum Repeated {
    /// It did.
    Yes,
    /// It did not: the service answers the same request in different ways.
    No,
    /// It was not sent again: the run ended before.
    NotTried,
}

impl Finding {
    pub(crate) fn new(
        plan: &Plan,
        case: &Case,
        check: &'static str,
        problem: Problem,
        status: Option<u16>,
        place: Option<String>,
    ) -> Finding {
        let operation = plan.subject.api().operations.get(case.operation);
        Finding {
            check,
            operation: operation
                .map(|operation| operation.id.clone())
                .unwrap_or_default(),
            route: operation.map(route).unwrap_or_default(),
            phase: case.phase,
            case: case.id.clone(),
            what: case.what.clone(),
            problem,
            status,
            place,
            count: 1,
            repeated: Repeated::NotTried,
            curl: String::new(),
            transcript: None,
            given: Vec::new(),
            smallest: case.clone(),
            replay: None,
            excuse: None,
        }
    }

    /// Why it does not fail the run, where it does not.
    #[must_use]
    pub fn known(&self) -> Option<&str> {
        match &self.excuse {
            Some(Excuse::Known(reason)) => Some(reason),
            Some(Excuse::Expired(_)) | None => None,
        }
    }

    pub(crate) fn is_excused(&self) -> bool {
        self.known().is_some()
    }
}

pub(super) fn route(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}
