//! Sequences in which somebody reaches for what is not theirs, or looks for it in the wrong place.

use super::Scenes;
use crate::plan::Intent;
use crate::plan::atlas::Extent;
use crate::setup::{Act, SequelKind, Step};
use crate::wire::Credentials;

impl Scenes<'_, '_, '_> {
    /// What belongs to one parent, looked for under another.
    pub(super) fn misplaced(&mut self) {
        let makes_parent = |step: &Step, target: &str| {
            step.act == Act::Create
                && step
                    .takes
                    .iter()
                    .any(|take| target.contains(&format!("<{}>", take.variable)))
        };
        let Some((last, before)) = self.creation.split_last() else {
            return;
        };
        let parent = before
            .iter()
            .rev()
            .find(|step| makes_parent(step, &last.request.target));
        let Some(parent) = parent.filter(|_| self.draft.documents_absence()).cloned() else {
            return;
        };
        let Some(variable) = parent.takes.first().map(|take| take.variable.clone()) else {
            return;
        };
        let other = format!("other {variable}");
        let mut second = parent;
        for take in &mut second.takes {
            take.variable.clone_from(&other);
        }
        second.request.target = second
            .request
            .target
            .replace(&format!("<{variable}>"), &format!("<{other}>"));
        let mut steps = self.creation.clone();
        steps.push(second);
        let target = self
            .request
            .target
            .replace(&format!("<{variable}>"), &format!("<{other}>"));
        let request = std::mem::replace(&mut self.request.target, target);
        let what = "what belongs to another parent";
        self.push(
            what,
            steps,
            SequelKind::Misplaced,
            Intent::Unclear,
            Extent::Large,
        );
        self.request.target = request;
    }

    /// What one identity made, for another one.
    pub(super) fn foreign(&mut self) {
        let steps = self.creation.clone();
        let given = std::mem::replace(&mut self.request.credentials, Credentials::Other);
        let what = "what somebody else made";
        self.push(
            what,
            steps,
            SequelKind::Foreign,
            Intent::Unclear,
            Extent::Large,
        );
        self.request.credentials = given;
    }
}
