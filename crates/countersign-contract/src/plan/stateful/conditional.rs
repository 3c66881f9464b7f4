//! Sequences about headers that say for which version a request is, or that it is the same as one before.

use countersign_model::{Parameter, ParameterLocation};

use super::{Scenes, joined, step};
use crate::plan::Intent;
use crate::plan::atlas::{Extent, plain};
use crate::setup::{Act, SequelKind};
use crate::wire::Outgoing;

/// Whether a parameter is the key under which a request counts once.
pub(crate) fn is_idempotency_key(parameter: &Parameter) -> bool {
    let name = plain(&parameter.name);
    parameter.location == ParameterLocation::Header
        && matches!(name.as_str(), "idempotencykey" | "xidempotencykey")
}

impl Scenes<'_, '_, '_> {
    /// A change of a version that is not there.
    pub(super) fn outdated(&mut self) {
        let Some((request, read)) = self
            .with_header(|it| plain(&it.name) == "ifmatch")
            .zip(self.resource.read)
        else {
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
        let Some(request) = self.with_header(is_idempotency_key) else {
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

    /// The request with the documented header that is wanted.
    fn with_header(&self, is_it: fn(&Parameter) -> bool) -> Option<Outgoing> {
        let mut bases = self.draft.bases.iter();
        let base = bases.find(|base| {
            base.parameter.location == ParameterLocation::Header && is_it(base.parameter)
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
