//! What a run found: findings, what was covered, and what was not.

mod bounds;
mod curl;
mod github;
mod har;
mod html;
mod human;
mod json;
mod junit;
mod place;
#[cfg(test)]
pub(crate) mod sample;
mod sarif;
mod transcript;

use std::collections::BTreeMap;
use std::path::Path;

use countersign_model::{Operation, Status};

use crate::check::{Exchange, Problem};
use crate::failure::{self, Failure, Keep, KeepError};
use crate::plan::{Case, Disagreement, Intent, NotCovered, Phase, Plan};
use crate::run::is_hidden;
use crate::{GivenHeader, Seed};

pub(crate) use bounds::Bounds;
pub use bounds::{Answers, BoundCoverage, Side};
pub(crate) use curl::curl;
pub(crate) use har::Archive;
pub use transcript::Transcript;

/// The outcome of a run.
#[derive(Clone, Debug)]
pub struct Report {
    /// `info.title` of the document.
    pub title: String,
    /// How the run ended.
    pub ending: Ending,
    /// Each operation and phase that has cases, in the order of the plan.
    pub groups: Vec<Group>,
    /// The seed of the plan.
    pub seed: Seed,
    /// The ids of the document's operations, in document order.
    pub(crate) ids: Vec<String>,
    /// What is wrong with the service, like findings once, in the order of the cases.
    pub findings: Vec<Finding>,
    /// What each operation answered.
    pub operations: Vec<OperationCoverage>,
    /// What was answered on either side of each bound.
    pub bounds: Vec<BoundCoverage>,
    /// What no case covers, each with its place in the document as `file:line:column`.
    pub not_covered: Vec<(NotCovered, Option<String>)>,
    /// Where our two judges disagree: defects of ours, which are never findings.
    pub disagreements: Vec<Disagreement>,
    /// The counts.
    pub summary: Summary,
    /// Every exchange, where the transport [recorded](crate::Recording) them.
    pub(crate) archive: Option<Archive>,
}

/// How a run ended.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub enum Ending {
    /// Every case was sent, and every finding was sent again.
    Complete,
    /// It was stopped from outside.
    Interrupted,
    /// Its time was over.
    TimeLimit,
}

/// The cases of one operation in one phase.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Group {
    /// The operation's id.
    pub operation: String,
    /// The phase.
    pub phase: Phase,
    /// How many cases the plan has.
    pub planned: usize,
    /// How many of them were sent and answered.
    pub sent: usize,
    /// Whether the plan has all that there is reason for: an operation, and a run, may have only so many cases.
    pub is_whole: bool,
}

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
    /// The line that replays it, once it was [kept](Report::keep).
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

fn route(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

/// What an operation answered.
#[derive(Clone, Debug)]
pub struct OperationCoverage {
    /// The operation's id.
    pub operation: String,
    /// Method and path template.
    pub route: String,
    /// How often each status was answered.
    pub seen: BTreeMap<u16, usize>,
    /// The documented responses, `200`, `4XX`, `default`, that no answer had.
    pub never_seen: Vec<String>,
    documented: Vec<Status>,
}

impl OperationCoverage {
    pub(crate) fn of(operation: &Operation) -> Self {
        let documented: Vec<Status> = operation
            .responses
            .iter()
            .map(|response| response.status)
            .collect();
        OperationCoverage {
            operation: operation.id.clone(),
            route: route(operation),
            seen: BTreeMap::new(),
            never_seen: documented
                .iter()
                .map(|status| status_name(*status))
                .collect(),
            documented,
        }
    }

    pub(crate) fn add(&mut self, exchange: &Exchange<'_>) {
        let Some(answer) = exchange
            .answer()
            .filter(|_| exchange.case.intent != Intent::UndocumentedMethod)
        else {
            return;
        };
        let count = self.seen.entry(answer.status.as_u16()).or_default();
        *count += 1;
        if *count > 1 {
            return;
        }
        let documented = exchange.documented().map(|response| response.status);
        let seen = |name: &String| documented.is_some_and(|status| *name == status_name(status));
        self.never_seen.retain(|name| !seen(name));
    }

    /// How many responses the document lists.
    #[must_use]
    pub fn documented(&self) -> usize {
        self.documented.len()
    }
}

/// The key of a response: `200`, `2XX`, `default`.
pub(crate) fn status_name(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// The counts of a run.
#[derive(Clone, Eq, PartialEq, Debug, Default)]
pub struct Summary {
    /// Cases that were sent, by phase.
    pub cases: BTreeMap<Phase, usize>,
    /// Valid requests, and those among them that were answered 2xx.
    pub valid: (usize, usize),
    /// Invalid requests, and those among them that were answered 4xx.
    pub invalid: (usize, usize),
    /// Cases whose answer (401, 403, 404, 409, 429) hides what they were to find out.
    pub not_reached: usize,
    /// Cases that were dropped because a judge could not tell.
    pub undecided: usize,
}

impl Summary {
    pub(crate) fn add(&mut self, exchange: &Exchange<'_>) {
        let status = exchange.answer().map(|answer| answer.status);
        match exchange.case.intent {
            Intent::Valid => {
                self.valid.0 += 1;
                self.valid.1 += usize::from(status.is_some_and(|status| status.is_success()));
            }
            Intent::Invalid(_) => {
                self.invalid.0 += 1;
                self.invalid.1 +=
                    usize::from(status.is_some_and(|status| status.is_client_error()));
            }
            _ => {}
        }
        self.not_reached += usize::from(is_hidden(exchange));
    }

    /// How many cases were sent.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.cases.values().sum()
    }
}

impl Report {
    /// Whether the service kept its word in every case, but for what is [known](crate::Baseline).
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(Finding::is_excused)
    }

    /// Keeps every finding that is not known as a file that can be replayed; `line` gives the line that replays a file.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn keep(
        &mut self,
        keep: &Keep<'_>,
        line: impl Fn(&Path) -> String,
    ) -> Result<(), KeepError> {
        let failures: Vec<Failure> = self
            .findings
            .iter()
            .filter(|finding| !finding.is_excused())
            .map(|finding| Failure::of(self, finding, keep.document, keep.headers, keep.other))
            .collect();
        if failures.is_empty() {
            return Ok(());
        }
        let paths = failure::keep(keep.folder, &failures)?;
        let new = self
            .findings
            .iter_mut()
            .filter(|finding| !finding.is_excused());
        for (finding, path) in new.zip(paths) {
            finding.replay = Some(line(&path));
        }
        Ok(())
    }

    /// The report for people, without colours: findings by operation, then what was covered.
    #[must_use]
    pub fn human(&self) -> String {
        human::report(self)
    }

    /// The report as data: one JSON object a line, findings first, the summary last.
    #[must_use]
    pub fn ndjson(&self) -> String {
        json::lines(self)
    }

    /// The report as one JSON object.
    #[must_use]
    pub fn json(&self) -> String {
        json::whole(self)
    }

    /// The report as JUnit XML: a case for each operation and phase.
    #[must_use]
    pub fn junit(&self) -> String {
        junit::report(self)
    }

    /// The report as workflow commands of GitHub: an annotation for each finding, at its place in the document.
    #[must_use]
    pub fn github(&self) -> String {
        github::report(self)
    }

    /// The report as a page: one file of HTML that loads nothing else, for a browser in the dark and in the light.
    #[must_use]
    pub fn html(&self) -> String {
        html::report(self)
    }

    /// The report as SARIF 2.1.0: a result for each finding, at its place in the document.
    #[must_use]
    pub fn sarif(&self) -> String {
        sarif::report(self)
    }

    /// The report as an HTTP archive (HAR 1.2): every exchange, where the transport [recorded](crate::Recording) them.
    #[must_use]
    pub fn har(&self) -> String {
        har::report(self)
    }

    /// Why the run ended before its plan did, and how far it came; `None` where it did not.
    pub(crate) fn cut_short(&self) -> Option<String> {
        let why = match self.ending {
            Ending::Complete => return None,
            Ending::Interrupted => "interrupted",
            Ending::TimeLimit => "the time limit was reached",
        };
        let (sent, planned) = (self.summary.sent(), self.planned());
        Some(format!("{why}: {sent} of {planned} cases were sent"))
    }

    /// How many cases the plan has.
    #[must_use]
    pub fn planned(&self) -> usize {
        let planned = self.groups.iter().map(|group| group.planned);
        planned.fold(0, usize::saturating_add)
    }
}
