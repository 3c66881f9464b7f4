//! [`Validate`]: every constraint of a value that is already a Rust value.

use crate::{Location, Violations};

/// A value that can say which constraints of its schema it breaks.
///
/// `#[derive(Contract)]` and `#[derive(Validate)]` implement it; both check every field, and go on past the first
/// violation (JSON Schema 2020-12, Core section 12: the *detailed* output formats).
pub trait Validate {
    /// Checks every constraint of `self`, which stands at `at`, and adds what is broken to `violations`.
    fn check(&self, at: &Location<'_>, violations: &mut Violations);

    /// Checks every constraint of `self`.
    ///
    /// # Errors
    /// All violations, each with its place, keyword, limit and value; never an empty list.
    fn validate(&self) -> Result<(), Violations> {
        let mut violations = Violations::new();
        self.check(&Location::root(), &mut violations);
        violations.into_result()
    }
}
