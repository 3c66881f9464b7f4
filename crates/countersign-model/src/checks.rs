//! The assertions that are enforced at one place.

use countersign_json::Value;

use crate::{NumberAssertions, Sparse, StringAssertions};

/// What is checked about a value besides its shape; exact. Null, where the slot admits it, passes all of them.
///
/// Checks that a named type makes itself are not repeated at its uses.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Checks {
    /// `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`.
    pub number: Sparse<NumberAssertions>,
    /// `minLength`, `maxLength`, `pattern`, and `format` where it is checked and is not the shape itself.
    pub string: Sparse<StringAssertions>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `minProperties`, where the shape is a map or a use of a named type.
    pub min_properties: Option<u64>,
    /// `maxProperties`, where the shape is a map or a use of a named type.
    pub max_properties: Option<u64>,
    /// `enum`, where it is not an enumeration type. Without null: that is in the slot's `nullable`.
    pub enumeration: Option<Vec<Value>>,
    /// `const`, where it is not an enumeration type.
    pub constant: Option<Value>,
}

impl Checks {
    /// Whether nothing is checked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Checks::default()
    }
}
