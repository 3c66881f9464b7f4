//! Text into scalars, by the types that the schema takes.

use super::guide::Guide;
use crate::{
    json::{Number, Value},
    schema::Types,
};

/// Reads a scalar: `true` and `false` where booleans are taken, a number by the grammar of JSON (RFC 8259, section 6)
/// where numbers are, and else a string, for the judge to refuse where none is taken.
///
/// So `5`, `5.0`, `5e0` and `-0` are integers; `05`, `+5`, `.5`, `0x5`, `True` and ` 5` are strings everywhere. Where a
/// schema takes strings besides, numbers and booleans go first; where it says nothing of types, all text is a string.
pub(super) fn read(text: &str, guide: &Guide) -> Value {
    typed(text, guide).unwrap_or_else(|| Value::String(text.to_owned()))
}

/// The scalar other than a string that a text stands for.
fn typed(text: &str, guide: &Guide) -> Option<Value> {
    match text {
        "true" | "false" if guide.wants(Types::BOOLEAN) => Some(Value::Bool(text == "true")),
        number if guide.wants(Types::NUMBER) => Number::parse(number).map(Value::Number),
        _ => None,
    }
}

/// Whether a text may stand for a scalar of the schema.
pub(super) fn fits(text: &str, guide: &Guide) -> bool {
    guide.types().meets(Types::STRING) || typed(text, guide).is_some()
}
