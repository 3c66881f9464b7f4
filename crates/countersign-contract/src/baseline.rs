//! Findings that are known: each with its reason and, if wanted, the day until which it is put up with.
//!
//! They are reported and do not fail a run; after their day they do again, and what a run no longer finds is taken out.

mod day;
mod file;

use std::fmt;

pub use day::Day;

use crate::plan::Phase;
use crate::report::{Ending, Excuse, Finding, Report};

/// The known findings of a file.
#[derive(Clone, Eq, PartialEq, Debug, Default)]
pub struct Baseline {
    /// The findings, in the order of the file.
    pub known: Vec<Known>,
}

/// A finding that is known.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Known {
    /// The name of the check.
    pub check: String,
    /// The operation's id.
    pub operation: String,
    /// The phase that showed it.
    pub phase: Phase,
    /// The seed of the run, where the phase is `fuzzing`: another one need not show it.
    pub seed: Option<u64>,
    /// The status of the answer; `None` where there was none.
    pub status: Option<u16>,
    /// The keyword that is not kept.
    pub keyword: String,
    /// The place, as a JSON Pointer whose array indices are `*`.
    pub pointer: String,
    /// Why it is put up with.
    pub reason: String,
    /// The last day on which it is.
    pub expires: Option<Day>,
}

/// Why a text is no baseline.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct NotABaseline(String);

impl fmt::Display for NotABaseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it is no baseline: {}", self.0)
    }
}

impl std::error::Error for NotABaseline {}

impl Baseline {
    /// Reads a file: TOML, a table `[[known]]` for each finding.
    ///
    /// # Errors
    /// When the text is no such file, or a finding has no reason.
    pub fn from_toml(text: &str) -> Result<Baseline, NotABaseline> {
        file::read(text).map_err(NotABaseline)
    }

    /// The text of the file.
    #[must_use]
    pub fn to_toml(&self) -> String {
        file::write(self)
    }

    /// The text of the file but for what stands at its head.
    pub(crate) fn entries(&self) -> String {
        file::entries(self)
    }

    /// Marks the findings of a report that are known: as excused, or as expired where their day is over.
    pub fn mark(&self, report: &mut Report, today: &Day) {
        for finding in &mut report.findings {
            let known = self.known.iter().find(|known| known.is(finding));
            finding.excuse = known.map(|known| match &known.expires {
                Some(day) if day < today => Excuse::Expired(day.clone()),
                _ => Excuse::Known(known.reason.clone()),
            });
        }
    }

    /// The known findings that a run should have shown and did not. It tells only of what it did to its end: of checks
    /// that were on, and of operations and phases whose every case was sent.
    #[must_use]
    pub fn gone<'b>(&'b self, report: &Report, without: &[String]) -> Vec<&'b Known> {
        let is_gone = |known: &&Known| {
            let is_off = without.contains(&known.check);
            let is_there = report.findings.iter().any(|finding| known.is(finding));
            !is_off && !is_there && known.was_looked_for(report)
        };
        self.known.iter().filter(is_gone).collect()
    }

    /// Takes out what is [gone](Self::gone).
    pub fn prune(&mut self, report: &Report, without: &[String]) {
        let gone: Vec<Known> = self.gone(report, without).into_iter().cloned().collect();
        self.known.retain(|known| !gone.contains(known));
    }

    /// Takes in every finding that has no excuse, for a reason, until a day; one that has expired is renewed.
    pub fn accept(&mut self, report: &Report, reason: &str, expires: Option<&Day>) {
        let unexcused = report
            .findings
            .iter()
            .filter(|finding| !finding.is_excused());
        for finding in unexcused {
            self.known.retain(|known| !known.is(finding));
            self.known
                .push(Known::of(finding, report.seed.0, reason, expires));
        }
    }
}

impl Known {
    fn of(finding: &Finding, seed: u64, reason: &str, expires: Option<&Day>) -> Known {
        Known {
            check: finding.check.to_owned(),
            operation: finding.operation.clone(),
            phase: finding.phase,
            seed: (finding.phase == Phase::Fuzzing).then_some(seed),
            status: finding.status,
            keyword: finding.problem.keyword.clone(),
            pointer: crate::run::generic(&finding.problem.pointer),
            reason: reason.to_owned(),
            expires: expires.cloned(),
        }
    }

    /// Whether a finding is this one. The phase does not matter: another one may have shown it first.
    fn is(&self, finding: &Finding) -> bool {
        self.check == finding.check
            && self.operation == finding.operation
            && self.status == finding.status
            && self.keyword == finding.problem.keyword
            && self.pointer == crate::run::generic(&finding.problem.pointer)
    }

    /// Whether a run did all that would show it: an operation that the document no longer has cannot show anything.
    fn was_looked_for(&self, report: &Report) -> bool {
        let is_here =
            |group: &&crate::Group| group.operation == self.operation && group.phase == self.phase;
        let group = report.groups.iter().find(is_here);
        let is_done = match group {
            Some(group) => group.is_whole && group.sent == group.planned,
            None => !report.ids.contains(&self.operation),
        };
        let is_same_seed = self.seed.is_none_or(|seed| seed == report.seed.0);
        report.ending == Ending::Complete && is_done && is_same_seed
    }
}

#[cfg(test)]
mod tests;
