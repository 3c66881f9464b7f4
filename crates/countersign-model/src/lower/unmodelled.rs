//! Keywords that assert something which the model does not carry yet: each is reported, with its consequence.

use countersign_spec::{Code, Diagnostic, Entry};

use super::Arena;
use crate::Schema;

/// Each keyword with what happens to the values that it speaks of.
const UNMODELLED: &[(&str, &str)] = &[
    ("not", "values that it refuses are accepted"),
    ("if", "the schema is applied without its condition"),
    ("then", "the schema is applied without its condition"),
    ("else", "the schema is applied without its condition"),
    ("dependentSchemas", "objects that it refuses are accepted"),
    ("dependentRequired", "objects that it refuses are accepted"),
    (
        "patternProperties",
        "members that no property names are taken as they are",
    ),
    ("propertyNames", "every name is accepted"),
    (
        "unevaluatedProperties",
        "members that it refuses are accepted",
    ),
    ("prefixItems", "the items are taken as they are"),
    ("contains", "arrays that it refuses are accepted"),
    ("minContains", "arrays that it refuses are accepted"),
    ("maxContains", "arrays that it refuses are accepted"),
    ("unevaluatedItems", "items that it refuses are accepted"),
    (
        "discriminator",
        "the property that it names decides nothing",
    ),
    ("$dynamicRef", "what it refers to is not applied"),
];

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    let Some((keyword, consequence)) = UNMODELLED.iter().find(|(keyword, _)| *keyword == entry.key)
    else {
        return false;
    };
    // A discriminator asserts nothing by itself: the `oneOf` beside it does, and is reported where it is planned.
    if *keyword != "discriminator" {
        schema.unmodelled.push(keyword);
    }
    let message = format!("`{keyword}` not enforced: {consequence}");
    arena.report(
        Diagnostic::warning(Code::NotEnforced, message).at(entry.key_span, "not supported yet"),
    );
    true
}
