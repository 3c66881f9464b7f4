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
mod tally;

use std::cell::RefCell;
use std::fmt;

use futures_util::StreamExt;

use crate::check::Exchange;
use crate::plan::{Intent, Plan};
use crate::report::{Ending, Report};
use crate::send::{SendError, Transport};
use course::{answers, make_ahead, over};
use tally::Tally;

pub(crate) use access::Access;
pub use access::{Credential, fitting};
pub(crate) use exchange::given_headers;
pub(crate) use findings::generic;
pub use given_header::GivenHeader;
pub(crate) use listing::items;
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
    let mut run = Tally::new(plan, transport, options);
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
