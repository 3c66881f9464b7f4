//! Phase `coverage`: the least request, then each parameter and the body, one keyword at one place at a
//! time; then pairs of their values, and awkward values everywhere.

use super::draft::Draft;
use super::{Intent, awkward, body, pairs, parameters};

pub(super) fn add(draft: &mut Draft<'_>) {
    if !draft.is_possible() {
        return;
    }
    if let Some(request) = draft.base_request() {
        draft.add("the least valid request", Intent::Valid, request);
    }
    parameters::add(draft);
    body::add(draft);
    if draft.has_room() {
        pairs::add(draft);
    }
    if draft.has_room() {
        awkward::everywhere::add(draft);
    } else {
        let reason = "the phase has as many cases as it may have";
        draft.not_covered("pairs of values, awkward values", reason, None);
    }
}
