//! The assertions about strings, and `format`.

use countersign_json::formats::is_asserted;
use countersign_spec::Entry;

use super::Arena;
use crate::{Formats, Schema};

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "minLength" => schema.string.min_length = arena.count(entry),
        "maxLength" => schema.string.max_length = arena.count(entry),
        "pattern" => schema.string.pattern = arena.text(entry).map(str::to_owned),
        "format" => schema.string.format = format(arena, entry),
        _ => return false,
    }
    true
}

/// A format that asserts something; by choice, those of strings do not.
fn format(arena: &mut Arena<'_>, entry: Entry<'_>) -> Option<String> {
    let is_annotation = |name: &&str| match arena.mapping.formats {
        Formats::Asserted => false,
        Formats::Annotated => is_asserted(name) && !arena.mapping.own.contains_key(*name),
    };
    let name = arena.text(entry)?;
    (!is_annotation(&name)).then(|| name.to_owned())
}
