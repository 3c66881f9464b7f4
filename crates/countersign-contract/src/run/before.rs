//! The requests before the last one of a sequence, looked at as well.

use std::time::Duration;

use super::Performed;
use crate::plan::{Case, Intent};
use crate::setup::{Act, Setup};

/// The requests before the last one of a sequence as cases of their own: they are valid, and are looked at as well.
pub(super) fn before(case: &Case, performed: &Performed) -> Vec<(Case, Performed)> {
    let Some(setup) = case.setup.as_ref().filter(|_| case.sequel.is_some()) else {
        return Vec::new();
    };
    let steps = setup.steps.iter().zip(&performed.past).enumerate();
    let judged = steps.filter(|(_, (step, _))| step.act != Act::CreateWrongly);
    judged
        .map(|(index, (step, past))| {
            let part = Setup {
                steps: setup.steps[..index].to_vec(),
                fills: step.fills.clone(),
                free: step.free.clone(),
                defaults: setup.defaults.clone(),
            };
            let case = Case {
                operation: step.operation,
                intent: Intent::Valid,
                request: step.request.clone(),
                setup: part.of(),
                sequel: None,
                what: format!("{}: request {}", case.what, index + 1),
                ..case.clone()
            };
            let performed = Performed {
                past: performed.past[..index].to_vec(),
                bindings: performed.bindings.clone(),
                sent: past.request.clone(),
                outcome: past.outcome.clone(),
                listing: past.listing.clone(),
                took: Duration::ZERO,
                slow_after: None,
                steps: index,
            };
            (case, performed)
        })
        .collect()
}
