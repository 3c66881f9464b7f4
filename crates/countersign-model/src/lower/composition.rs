//! `allOf`, `anyOf`, `oneOf`.

use countersign_spec::{Code, Diagnostic, Entry};

use super::Arena;
use crate::{Schema, SchemaId};

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "allOf" => schema.all_of = members(arena, entry),
        "anyOf" => schema.any_of = members(arena, entry),
        "oneOf" => schema.one_of = members(arena, entry),
        _ => return false,
    }
    true
}

fn members(arena: &mut Arena<'_>, entry: Entry<'_>) -> Vec<SchemaId> {
    let Some(nodes) = arena.sequence(entry) else {
        return Vec::new();
    };
    if nodes.is_empty() {
        arena.report(
            Diagnostic::error(Code::KeywordValue, format!("`{}` is empty", entry.key))
                .at(entry.value.span(), "expected one schema at least"),
        );
    }
    nodes
        .into_iter()
        .filter_map(|node| arena.subschema(entry.key, node))
        .collect()
}
