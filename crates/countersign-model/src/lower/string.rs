//! The assertions about strings, and `format`.

use countersign_spec::Entry;

use super::Arena;
use crate::Schema;

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "minLength" => schema.string.min_length = arena.count(entry),
        "maxLength" => schema.string.max_length = arena.count(entry),
        "pattern" => schema.string.pattern = arena.text(entry).map(str::to_owned),
        "format" => schema.string.format = arena.text(entry).map(str::to_owned),
        _ => return false,
    }
    true
}
