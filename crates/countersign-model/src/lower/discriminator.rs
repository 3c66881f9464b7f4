//! `discriminator` (OpenAPI 3.1, section 4.8.25): which property tells alternatives apart.

use countersign_spec::{Entry, Kind, Node};

use super::Arena;
use crate::{Discriminator, Schema, SchemaId};

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    if entry.key != "discriminator" {
        return false;
    }
    if arena.is_mapping(entry)
        && let Some(property) = entry.value.entry("propertyName")
        && let Some(property) = arena.text(property)
    {
        schema.discriminator = Some(Box::new(Discriminator {
            property: property.to_owned(),
            mapping: read_mapping(arena, entry),
            default: named(arena, entry.value.get("defaultMapping")),
        }));
    }
    true
}

/// The values that name a schema; one that names none was reported when references were resolved.
fn read_mapping(arena: &mut Arena<'_>, entry: Entry<'_>) -> Vec<(String, SchemaId)> {
    let mapping = entry.value.get("mapping");
    let mapping = mapping.filter(|mapping| mapping.kind() == Kind::Mapping);
    let mut read = Vec::new();
    for value in mapping.into_iter().flat_map(|mapping| mapping.entries()) {
        if let Some(schema) = named(arena, Some(value.value)) {
            read.push((value.key.to_owned(), schema));
        }
    }
    read
}

/// The schema that a value names.
fn named(arena: &mut Arena<'_>, value: Option<Node<'_>>) -> Option<SchemaId> {
    let target = arena.resolved.target(value?.id())?;
    Some(arena.schema_of(target))
}
