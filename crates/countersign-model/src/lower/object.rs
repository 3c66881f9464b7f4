//! The keywords about objects.

use countersign_spec::{Code, Diagnostic, Entry, Kind};

use super::Arena;
use crate::Schema;

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "properties" => read_properties(arena, schema, entry),
        "required" if entry.value.kind() == Kind::Boolean => report_boolean_required(arena, entry),
        "required" => schema.object.required = arena.strings(entry),
        "minProperties" => schema.object.min_properties = arena.count(entry),
        "maxProperties" => schema.object.max_properties = arena.count(entry),
        "additionalProperties" => {
            schema.object.additional_properties = arena.subschema(entry.key, entry.value);
        }
        _ => return false,
    }
    true
}

fn read_properties(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) {
    if !arena.is_mapping(entry) {
        return;
    }
    for property in entry.value.entries() {
        if let Some(id) = arena.subschema(property.key, property.value) {
            schema.object.properties.push((property.key.to_owned(), id));
        }
    }
}

/// `required: true` at the property itself was the form of draft 3.
fn report_boolean_required(arena: &mut Arena<'_>, entry: Entry<'_>) {
    arena.report(
        Diagnostic::warning(
            Code::KeywordType,
            "`required` as a boolean has no effect: the property stays optional",
        )
        .at(entry.value.span(), "expected a list of property names")
        .help("list the property's name in `required` of the object that has it"),
    );
}
