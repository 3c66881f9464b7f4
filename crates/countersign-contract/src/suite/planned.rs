//! The tests of a plan: one for each operation and phase that has cases.

use std::sync::{Arc, PoisonError, RwLock};

use libtest_mimic::{Failed, Trial};

use super::known::KnownFindings;
use super::replayed;
use crate::plan::{Phase, Plan, PlanOptions};
use crate::run::{Options, RunError, run};
use crate::send::Transport;
use crate::{Keep, Subject};

/// What all tests of a suite share.
pub(super) struct Context<T> {
    pub(super) subject: Arc<Subject>,
    pub(super) document: String,
    pub(super) transport: T,
    pub(super) options: Options,
    pub(super) known: Option<KnownFindings>,
    /// Sequences look at what is there as a whole: they run alone, everything else side by side.
    pub(super) turn: RwLock<()>,
}

/// One test for each operation and phase that has cases, in the order of a run.
pub(super) fn planned<T: Transport + Send + 'static>(
    options: &PlanOptions,
    context: &Arc<Context<T>>,
) -> Vec<Trial> {
    let plan = Plan::of(Arc::clone(&context.subject), options);
    let trial = |(phase, operation, plan)| trial(plan, operation, phase, Arc::clone(context));
    plan.parts().into_iter().map(trial).collect()
}

fn trial<T: Transport + Send + 'static>(
    plan: Plan,
    operation: usize,
    phase: Phase,
    context: Arc<Context<T>>,
) -> Trial {
    let operation = plan.subject.api().operations.get(operation);
    let name = operation
        .map(|operation| operation.id.replace(' ', "_"))
        .unwrap_or_default();
    Trial::test(format!("{name}::{phase}"), move || {
        if plan.cases.iter().any(|case| case.sequel.is_some()) {
            let _alone = context.turn.write().unwrap_or_else(PoisonError::into_inner);
            judge(&plan, &context)
        } else {
            let _beside = context.turn.read().unwrap_or_else(PoisonError::into_inner);
            judge(&plan, &context)
        }
    })
}

fn judge<T: Transport>(plan: &Plan, context: &Context<T>) -> Result<(), Failed> {
    let mut report = wait(run(plan, &context.transport, &context.options))?
        .map_err(|error: RunError| Failed::from(error))?;
    if let Some(known) = &context.known {
        known.apply(&mut report, &context.options.without);
    }
    if report.is_clean() {
        return Ok(());
    }
    let folder = replayed::failures();
    let keep = Keep {
        folder: &folder,
        document: &context.document,
        headers: &context.options.headers,
        other: &context.options.other,
    };
    let kept = report.keep(&keep, replayed::line);
    let mut told = report.human();
    if let Some(known) = &context.known {
        told.push_str(&known.entries(&report));
    }
    if let Err(error) = kept {
        told.push_str(&format!("{error}\n"));
    }
    Err(Failed::from(told))
}

/// Runs a future to its end on a runtime of its own: tests run on threads of libtest's.
pub(super) fn wait<F: Future>(future: F) -> Result<F::Output, Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failed::from)?;
    Ok(runtime.block_on(future))
}
