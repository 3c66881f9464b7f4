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

/// The same of a value that may be absent, with one assertion besides: a function of [`checks`](crate::checks) and its limit.
#[inline]
pub fn limited<T: Validate, L>(
    value: Option<&T>,
    name: &'static str,
    assertion: impl FnOnce(&T, L, &Location<'_>, &mut Violations),
    limit: L,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if let Some(value) = value {
        let at = &at.property(name);
        value.check(at, violations);
        assertion(value, limit, at, violations);
    }
}
