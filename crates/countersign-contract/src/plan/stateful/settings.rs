//! Settings, which nobody creates: what is put at a path is read at the same path.

use super::{joined, step};
use crate::plan::Intent;
use crate::plan::atlas::Atlas;
use crate::plan::draft::Draft;
use crate::setup::{Act, Sequel, SequelKind};
use crate::wire::Outgoing;

/// What is put at a path that is no item of a collection, and read there.
pub(super) fn add(draft: &mut Draft<'_>, atlas: &Atlas<'_>, request: &Outgoing) {
    let path = &draft.operation.path;
    let is_item = atlas
        .resources()
        .iter()
        .any(|resource| resource.item == *path);
    if is_item || draft.operation.method.as_str() != "GET" {
        return;
    }
    let operations = draft.subject.api().operations.iter().enumerate();
    let updates: Vec<usize> = operations
        .filter(|(_, other)| {
            other.path == *path && matches!(other.method.as_str(), "PUT" | "PATCH")
        })
        .map(|(index, _)| index)
        .collect();
    for update in updates {
        let Some((made, body)) = atlas
            .made(update)
            .zip(atlas.bodies(update).map(|bodies| bodies.changed.clone()))
        else {
            continue;
        };
        let mut last = step(update, Act::Update, &made);
        last.request.body = Some(body);
        let mut setup = draft.setup_or_empty();
        setup.steps = joined(&setup.steps, &made.setup.steps, last);
        let sequel = Sequel {
            kind: SequelKind::Updated,
            variable: String::new(),
            identity: String::new(),
            paging: None,
        };
        draft.add_sequel(
            "what was put there",
            Intent::Valid,
            request.clone(),
            setup,
            sequel,
        );
    }
}
