//! What a run found: findings, what was covered, and what was not.

mod bounds;
mod coverage;
mod curl;
mod finding;
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

use std::path::Path;

use crate::Seed;
use crate::failure::{self, Failure, Keep, KeepError};
use crate::plan::{Disagreement, NotCovered, Phase};

pub(crate) use bounds::Bounds;
pub use bounds::{Answers, BoundCoverage, Side};
pub use coverage::{OperationCoverage, Summary};
pub(crate) use curl::curl;
pub use finding::{Excuse, Finding, Repeated};
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
