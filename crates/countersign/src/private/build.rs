//! What is left to do once all members are there, or are known not to be.

use crate::{Location, Maybe, Violations, checks};

/// A property that may be absent and may be null, from its slot.
#[must_use]
pub fn maybe<T>(slot: Option<Option<T>>) -> Maybe<T> {
    match slot {
        None => Maybe::Absent,
        Some(None) => Maybe::Null,
        Some(Some(value)) => Maybe::Value(value),
    }
}

/// Reports a required property that a builder was not given.
pub fn missing_property(name: &'static str, at: &Location<'_>, violations: &mut Violations) {
    checks::missing(name, at, violations);
}
