//! Checking a member: one call for each, whatever it is wrapped in.

use crate::{Location, Validate, Violations};

/// Checks the value of the property `name` of what stands at `at`.
#[inline]
pub fn check<T: Validate>(
    value: &T,
    name: &'static str,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    value.check(&at.property(name), violations);
}
