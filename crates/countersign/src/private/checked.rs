//! Newtypes over values that are judged whole.

use super::union::types_of_schema;
use crate::{
    Location, Violations,
    json::{Reader, Value},
    judge::judge_at,
    schema::{Schema, Types},
};

/// Reads a value that is kept whole. Its shape is its JSON type; all else is for its check.
pub fn decode_value(schema: &'static Schema, reader: &mut Reader<'_>) -> Option<Value> {
    let value = reader.value()?;
    let types = types_of_schema(schema);
    types.contains(Types::of(&value)).then_some(value)
}

/// Checks a value that is kept whole.
pub fn check_value(
    schema: &'static Schema,
    value: &Value,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    judge_at(schema, value, at, violations);
}

#[cfg(test)]
mod tests {
    use super::decode_value;
    use crate::{
        json::{Limits, Reader},
        schema::{Assertion, Link, Nullable, Schema, Target, Types, any},
    };

    static SCALAR: Schema = Schema {
        name: None,
        types: Types::ANY,
        assertions: &[Assertion::AnyOf(&[
            Link {
                schema: Target::Type(integer),
                nullable: Nullable::No,
                assertions: &[],
            },
            Link {
                schema: Target::Type(null),
                nullable: Nullable::No,
                assertions: &[],
            },
        ])],
    };

    fn integer() -> &'static Schema {
        &Schema {
            name: None,
            types: Types::INTEGER,
            assertions: &[Assertion::MaxItems(0)],
        }
    }

    fn null() -> &'static Schema {
        &Schema {
            name: None,
            types: Types::NULL,
            assertions: &[],
        }
    }

    #[test]
    fn only_its_json_types() {
        let decode = |schema, text| {
            let mut reader = Reader::new(text, Limits::default());
            decode_value(schema, &mut reader)
        };
        for text in ["1", "1.0", "null", "1e400"] {
            assert_eq!(decode(&SCALAR, text).unwrap().to_string(), text);
        }
        for text in ["1.5", "\"1\"", "[]", "{}", "true"] {
            assert!(decode(&SCALAR, text).is_none(), "{text}");
            assert!(decode(any(), text).is_some());
        }
    }
}
