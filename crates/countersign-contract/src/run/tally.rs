//! What a run has found and covered so far, and the report that comes of it.

use std::collections::BTreeMap;

use super::before::before;
use super::findings::Findings;
use super::{Access, Mask, Options, Performed, Progress, RunError};
use crate::check::{self, Check, Exchange};
use crate::plan::{Case, Fuzzing, Phase, Plan};
use crate::report::{
    Archive, Bounds, Ending, Group, OperationCoverage, Report, Summary, Transcript,
};
use crate::send::Transport;

/// What a run has found and covered so far.
pub(super) struct Tally<'p, T> {
    plan: &'p Plan,
    transport: &'p T,
    options: &'p Options,
    mask: Mask,
    /// How many renewed headers it masks.
    renewed: usize,
    access: Access,
    checks: Vec<&'static Check>,
    pub(super) findings: Findings,
    coverage: BTreeMap<usize, OperationCoverage>,
    bounds: Bounds<'p>,
    sent: BTreeMap<(usize, Phase), usize>,
    pub(super) ending: Ending,
    pub(super) summary: Summary,
    disagreements: Vec<crate::plan::Disagreement>,
}

impl<'p, T: Transport> Tally<'p, T> {
    pub(super) fn new(plan: &'p Plan, transport: &'p T, options: &'p Options) -> Self {
        let is_on = |check: &&Check| !options.without.iter().any(|name| name == check.name);
        Tally {
            plan,
            transport,
            options,
            mask: Mask::of(options, plan.subject.api()),
            renewed: 0,
            access: Access::new(plan.subject.api(), options),
            checks: check::ALL.iter().filter(is_on).collect(),
            findings: Findings::default(),
            coverage: BTreeMap::new(),
            bounds: Bounds::new(plan.subject.api()),
            sent: BTreeMap::new(),
            ending: Ending::Complete,
            summary: Summary {
                undecided: plan.undecided,
                ..Summary::default()
            },
            disagreements: plan.disagreements.clone(),
        }
    }

    /// Takes in what came of a case, and of the requests before it.
    pub(super) fn answered(&mut self, case: &Case, performed: &Performed) -> Result<(), RunError> {
        self.mask_renewed();
        let past = performed.past.iter().map(|past| &past.outcome);
        for outcome in past.chain([&performed.outcome]) {
            if let Err(error) = outcome
                && error.is_unreachable()
            {
                return Err(RunError::Unreachable(self.mask.error(error)));
            }
        }
        *self.sent.entry((case.operation, case.phase)).or_default() += 1;
        *self.summary.cases.entry(case.phase).or_default() += 1;
        for (before, performed) in before(case, performed) {
            self.look(&before, &performed);
        }
        self.look(case, performed);
        Ok(())
    }

    /// Masks the headers that took the place of others since it was last asked.
    fn mask_renewed(&mut self) {
        let renewed = self.transport.renewed();
        if let Some(later) = renewed
            .get(self.renewed..)
            .filter(|later| !later.is_empty())
        {
            self.mask = self.mask.clone().with(later);
            self.renewed = renewed.len();
        }
    }

    /// Lets every check look at an exchange.
    fn look(&mut self, case: &Case, performed: &Performed) {
        let Some(operation) = self.plan.subject.api().operations.get(case.operation) else {
            return;
        };
        let exchange = Exchange::new(&self.plan.subject, operation, case, performed);
        let disagreement = exchange.disagreement();
        let masked = disagreement.map(|it| self.mask.disagreement(it));
        self.disagreements.extend(masked);
        let coverage = self.coverage.entry(case.operation);
        coverage
            .or_insert_with(|| OperationCoverage::of(operation))
            .add(&exchange);
        self.bounds.add(&exchange);
        self.summary.add(&exchange);
        for index in 0..self.checks.len() {
            let Some(check) = self.checks.get(index).copied() else {
                continue;
            };
            if let Some(problem) = (check.run)(&exchange) {
                let problem = self.mask.problem(problem);
                let added = self
                    .findings
                    .add(self.plan, case, check, problem, performed);
                if let Some(finding) = added {
                    let given = self.access.headers(case.operation);
                    let options = Options {
                        headers: given.to_vec(),
                        ..self.options.clone()
                    };
                    let base = self.transport.base();
                    finding.curl = crate::report::curl(&base, case, given, &options.other);
                    finding.given = given.to_vec();
                    finding.transcript = Some(Transcript::of(performed, &options, &self.mask));
                }
            }
        }
    }

    /// The line that sends a case again.
    pub(super) fn curl(&self, case: &Case) -> String {
        let given = self.access.headers(case.operation);
        crate::report::curl(&self.transport.base(), case, given, &self.options.other)
    }

    pub(super) fn progress(&self, fuzzing: &Fuzzing<'_>) -> Progress {
        let fuzzed = fuzzing.planned().values().copied();
        Progress {
            sent: self.summary.sent(),
            planned: fuzzed.fold(self.plan.cases.len(), usize::saturating_add),
            findings: self.findings.list.len(),
        }
    }

    pub(super) fn report(mut self, fuzzing: &Fuzzing<'_>) -> Report {
        self.mask_renewed();
        let groups = groups(self.plan, fuzzing, &self.sent);
        let disagreements = fuzzing.disagreements().iter().cloned();
        self.disagreements.extend(disagreements);
        self.summary.undecided += fuzzing.undecided();
        let subject = &self.plan.subject;
        let gaps = self.plan.not_covered.iter();
        let place = |gap: &crate::NotCovered| gap.span.map(|span| subject.place(span));
        let operations = subject.api().operations.iter();
        let ids: Vec<String> = operations.map(|operation| operation.id.clone()).collect();
        Report {
            ending: self.ending,
            groups,
            title: subject.api().title.clone(),
            seed: self.plan.seed,
            bounds: self.bounds.finish(&ids),
            ids,
            findings: self.findings.list,
            operations: self.coverage.into_values().collect(),
            not_covered: gaps.map(|gap| (gap.clone(), place(gap))).collect(),
            disagreements: self.disagreements,
            summary: self.summary,
            archive: self
                .transport
                .recorded()
                .map(|record| Archive::of(&record, &self.mask)),
        }
    }
}

/// How many cases of each operation and phase were planned and sent.
fn groups(
    plan: &Plan,
    fuzzing: &Fuzzing<'_>,
    sent: &BTreeMap<(usize, Phase), usize>,
) -> Vec<Group> {
    let fuzzed = fuzzing.planned().iter().filter(|(_, count)| **count > 0);
    let fuzzed = fuzzed.map(|(operation, count)| ((*operation, Phase::Fuzzing), *count));
    let mut planned: BTreeMap<(usize, Phase), usize> = fuzzed.collect();
    for case in &plan.cases {
        *planned.entry((case.operation, case.phase)).or_default() += 1;
    }
    let operations = &plan.subject.api().operations;
    let group = |(key, planned): (&(usize, Phase), &usize)| {
        Some(Group {
            operation: operations.get(key.0)?.id.clone(),
            phase: key.1,
            planned: *planned,
            sent: sent.get(key).copied().unwrap_or(0),
            is_whole: plan.is_whole(key.0, key.1),
        })
    };
    planned.iter().filter_map(group).collect()
}
