//! Sends the cases of a plan, checks every answer, and sends each finding's request once more.

mod access;
mod before;
mod course;
mod exchange;
mod fill;
mod findings;
mod given_header;
mod listing;
mod mask;
mod options;
mod perform;
mod shrink;
mod taken;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use futures_util::StreamExt;

use crate::check::{self, Check, Exchange};
use crate::plan::{Case, Fuzzing, Intent, Phase, Plan};
use crate::report::{
    Archive, Bounds, Ending, Group, OperationCoverage, Report, Summary, Transcript,
};
use crate::send::{SendError, Transport};
use before::before;
use course::{answers, make_ahead, over};
use findings::Findings;

pub(crate) use access::Access;
pub use access::{Credential, fitting};
pub(crate) use exchange::given_headers;
pub(crate) use findings::generic;
pub use given_header::GivenHeader;
pub use listing::{ListExtent, Listing};
pub(crate) use mask::Mask;
pub use options::Options;
pub(crate) use perform::Performer;
pub use perform::{Bindings, Past, Performed};
pub(crate) use taken::json;

/// After so many cases everything else has its turn.
const TURN: usize = 16;

/// Why a run ended without a report.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum RunError {
    /// The plan has no cases, for the reasons that its `not_covered` lists.
    NothingToRun,
    /// No connection to the service came about.
    Unreachable(SendError),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RunError::NothingToRun => f.write_str("nothing to run: the plan has no cases"),
            RunError::Unreachable(error) => write!(f, "the service cannot be reached: {error}"),
        }
    }
}

impl std::error::Error for RunError {}

/// How far a run has come.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub struct Progress {
    /// Cases that were sent.
    pub sent: usize,
    /// Cases of the plan; those that are not made yet, as many as there are at most.
    pub planned: usize,
    /// Findings so far, like ones counted once.
    pub findings: usize,
}

/// Runs a plan.
///
/// # Errors
/// When there is nothing to run, or the service cannot be reached at all.
pub async fn run<T: Transport>(
    plan: &Plan,
    transport: &T,
    options: &Options,
) -> Result<Report, RunError> {
    run_with(plan, transport, options, |_| {}).await
}

/// Runs a plan, and tells how far it has come after each case.
///
/// # Errors
/// When there is nothing to run, or the service cannot be reached at all.
pub async fn run_with<T: Transport>(
    plan: &Plan,
    transport: &T,
    options: &Options,
    progress: impl FnMut(Progress),
) -> Result<Report, RunError> {
    run_until(plan, transport, options, progress, std::future::pending()).await
}

/// Runs a plan until it is done, its time is over, or `stop` is: the report then has what was done, and says so.
///
/// Answers are taken in the order of the cases, so that the report does not depend on the number of workers.
///
/// # Errors
/// When there is nothing to run, or the service cannot be reached at all.
pub async fn run_until<T: Transport>(
    plan: &Plan,
    transport: &T,
    options: &Options,
    mut progress: impl FnMut(Progress),
    stop: impl Future<Output = ()>,
) -> Result<Report, RunError> {
    if plan.is_empty() {
        return Err(RunError::NothingToRun);
    }
    let mut run = Run::new(plan, transport, options);
    let performer = Performer::new(&plan.subject, transport, options);
    let fuzzing = RefCell::new(plan.fuzzing());
    let mut over = std::pin::pin!(over(options.time_limit, stop));
    run.ending = {
        let mut answers = std::pin::pin!(answers(plan, &fuzzing, &performer, options));
        loop {
            let next = tokio::select! {
                biased;
                ending = &mut over => break ending,
                next = answers.next() => next,
                () = make_ahead(&fuzzing) => continue,
            };
            let Some((case, performed)) = next else {
                break Ending::Complete;
            };
            run.answered(&case, &performed)?;
            progress(run.progress(&fuzzing.borrow()));
            if run.summary.sent().is_multiple_of(TURN) {
                // A service in this process may never wait: signals and timers need their turn.
                tokio::task::yield_now().await;
            }
        }
    };
    if run.ending == Ending::Complete {
        tokio::select! {
            biased;
            ending = &mut over => run.ending = ending,
            verified = run.findings.verified(plan, &performer, |case| run.curl(case)) => {
                run.findings.list = verified;
            }
        }
    }
    Ok(run.report(&fuzzing.borrow()))
}

struct Run<'p, T> {
    plan: &'p Plan,
    transport: &'p T,
    options: &'p Options,
    mask: Mask,
    /// How many renewed headers it masks.
    renewed: usize,
    access: Access,
    checks: Vec<&'static Check>,
    findings: Findings,
    coverage: BTreeMap<usize, OperationCoverage>,
    bounds: Bounds<'p>,
    sent: BTreeMap<(usize, Phase), usize>,
    ending: Ending,
    summary: Summary,
    disagreements: Vec<crate::plan::Disagreement>,
}

impl<'p, T: Transport> Run<'p, T> {
    fn new(plan: &'p Plan, transport: &'p T, options: &'p Options) -> Self {
        let is_on = |check: &&Check| !options.without.iter().any(|name| name == check.name);
        Run {
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
    fn answered(&mut self, case: &Case, performed: &Performed) -> Result<(), RunError> {
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
    fn curl(&self, case: &Case) -> String {
        let given = self.access.headers(case.operation);
        crate::report::curl(&self.transport.base(), case, given, &self.options.other)
    }

    fn progress(&self, fuzzing: &Fuzzing<'_>) -> Progress {
        let fuzzed = fuzzing.planned().values().copied();
        Progress {
            sent: self.summary.sent(),
            planned: fuzzed.fold(self.plan.cases.len(), usize::saturating_add),
            findings: self.findings.list.len(),
        }
    }

    fn report(mut self, fuzzing: &Fuzzing<'_>) -> Report {
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

/// Whether an answer hides what a case was to find out.
pub(crate) fn is_hidden(exchange: &Exchange<'_>) -> bool {
    let Some(answer) = exchange.answer() else {
        return exchange.is_not_reached();
    };
    let status = answer.status.as_u16();
    if exchange.case.sequel.is_some() {
        return status == 429;
    }
    match &exchange.case.intent {
        Intent::Invalid(breach) => {
            matches!(status, 401 | 403 | 409 | 429)
                || (status == 404 && !breach.part.starts_with("path"))
        }
        Intent::Valid => matches!(status, 401 | 403 | 404 | 409 | 429),
        Intent::Unauthenticated
        | Intent::UndocumentedMethod
        | Intent::UndocumentedMediaType
        | Intent::Unclear => status == 429,
    }
}
