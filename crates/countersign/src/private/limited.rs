//! Checking a member that has one assertion besides its own checks: a function for each assertion that has a limit, and for
//! each way in which a struct holds a member.
//!
//! One function that takes the assertion as a parameter would say the same, and cost the compiler twice as much at each of
//! the thousands of members that a large document has.

use crate::{
    Location, Maybe, Validate, Violations,
    checks::{self, Items, Members, Numeric, Scalar, Text},
    formats::Format,
    schema::{Bound, Literal},
};

/// A module of functions that are named as those of [`checks`], for members that are held as `$held`.
macro_rules! limited {
    ($(#[$doc:meta])* $module:ident: $held:ty, $option:expr; $($(#[$feature:meta])* $name:ident: $bound:ident, $limit:ty;)*) => {
        $(#[$doc])*
        pub mod $module {
            use super::*;

            $(
                #[doc = concat!("[`checks::", stringify!($name), "`], after the checks that the value has itself.")]
                $(#[$feature])*
                #[inline]
                pub fn $name<T: Validate + $bound>(
                    member: &$held,
                    name: &'static str,
                    limit: $limit,
                    at: &Location<'_>,
                    violations: &mut Violations,
                ) {
                    if let Some(value) = $option(member) {
                        let at = &at.property(name);
                        value.check(at, violations);
                        checks::$name(value, limit, at, violations);
                    }
                }
            )*
        }
    };
}

/// The same of all of them.
macro_rules! all {
    ($($(#[$doc:meta])* $module:ident: $held:ty, $option:expr;)*) => {
        $(
            limited! {
                $(#[$doc])*
                $module: $held, $option;
                minimum: Numeric, Bound;
                maximum: Numeric, Bound;
                exclusive_minimum: Numeric, Bound;
                exclusive_maximum: Numeric, Bound;
                multiple_of: Numeric, Bound;
                min_length: Text, u64;
                max_length: Text, u64;
                #[cfg(feature = "pattern")]
                pattern: Text, &checks::Pattern;
                format: Text, &Format;
                min_items: Items, u64;
                max_items: Items, u64;
                min_properties: Members, u64;
                max_properties: Members, u64;
                constant: Scalar, &Literal;
                enumeration: Scalar, &[Literal];
            }
        )*
    };
}

all! {
    /// Members that are always there.
    plain: T, Some;
    /// Members that may be absent.
    optional: Option<T>, Option::as_ref;
    /// Members that may be absent or null.
    maybe: Maybe<T>, Maybe::as_option;
}
