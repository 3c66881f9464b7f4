//! What comes before a case: requests that make what it needs, and the values that are taken from their answers.

use countersign_json::Value;

use super::super::{listing, taken};
use super::{Bindings, Living, Past, Performer, is_repeated};
use crate::send::Transport;
use crate::setup::{Act, Sequel, Setup, Source, Step};

/// How often a request that makes something is sent with other texts before it is given up.
const MOST_VARIATIONS: u64 = 3;

impl<T: Transport> Performer<'_, T> {
    /// Performs the steps of a setup, as far as they do what they are for.
    pub(super) async fn prepare(&self, setup: &Setup, sequel: Option<&Sequel>) -> Living {
        let mut living = Living {
            past: Vec::new(),
            bindings: Vec::new(),
            steps: 0,
        };
        for step in &setup.steps {
            if !self.step(setup, step, sequel, &mut living).await {
                break;
            }
            living.steps += 1;
        }
        living
    }

    /// Performs a step; whether it did what it is for. What must be made is made with other texts where it is refused.
    async fn step(
        &self,
        setup: &Setup,
        step: &Step,
        sequel: Option<&Sequel>,
        living: &mut Living,
    ) -> bool {
        let is_jealous = self.lock(&self.jealous).contains(&step.operation);
        let may_vary = step.act == Act::Create && !step.free.is_empty();
        for attempt in 0..MOST_VARIATIONS {
            let is_varied = may_vary && (is_jealous || attempt > 0);
            let round = if is_varied { self.next_round() } else { 0 };
            let chosen = self.chosen(step);
            living.bindings.extend(chosen);
            let mut request = self.request(
                &step.request,
                step.operation,
                setup,
                &living.bindings,
                (&step.fills, &step.free, round),
                None,
            );
            if !is_repeated(sequel) {
                self.refresh(&mut request, step.operation, self.next_round());
            }
            let outcome = self.send(&request, step.operation).await;
            let listing = match (&step.paging, &outcome) {
                (Some(paging), Ok(first)) => {
                    Some(listing::walk(self, (&request, step.operation), paging, first).await)
                }
                _ => None,
            };
            let status = outcome.as_ref().map(|answer| answer.status).ok();
            if let Ok(answer) = &outcome
                && answer.status.is_success()
            {
                let taken = step
                    .takes
                    .iter()
                    .filter_map(|take| taken::value(take, &request, answer));
                living.bindings.extend(taken);
            }
            living.past.push(Past {
                act: step.act,
                request,
                outcome,
                listing,
            });
            let is_refused =
                status.is_some_and(|status| matches!(status.as_u16(), 400 | 409 | 422));
            if is_refused && may_vary {
                self.lock(&self.jealous).insert(step.operation);
                if attempt + 1 < MOST_VARIATIONS {
                    living.past.pop();
                    continue;
                }
            }
            let has_all = step.takes.iter().all(|take| {
                living
                    .bindings
                    .iter()
                    .any(|(name, _)| *name == take.variable)
            });
            let is_success = status.is_some_and(|status| status.is_success());
            return (is_success && has_all) || step.act == Act::CreateWrongly;
        }
        false
    }

    /// The variables of a step that nobody but us decides.
    fn chosen(&self, step: &Step) -> Bindings {
        let chosen = step
            .takes
            .iter()
            .filter_map(|take| match take.from.as_slice() {
                [Source::Chosen(like)] => {
                    let text = crate::vary::text(like, self.next_round());
                    Some((take.variable.clone(), Value::String(text)))
                }
                _ => None,
            });
        chosen.collect()
    }
}
