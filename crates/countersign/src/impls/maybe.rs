//! `Maybe<T>`: checked as what it holds. A schema it has none: absence belongs to a property, and the derive sees to it.

use crate::{Location, Maybe, Validate, Violations};

impl<T: Validate> Validate for Maybe<T> {
    #[inline]
    fn check(&self, at: &Location<'_>, violations: &mut Violations) {
        if let Self::Value(value) = self {
            value.check(at, violations);
        }
    }
}
