//! Sequences of what can be done with a resource besides reading, updating and deleting it: `/orders/{id}/cancel`.

use super::{Scenes, joined, step};
use crate::plan::Intent;
use crate::plan::atlas::Extent;
use crate::setup::{Act, SequelKind};

/// How many actions are put before one.
const MOST_ACTIONS: usize = 6;

impl Scenes<'_, '_, '_> {
    /// The operation after each action, itself among them.
    pub(super) fn acted(&mut self) {
        for action in self.actions() {
            let Some(made) = self.atlas.made(action) else {
                continue;
            };
            let last = step(action, Act::Update, &made);
            let what = format!("after {} {}", last.request.method, self.path(action));
            let steps = joined(&self.creation, &made.setup.steps, last);
            self.push(
                &what,
                steps,
                SequelKind::Stepped,
                Intent::Unclear,
                Extent::Large,
            );
        }
    }

    fn path(&self, operation: usize) -> String {
        let operation = self.atlas.operation(operation);
        operation.map(|it| it.path.clone()).unwrap_or_default()
    }

    /// The operations by POST and PUT at a fixed path within the resource.
    fn actions(&self) -> Vec<usize> {
        let inside = format!("{}/", self.resource.item);
        let operations = self.draft.subject.api().operations.iter().enumerate();
        let is_action = |path: &str, method: &str| {
            let rest = path.strip_prefix(&inside);
            rest.is_some_and(|rest| !rest.contains('{')) && matches!(method, "POST" | "PUT")
        };
        operations
            .filter(|(_, operation)| is_action(&operation.path, operation.method.as_str()))
            .map(|(index, _)| index)
            .take(MOST_ACTIONS)
            .collect()
    }
}
