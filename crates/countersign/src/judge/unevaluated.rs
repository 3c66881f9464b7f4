//! `unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12, Core section 11).

use super::{Judge, Marks, Place, Verdict};
use crate::{
    json::Value,
    schema::{Assertion, Schema},
};

/// Whether a keyword is judged after all others of its table.
pub(super) const fn is_late(assertion: &Assertion) -> bool {
    matches!(
        assertion,
        Assertion::UnevaluatedProperties(_) | Assertion::UnevaluatedItems(_)
    )
}

/// Whether a table has a keyword that needs to know what others have evaluated.
pub(super) fn asks(schema: &Schema) -> bool {
    schema.assertions.iter().any(is_late)
}

impl Judge {
    /// Judges what nothing else of the table has evaluated, and marks it.
    pub(super) fn late(
        &mut self,
        assertions: &'static [Assertion],
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let mut verdict = Verdict::Valid;
        for assertion in assertions.iter().filter(|each| is_late(each)) {
            let one = match (assertion, place.value) {
                (Assertion::UnevaluatedProperties(link), Value::Object(members)) => {
                    self.members(link, members, place.at, marks)
                }
                (Assertion::UnevaluatedItems(link), Value::Array(items)) => {
                    self.rest_of_items(link, items, place.at, marks)
                }
                _ => Verdict::Valid,
            };
            verdict = verdict.max(one);
        }
        verdict
    }
}
