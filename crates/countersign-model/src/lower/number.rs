//! The assertions about numbers.

use countersign_spec::{Code, Diagnostic, Entry, Kind};

use super::{Arena, Dialect, dialect};
use crate::Schema;

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "minimum" => schema.number.minimum = arena.decimal(entry),
        "maximum" => schema.number.maximum = arena.decimal(entry),
        "multipleOf" => read_multiple_of(arena, schema, entry),
        "exclusiveMinimum" | "exclusiveMaximum" => read_exclusive(arena, schema, entry),
        _ => return false,
    }
    true
}

/// Booleans are the form of 3.0, whose meaning depends on the keyword beside them: see `dialect`.
fn read_exclusive(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) {
    match (entry.value.kind(), arena.dialect) {
        (Kind::Boolean, _) => return,
        (Kind::Number, Dialect::OpenApi30) => dialect::report_numeric_bound(arena, entry),
        _ => {}
    }
    let bound = arena.decimal(entry);
    if entry.key == "exclusiveMinimum" {
        schema.number.exclusive_minimum = bound;
    } else {
        schema.number.exclusive_maximum = bound;
    }
}

fn read_multiple_of(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) {
    let Some(step) = arena.decimal(entry) else {
        return;
    };
    if step.is_negative() || step.is_zero() {
        arena.report(
            Diagnostic::error(Code::KeywordValue, "`multipleOf` is not greater than zero")
                .at(entry.value.span(), "expected a number above zero"),
        );
    } else {
        schema.number.multiple_of = Some(step);
    }
}
