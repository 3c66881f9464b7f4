//! `allOf`, `anyOf`, `oneOf`; `not`, and the condition.

use countersign_spec::{Code, Diagnostic, Entry};

use super::{Arena, dialect};
use crate::{Schema, SchemaId};

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "allOf" => schema.all_of = members(arena, entry),
        "anyOf" => schema.any_of = members(arena, entry),
        "oneOf" => schema.one_of = members(arena, entry),
        "not" => schema.logic.not = arena.subschema(entry.key, entry.value),
        "if" => schema.logic.condition = arena.subschema(entry.key, entry.value),
        "then" => schema.logic.then = arena.subschema(entry.key, entry.value),
        "else" => schema.logic.otherwise = arena.subschema(entry.key, entry.value),
        _ => return false,
    }
    true
}

/// The schemas of a list, which must have one.
pub(super) fn members(arena: &mut Arena<'_>, entry: Entry<'_>) -> Vec<SchemaId> {
    let Some(nodes) = arena.sequence(entry) else {
        return Vec::new();
    };
    if nodes.is_empty() {
        arena.report(
            Diagnostic::error(Code::KeywordValue, format!("`{}` is empty", entry.key))
                .at(entry.value.span(), "expected one schema at least"),
        );
    }
    let choice = matches!(entry.key, "anyOf" | "oneOf");
    let mut members = Vec::with_capacity(nodes.len());
    for node in nodes {
        let member = arena.subschema(entry.key, node);
        if let Some(id) = member.filter(|_| choice && dialect::means_null(arena, node)) {
            arena.take_for_null(id);
        }
        members.extend(member);
    }
    members
}
