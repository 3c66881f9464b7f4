//! Sends the cases of a plan one after another, checks every answer, and sends each finding's request once more.

mod exchange;
mod given_header;
mod shrink;

use std::collections::BTreeMap;
use std::fmt;

use crate::check::{self, Answer, Check, Exchange, Problem};
use crate::plan::{Case, Intent, Plan};
use crate::report::{Finding, OperationCoverage, Repeated, Report, Summary};
use crate::send::{SendError, Transport};
use crate::wire::Outgoing;

pub(crate) use exchange::{given_headers, send as send_outgoing};
pub use given_header::GivenHeader;

/// How a plan is run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Headers that go with every request: credentials, above all.
    pub headers: Vec<GivenHeader>,
    /// The names of the checks that are switched off.
    pub without: Vec<String>,
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
    mut progress: impl FnMut(Progress),
) -> Result<Report, RunError> {
    if plan.cases.is_empty() {
        return Err(RunError::NothingToRun);
    }
    let mut run = Run::new(plan, transport, options);
    for (index, case) in plan.cases.iter().enumerate() {
        run.case(case).await?;
        progress(Progress {
            sent: index + 1,
            planned: plan.cases.len(),
            findings: run.findings.len(),
        });
    }
    run.verify().await;
    Ok(run.report())
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
            summary: Summary {
                undecided: plan.undecided,
                ..Summary::default()
            },
            disagreements: plan.disagreements.clone(),
        }
    }

    async fn case(&mut self, case: &'p Case) -> Result<(), RunError> {
        let Some(operation) = self.plan.subject.api().operations.get(case.operation) else {
            return Ok(());
        };
        let outcome = self.send(&case.request).await;
        if let Err(error @ (SendError::Connect(_) | SendError::Url(_) | SendError::TlsNotBuilt)) =
            &outcome
        {
            return Err(RunError::Unreachable(error.clone()));
        }
        *self.summary.cases.entry(case.phase).or_default() += 1;
        let exchange = Exchange::new(&self.plan.subject, operation, case, &outcome);
        self.disagreements.extend(exchange.disagreement());
        let coverage = self
            .coverage
            .entry(case.operation)
            .or_insert_with(|| OperationCoverage::of(operation));
        coverage.add(&exchange);
        self.summary.add(&exchange);
        for check in self.checks.clone() {
            if let Some(problem) = (check.run)(&exchange) {
                self.found(case, check, problem, &outcome);
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
        let finding = Finding::new(self.plan, case, check.name, problem, status, place);
        self.findings.push(finding);
    }

    /// Sends each finding's request again, makes it smaller where that shows the same, and marks what does not repeat.
    async fn verify(&mut self) {
        for index in 0..self.findings.len() {
            let case = self.cases_of[index];
            let Some(check) = check::find(self.findings[index].check) else {
                continue;
            };
            self.findings[index].repeated = match self.again(case, check).await {
                Some(problem) if problem.keyword == self.findings[index].problem.keyword => {
                    Repeated::Yes
                }
                _ => Repeated::No,
            };
            let smaller = if self.findings[index].repeated == Repeated::Yes {
                self.shrink(case, check).await
            } else {
                None
            };
            let smallest = smaller.unwrap_or_else(|| case.clone());
            let (base, given) = (self.transport.base(), &self.options.headers);
            self.findings[index].curl = crate::report::curl(&base, &smallest.request, given);
            self.findings[index].smallest = smallest;
        }
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
