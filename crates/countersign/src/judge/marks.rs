//! Which members or items of one value have been evaluated: the annotations that `unevaluatedProperties` and
//! `unevaluatedItems` ask for (JSON Schema 2020-12, Core sections 11.2 and 11.3).

use crate::json::Value;

/// A mark for each member or item of one value; nothing where nobody asks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Marks(Option<Vec<bool>>);

impl Marks {
    pub(super) const fn unwanted() -> Self {
        Self(None)
    }

    pub(super) fn of(value: &Value, wanted: bool) -> Self {
        let count = match value {
            Value::Array(items) => items.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        Self(wanted.then(|| vec![false; count]))
    }

    pub(super) const fn are_wanted(&self) -> bool {
        self.0.is_some()
    }

    pub(super) fn set(&mut self, index: usize) {
        if let Some(mark) = self.0.as_mut().and_then(|marks| marks.get_mut(index)) {
            *mark = true;
        }
    }

    pub(super) fn is_set(&self, index: usize) -> bool {
        let marks = self.0.as_deref().unwrap_or_default();
        marks.get(index).copied().unwrap_or(false)
    }

    /// Adds the marks of a valid subschema at the same value.
    pub(super) fn join(&mut self, other: &Self) {
        if let (Some(marks), Some(others)) = (&mut self.0, &other.0) {
            for (mark, other) in marks.iter_mut().zip(others) {
                *mark |= other;
            }
        }
    }
}
