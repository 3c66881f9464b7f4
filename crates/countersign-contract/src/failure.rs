//! A finding as a file: the request byte for byte, and what was expected of the answer, so that it can be replayed.

mod keep;
mod read;
mod replay;
mod sequence;
mod write;

use std::fmt;

pub(crate) use keep::keep;
pub use keep::{Keep, KeepError};
pub use replay::{Replayed, replay};

use crate::plan::{Case, Intent, Phase};
use crate::report::Finding;
use crate::run::GivenHeader;
use crate::setup::{Sequel, Setup};
use crate::wire::{Credentials, Outgoing};
use crate::{Report, Seed};

/// A finding that can be replayed. No secret is in it: headers of the user stand as what they are shown by.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Failure {
    /// The path of the document, as it was given when the finding was made.
    pub document: String,
    /// The seed of the run.
    pub seed: Seed,
    /// The operation's id.
    pub operation: String,
    /// The phase of the case.
    pub phase: Phase,
    /// The id of the case.
    pub case: String,
    /// What is special about the case.
    pub what: String,
    /// The name of the check.
    pub check: String,
    /// What the document says about the request.
    pub intent: Intent,
    /// What was wrong, as [`Problem`](crate::check::Problem) has it.
    pub message: String,
    /// The keyword that was not kept.
    pub keyword: String,
    /// Where, as a JSON Pointer.
    pub pointer: String,
    /// What the document lets one expect.
    pub expected: String,
    /// What was there instead.
    pub got: String,
    /// The status of the answer; `None` where there was none.
    pub status: Option<u16>,
    /// What comes before the request. Its operations are those of `steps`: indices change with the document.
    pub setup: Option<Setup>,
    /// The ids of the operations of the setup's steps.
    pub steps: Vec<String>,
    /// What the request is to show about that.
    pub sequel: Option<Sequel>,
    /// The request without the headers of the user.
    pub request: Outgoing,
    /// The headers of the user that went with it: the name, and what is shown instead of the value.
    pub given: Vec<(String, String)>,
    /// The headers of the user's second identity, where it sent the request, in the same way.
    pub other: Vec<(String, String)>,
}

/// Why a file is not the failure that it should be.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct NotAFailure(pub(super) String);

impl fmt::Display for NotAFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it is no failure that countersign wrote: {}", self.0)
    }
}

impl std::error::Error for NotAFailure {}

impl Failure {
    pub(crate) fn of(
        report: &Report,
        finding: &Finding,
        document: &str,
        given: &[GivenHeader],
        other: &[GivenHeader],
    ) -> Failure {
        let problem = &finding.problem;
        let case = &finding.smallest;
        Failure {
            document: document.to_owned(),
            seed: report.seed,
            operation: finding.operation.clone(),
            phase: finding.phase,
            case: case.id.clone(),
            what: case.what.clone(),
            check: finding.check.to_owned(),
            intent: without_place(case.intent.clone()),
            message: problem.message.clone(),
            keyword: problem.keyword.clone(),
            pointer: problem.pointer.clone(),
            expected: problem.expected.clone(),
            got: problem.got.clone(),
            status: finding.status,
            setup: case.setup.as_deref().cloned(),
            sequel: case.sequel.clone(),
            steps: steps(report, case),
            given: if finding.given.is_empty() {
                shown(given)
            } else {
                shown(&finding.given)
            },
            other: match case.request.credentials {
                Credentials::Other => shown(other),
                _ => Vec::new(),
            },
            request: case.request.clone(),
        }
    }

    /// The failure of a file.
    ///
    /// # Errors
    /// When the text is not what [`Failure::to_json`] gives.
    pub fn from_json(text: &str) -> Result<Failure, NotAFailure> {
        read::failure(text)
    }

    /// The text of a file: one JSON object, indented, with a newline at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        write::failure(self)
    }
}

/// The ids of the operations of what comes before a case.
fn steps(report: &Report, case: &Case) -> Vec<String> {
    let steps = case.setup.iter().flat_map(|setup| &setup.steps);
    let id = |index: usize| report.ids.get(index).cloned().unwrap_or_default();
    steps.map(|step| id(step.operation)).collect()
}

/// Headers by name, with what is shown instead of their values.
fn shown(headers: &[GivenHeader]) -> Vec<(String, String)> {
    let pair = |header: &GivenHeader| (header.name().to_owned(), header.shown().to_owned());
    headers.iter().map(pair).collect()
}

/// Places move when a document is edited: a file does not have them.
fn without_place(intent: Intent) -> Intent {
    match intent {
        Intent::Invalid(breach) => Intent::Invalid(crate::Breach {
            span: None,
            ..breach
        }),
        other => other,
    }
}
