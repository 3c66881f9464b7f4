//! The keywords about arrays.

use countersign_spec::{Code, Diagnostic, Entry, Kind};

use super::{Arena, composition};
use crate::Schema;

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "minItems" => schema.array.min_items = arena.count(entry),
        "maxItems" => schema.array.max_items = arena.count(entry),
        "uniqueItems" => schema.array.unique_items = arena.flag(entry),
        "items" if entry.value.kind() == Kind::Sequence => report_tuple(arena, schema, entry),
        "items" => schema.array.items = arena.subschema("items", entry.value),
        "prefixItems" => schema.array.prefix_items = composition::members(arena, entry),
        "contains" => schema.array.contains = arena.subschema("contains", entry.value),
        "minContains" => schema.array.min_contains = arena.count(entry),
        "maxContains" => schema.array.max_contains = arena.count(entry),
        "unevaluatedItems" => {
            schema.array.unevaluated_items = arena.subschema(entry.key, entry.value);
        }
        _ => return false,
    }
    true
}

/// A list of schemas was the form of tuples until 2020-12, which has `prefixItems` for them (core, section 10.3.1.1).
fn report_tuple(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) {
    schema.unmodelled.push("items");
    let message = "`items` as a list is the form of older drafts: the items are taken as they are";
    arena.report(
        Diagnostic::warning(Code::KeywordType, message)
            .at(entry.key_span, "expected one schema, for every item")
            .help("schemas by position are `prefixItems` since OpenAPI 3.1"),
    );
}
