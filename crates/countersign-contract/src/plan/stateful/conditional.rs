//! Sequences about headers that say for which version a request is, or that it is the same as one before.

use super::{Scenes, joined, step};
use crate::plan::Intent;
use crate::plan::atlas::{Extent, plain};
use crate::setup::{Act, SequelKind};
use crate::wire::Outgoing;

impl Scenes<'_, '_, '_> {
    /// A change of a version that is not there.
    pub(super) fn outdated(&mut self) {
        let Some((request, read)) = self.with_header(&["ifmatch"]).zip(self.resource.read) else {
            return;
        };
        let Some(made) = self.atlas.made(read) else {
            return;
        };
        let look = step(read, Act::Read, &made);
        let steps = joined(&self.creation, &made.setup.steps, look);
        let own = std::mem::replace(&mut self.request, request);
        self.push(
            "a change of another version",
            steps,
            SequelKind::Outdated,
            Intent::Unclear,
            Extent::Large,
        );
        self.request = own;
    }

    /// The same creation twice, under one key.
    pub(super) fn repeated(&mut self) {
        let Some(request) = self.with_header(&["idempotencykey", "xidempotencykey"]) else {
            return;
        };
        let mut steps = self.creation.clone();
        if let Some(step) = steps.last_mut() {
            step.request = request.clone();
            step.free = Vec::new();
        }
        let own = std::mem::replace(&mut self.request, request);
        self.push(
            "the same under the same key",
            steps,
            SequelKind::Repeated,
            Intent::Unclear,
            Extent::Large,
        );
        self.request = own;
    }

    /// The request with a documented header of one of these names.
    fn with_header(&self, names: &[&str]) -> Option<Outgoing> {
        let mut bases = self.draft.bases.iter();
        let base = bases.find(|base| {
            base.parameter.location == countersign_model::ParameterLocation::Header
                && names.contains(&plain(&base.parameter.name).as_str())
        })?;
        let name = &base.parameter.name;
        let mut request = self.request.clone();
        request
            .headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        let text = base.written.text()?;
        request.headers.push((name.to_lowercase(), text));
        Some(request)
    }
}
