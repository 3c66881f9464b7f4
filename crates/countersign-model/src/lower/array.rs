//! The keywords about arrays.

use countersign_spec::{Code, Diagnostic, Entry, Kind};

use super::Arena;
use crate::Schema;

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "minItems" => schema.array.min_items = arena.count(entry),
        "maxItems" => schema.array.max_items = arena.count(entry),
        "uniqueItems" => schema.array.unique_items = arena.flag(entry),
        "items" if entry.value.kind() == Kind::Sequence => report_tuple(arena, schema, entry),
        "items" => schema.array.items = arena.subschema("items", entry.value),
        _ => return false,
    }
    true
}

/// A list of schemas was the form of tuples until 2020-12 (core, appendix on changes: `prefixItems`).
fn report_tuple(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) {
    schema.unmodelled.push("prefixItems");
    arena.report(
        Diagnostic::error(Code::KeywordType, "`items` needs a schema")
            .at(entry.value.span(), "this is a sequence")
            .help(
                "schemas by position are `prefixItems` since JSON Schema 2020-12 and OpenAPI 3.1",
            ),
    );
}
