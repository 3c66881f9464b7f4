//! Sequences that end with a look at what was updated.

use super::Scenes;
use crate::plan::Intent;
use crate::plan::atlas::Extent;
use crate::setup::{SequelKind, Step};

impl Scenes<'_, '_, '_> {
    /// What was updated is there, as it was sent, once and twice.
    pub(super) fn updated(&mut self) {
        for update in [self.resource.replace, self.resource.modify]
            .into_iter()
            .flatten()
        {
            let is_replacement = Some(update) == self.resource.replace;
            let Some(steps) = self.with_update(update) else {
                continue;
            };
            let what = if is_replacement {
                "what was replaced"
            } else {
                "what was modified"
            };
            self.push(
                what,
                steps.clone(),
                SequelKind::Updated,
                Intent::Valid,
                Extent::Large,
            );
            if !is_replacement {
                self.modified(update, &steps);
                self.cleared(update, &steps);
            } else {
                let steps = self.read_between(steps);
                let what = "what was replaced twice by the same";
                self.push(
                    what,
                    steps,
                    SequelKind::UpdatedTwice,
                    Intent::Valid,
                    Extent::Large,
                );
            }
        }
    }

    /// One member modified, after a look at all of them.
    fn modified(&mut self, update: usize, steps: &[Step]) {
        let Some((last, before)) = steps.split_last() else {
            return;
        };
        let Some(body) = self
            .atlas
            .bodies(update)
            .and_then(|bodies| bodies.one_changed.clone())
        else {
            return;
        };
        let mut update = last.clone();
        update.request.body = Some(body);
        let mut steps = self.with_all(before);
        steps.extend([self.look(), update]);
        let what = "what was modified in one member";
        self.push(
            what,
            steps,
            SequelKind::Updated,
            Intent::Valid,
            Extent::Large,
        );
    }

    /// What comes before an update, with all that the resource may have.
    fn with_all(&self, before: &[Step]) -> Vec<Step> {
        let mut steps = before.to_vec();
        let created = self.full_creation();
        if let Some(full) = created.last()
            && let Some(step) = steps
                .iter_mut()
                .rev()
                .find(|step| step.operation == full.operation && step.takes == full.takes)
        {
            *step = full.clone();
        }
        steps
    }

    /// Each member that may be null set to null, where there was a value before.
    fn cleared(&mut self, update: usize, steps: &[Step]) {
        let Some((last, before)) = steps.split_last() else {
            return;
        };
        let bodies = self.atlas.bodies(update);
        for body in bodies.map(|it| it.cleared.clone()).unwrap_or_default() {
            let mut update = last.clone();
            update.request.body = Some(body);
            let mut steps = self.with_all(before);
            steps.extend([self.look(), update]);
            self.push(
                "what was cleared",
                steps,
                SequelKind::Updated,
                Intent::Valid,
                Extent::Large,
            );
        }
    }
}
