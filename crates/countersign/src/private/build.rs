//! What builders need.

use crate::{Location, Violations, checks};

/// Reports a required property that a builder was not given.
pub fn missing_property(name: &'static str, at: &Location<'_>, violations: &mut Violations) {
    checks::missing(name, at, violations);
}
