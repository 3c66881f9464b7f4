//! Sends the cases of a plan, checks every answer, and sends each finding's request once more.

mod exchange;
mod given_header;
mod shrink;

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::time::Duration;

use futures_util::{StreamExt, stream};

use crate::check::{self, Answer, Check, Exchange, Problem};
use crate::plan::{Case, Intent, Phase, Plan};
use crate::report::{Ending, Finding, Group, OperationCoverage, Repeated, Report, Summary};
use crate::send::{SendError, Transport};
use crate::wire::Outgoing;

pub(crate) use exchange::{given_headers, send as send_outgoing};
pub use given_header::GivenHeader;

/// How a plan is run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Headers that go with every request: credentials, above all.
    pub headers: Vec<GivenHeader>,
    /// The names of the checks that are switched off.
    pub without: Vec<String>,
    /// How many requests are under way at a time.
    pub workers: NonZeroUsize,
    /// How long the run may take; it then ends with what was done.
    pub time_limit: Option<Duration>,
}

impl Default for Options {
    /// No headers, every check, one request at a time, no limit.
    fn default() -> Self {
        Options {
            headers: Vec::new(),
            without: Vec::new(),
            workers: NonZeroUsize::MIN,
            time_limit: None,
        }
    }
}

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
    /// Cases of the plan.
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
    if plan.cases.is_empty() {
        return Err(RunError::NothingToRun);
    }
    let mut run = Run::new(plan, transport, options);
    let answers = stream::iter(&plan.cases).map(|case| async move {
        (
            case,
            exchange::send(transport, &case.request, &options.headers).await,
        )
    });
    let mut answers = std::pin::pin!(answers.buffered(options.workers.get()));
    let mut over = std::pin::pin!(over(options.time_limit, stop));
    loop {
        let next = tokio::select! {
            biased;
            ending = &mut over => {
                run.ending = ending;
                return Ok(run.report());
            }
            next = answers.next() => next,
        };
        let Some((case, outcome)) = next else { break };
        run.answered(case, &outcome)?;
        progress(Progress {
            sent: run.summary.sent(),
            planned: plan.cases.len(),
            findings: run.findings.len(),
        });
        // A service in this process may never wait: signals and timers need their turn.
        tokio::task::yield_now().await;
    }
    tokio::select! {
        biased;
        ending = &mut over => run.ending = ending,
        verified = run.verified() => run.findings = verified,
    }
    Ok(run.report())
}

/// Waits until a run has to end before its plan does.
async fn over(limit: Option<Duration>, stop: impl Future<Output = ()>) -> Ending {
    let time = async {
        match limit {
            Some(limit) => tokio::time::sleep(limit).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        biased;
        () = stop => Ending::Interrupted,
        () = time => Ending::TimeLimit,
    }
}

/// What makes two findings alike.
type Likeness = (usize, &'static str, Option<u16>, String, String);

struct Run<'p, T> {
    plan: &'p Plan,
    transport: &'p T,
    options: &'p Options,
    checks: Vec<&'static Check>,
    findings: Vec<Finding>,
    like: BTreeMap<Likeness, usize>,
    cases_of: Vec<&'p Case>,
    coverage: BTreeMap<usize, OperationCoverage>,
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
            checks: check::ALL.iter().filter(is_on).collect(),
            findings: Vec::new(),
            like: BTreeMap::new(),
            cases_of: Vec::new(),
            coverage: BTreeMap::new(),
            sent: BTreeMap::new(),
            ending: Ending::Complete,
            summary: Summary {
                undecided: plan.undecided,
                ..Summary::default()
            },
            disagreements: plan.disagreements.clone(),
        }
    }

    /// Takes in the answer to a case.
    fn answered(
        &mut self,
        case: &'p Case,
        outcome: &Result<Answer, SendError>,
    ) -> Result<(), RunError> {
        let Some(operation) = self.plan.subject.api().operations.get(case.operation) else {
            return Ok(());
        };
        if let Err(error @ (SendError::Connect(_) | SendError::Url(_) | SendError::TlsNotBuilt)) =
            outcome
        {
            return Err(RunError::Unreachable(error.clone()));
        }
        *self.sent.entry((case.operation, case.phase)).or_default() += 1;
        *self.summary.cases.entry(case.phase).or_default() += 1;
        let exchange = Exchange::new(&self.plan.subject, operation, case, outcome);
        self.disagreements.extend(exchange.disagreement());
        let coverage = self
            .coverage
            .entry(case.operation)
            .or_insert_with(|| OperationCoverage::of(operation));
        coverage.add(&exchange);
        self.summary.add(&exchange);
        for check in self.checks.clone() {
            if let Some(problem) = (check.run)(&exchange) {
                self.found(case, check, problem, outcome);
            }
        }
        Ok(())
    }

    fn found(
        &mut self,
        case: &'p Case,
        check: &Check,
        problem: Problem,
        outcome: &Result<Answer, SendError>,
    ) {
        let status = outcome.as_ref().ok().map(|answer| answer.status.as_u16());
        let pointer = generic(&problem.pointer);
        let likeness = (
            case.operation,
            check.name,
            status,
            problem.keyword.clone(),
            pointer,
        );
        if let Some(index) = self.like.get(&likeness) {
            self.findings[*index].count += 1;
            return;
        }
        self.like.insert(likeness, self.findings.len());
        self.cases_of.push(case);
        let place = problem.span.map(|span| self.plan.subject.place(span));
        let mut finding = Finding::new(self.plan, case, check.name, problem, status, place);
        finding.curl = self.curl(case);
        self.findings.push(finding);
    }

    /// The findings, with each request sent again, made smaller where that shows the same, and marked where it does not.
    async fn verified(&self) -> Vec<Finding> {
        let mut findings = self.findings.clone();
        for (finding, case) in findings.iter_mut().zip(&self.cases_of) {
            let Some(check) = check::find(finding.check) else {
                continue;
            };
            finding.repeated = match self.again(case, check).await {
                Some(problem) if problem.keyword == finding.problem.keyword => Repeated::Yes,
                _ => Repeated::No,
            };
            if finding.repeated == Repeated::Yes
                && let Some(smaller) = self.smallest(case, check).await
            {
                finding.curl = self.curl(&smaller);
                finding.smallest = smaller;
            }
        }
        findings
    }

    fn curl(&self, case: &Case) -> String {
        let base = self.transport.base();
        crate::report::curl(&base, &case.request, &self.options.headers)
    }

    /// What a check says when a case is sent once more.
    async fn again(&self, case: &Case, check: &Check) -> Option<Problem> {
        let operation = self.plan.subject.api().operations.get(case.operation)?;
        let outcome = self.send(&case.request).await;
        (check.run)(&Exchange::new(
            &self.plan.subject,
            operation,
            case,
            &outcome,
        ))
    }

    async fn send(&self, outgoing: &Outgoing) -> Result<Answer, SendError> {
        exchange::send(self.transport, outgoing, &self.options.headers).await
    }

    fn report(self) -> Report {
        Report {
            ending: self.ending,
            groups: groups(self.plan, &self.sent),
            title: self.plan.subject.api().title.clone(),
            seed: self.plan.seed,
            findings: self.findings,
            operations: self.coverage.into_values().collect(),
            not_covered: self
                .plan
                .not_covered
                .iter()
                .map(|gap| {
                    (
                        gap.clone(),
                        gap.span.map(|span| self.plan.subject.place(span)),
                    )
                })
                .collect(),
            disagreements: self.disagreements,
            summary: self.summary,
        }
    }
}

/// How many cases of each operation and phase were planned and sent.
fn groups(plan: &Plan, sent: &BTreeMap<(usize, Phase), usize>) -> Vec<Group> {
    let mut planned: BTreeMap<(usize, Phase), usize> = BTreeMap::new();
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
        })
    };
    planned.iter().filter_map(group).collect()
}

/// A pointer with its array indices left open, so that like places are alike.
fn generic(pointer: &str) -> String {
    let tokens = pointer.split('/');
    let open = tokens.map(|token| {
        if token.parse::<usize>().is_ok() {
            "*"
        } else {
            token
        }
    });
    open.collect::<Vec<_>>().join("/")
}

/// Whether an answer hides what a case was to find out.
pub(crate) fn is_hidden(exchange: &Exchange<'_>) -> bool {
    let Some(answer) = exchange.answer() else {
        return false;
    };
    let status = answer.status.as_u16();
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
