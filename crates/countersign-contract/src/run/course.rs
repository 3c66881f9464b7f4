//! The course of a run: which cases are under way when, and what ends it early.

use std::borrow::Cow;
use std::cell::RefCell;
use std::time::Duration;

use futures_util::{Stream, StreamExt, stream};

use super::{Options, Performed, Performer};
use crate::plan::{Case, Fuzzing, Phase, Plan};
use crate::report::Ending;
use crate::send::Transport;

/// The cases of a plan with what came of each, in the order of the cases.
pub(super) fn answers<'r, 'p: 'r, T: Transport>(
    plan: &'r Plan,
    fuzzing: &'r RefCell<Fuzzing<'p>>,
    performer: &'r Performer<'r, T>,
    options: &Options,
) -> impl Stream<Item = (Cow<'r, Case>, Performed)> {
    let perform = move |case: Cow<'r, Case>| async move {
        let performed = performer.perform(&case).await;
        (case, performed)
    };
    let cases = plan.phases().iter().flat_map(move |phase| {
        let is_made = *phase == Phase::Fuzzing;
        let made = std::iter::from_fn(move || is_made.then(|| fuzzing.borrow_mut().next())?);
        let kept = plan.cases_of(*phase).iter().map(Cow::Borrowed);
        kept.chain(made.map(Cow::Owned))
    });
    stream::iter(cases)
        .map(perform)
        .buffered(options.workers.get())
}

/// Makes the next case while the answers to others are waited for.
pub(super) async fn make_ahead(fuzzing: &RefCell<Fuzzing<'_>>) {
    // The requests are on their way before anything is made.
    tokio::task::yield_now().await;
    if !fuzzing.borrow_mut().make_ahead() {
        std::future::pending().await
    }
}

/// Waits until a run has to end before its plan does.
pub(super) async fn over(limit: Option<Duration>, stop: impl Future<Output = ()>) -> Ending {
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
