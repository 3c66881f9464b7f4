//! Sequences that end with a list: what was created is in it, page by page; what was deleted or refused is not.

use super::Scenes;
use crate::plan::Intent;
use crate::plan::atlas::{Extent, paging};
use crate::setup::{Act, SequelKind, Step, Take};

/// How many resources are made to see pages follow each other.
const PAGED: usize = 5;

impl Scenes<'_, '_, '_> {
    /// What was created, updated and deleted, as the list shows it.
    pub(super) fn listed(&mut self) {
        let steps = self.creation.clone();
        self.push(
            "a list of what was created",
            steps,
            SequelKind::Listed,
            Intent::Valid,
            Extent::Large,
        );
        if let Some(steps) = self.with_deletion() {
            let what = "a list after a deletion";
            self.push(
                what,
                steps,
                SequelKind::Unlisted,
                Intent::Valid,
                Extent::Large,
            );
        }
        let replace = self
            .resource
            .replace
            .filter(|replace| Some(*replace) != self.resource.create);
        if let Some(mut steps) = replace.and_then(|replace| self.with_update(replace)) {
            steps.extend(steps.last().cloned());
            let what = "a list of what was replaced twice";
            self.push(
                what,
                steps,
                SequelKind::ListedOnce,
                Intent::Valid,
                Extent::Large,
            );
        }
    }

    /// Several of them, page by page.
    pub(super) fn paged(&mut self) {
        if let Some(steps) = self.several() {
            self.push(
                "the pages of the list",
                steps,
                SequelKind::Paged,
                Intent::Valid,
                Extent::Small,
            );
        }
    }

    /// What makes several of them; `None` where the list has no pages.
    pub(super) fn several(&self) -> Option<Vec<Step>> {
        let small = paging(self.draft.subject, self.draft.operation, Extent::Small);
        let (last, before) = self.creation.split_last()?;
        small.limit?;
        let take = last.takes.first()?;
        let (variable, from) = (&take.variable, &take.from);
        let mut steps = before.to_vec();
        for number in 1..=PAGED {
            let mut step = last.clone();
            if number < PAGED {
                step.takes = vec![Take {
                    variable: format!("{variable} {number}"),
                    from: from.clone(),
                }];
                let other = format!("<{variable} {number}>");
                step.request.target = step
                    .request
                    .target
                    .replace(&format!("<{variable}>"), &other);
            }
            steps.push(step);
        }
        Some(steps)
    }

    /// What was refused, which must not be in the list.
    pub(super) fn untouched(&mut self) {
        let Some((last, before)) = self
            .creation
            .split_last()
            .map(|(last, before)| (last.clone(), before.to_vec()))
        else {
            return;
        };
        let Some(create) = self
            .resource
            .create
            .filter(|create| Some(*create) != self.resource.replace)
        else {
            return;
        };
        for (keyword, body) in self
            .atlas
            .bodies(create)
            .map(|bodies| bodies.wrong.clone())
            .unwrap_or_default()
        {
            let list = Step {
                operation: self.draft.index(),
                act: Act::List,
                request: self.request.clone(),
                fills: Vec::new(),
                free: Vec::new(),
                takes: Vec::new(),
                paging: Some(paging(
                    self.draft.subject,
                    self.draft.operation,
                    Extent::Large,
                )),
            };
            let mut wrong = last.clone();
            wrong.act = Act::CreateWrongly;
            wrong.request.body = Some(body);
            wrong.takes = Vec::new();
            let mut steps = before.clone();
            steps.extend([list, wrong]);
            let what = format!("a list after a creation that breaks `{keyword}`");
            self.push(
                &what,
                steps,
                SequelKind::Untouched,
                Intent::Valid,
                Extent::Large,
            );
        }
    }
}
