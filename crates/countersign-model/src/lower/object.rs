//! The keywords about objects.

use countersign_spec::{Code, Diagnostic, Entry, Kind, Node};

use super::Arena;
use crate::{Schema, SchemaId};

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "properties" => schema.object.properties = read_named(arena, entry),
        "patternProperties" => schema.object.pattern_properties = read_named(arena, entry),
        "dependentSchemas" => schema.object.dependent_schemas = read_named(arena, entry),
        "dependentRequired" => schema.object.dependent_required = read_dependent(arena, entry),
        "propertyNames" => {
            schema.object.property_names = arena.subschema(entry.key, entry.value);
        }
        "unevaluatedProperties" => {
            schema.object.unevaluated_properties = arena.subschema(entry.key, entry.value);
        }
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

/// A mapping of names, or patterns of names, to schemas.
fn read_named(arena: &mut Arena<'_>, entry: Entry<'_>) -> Vec<(String, SchemaId)> {
    let mut named = Vec::new();
    if arena.is_mapping(entry) {
        for property in entry.value.entries() {
            if property.key == "$ref" && property.value.as_str().is_some() {
                report_reference(arena, entry.key, property.value);
                continue;
            }
            let schema = arena.subschema(property.key, property.value);
            named.extend(schema.map(|id| (property.key.to_owned(), id)));
        }
    }
    named
}

/// A mapping of names to schemas is no schema, and cannot be a reference to one.
fn report_reference(arena: &mut Arena<'_>, keyword: &str, found: Node<'_>) {
    arena.report(
        Diagnostic::warning(Code::KeywordType, "`$ref` needs a schema around it")
            .at(
                found.span(),
                format!("`{keyword}` takes no `$ref`: nothing is read from there"),
            )
            .help("refer to a whole schema, in `allOf`, or list the names here"),
    );
}

/// Validation, section 6.5.4.
fn read_dependent(arena: &mut Arena<'_>, entry: Entry<'_>) -> Vec<(String, Vec<String>)> {
    if !arena.is_mapping(entry) {
        return Vec::new();
    }
    let names = entry.value.entries();
    names
        .map(|name| (name.key.to_owned(), arena.strings(name)))
        .collect()
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
