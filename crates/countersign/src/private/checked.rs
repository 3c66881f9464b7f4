//! Newtypes over values that are judged whole.

use serde::{Deserializer, de::Error};

use super::union::types_of_schema;
use crate::{
    Contract, Location, Violations,
    json::Value,
    judge::judge_at,
    schema::{Schema, Types},
};

/// Reads a value that is kept whole. Its shape is its JSON type; all else is for its check.
///
/// # Errors
/// The deserializer's own, and one for a JSON type that the schema has no instances of.
pub fn decode_value<'de, D: Deserializer<'de>>(
    schema: &'static Schema,
    deserializer: D,
) -> Result<Value, D::Error> {
    let value = Value::decode(deserializer)?;
    let types = types_of_schema(schema);
    if types.contains(Types::of(&value)) {
        Ok(value)
    } else {
        Err(wrong_type(types))
    }
}

#[cold]
fn wrong_type<E: Error>(types: Types) -> E {
    E::custom(format_args!("expected {}", types.names().join(" or ")))
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
    use crate::schema::{Assertion, Link, Nullable, Schema, Types, any};

    static SCALAR: Schema = Schema {
        name: None,
        types: Types::ANY,
        assertions: &[Assertion::AnyOf(&[
            Link {
                schema: integer,
                nullable: Nullable::No,
                assertions: &[],
            },
            Link {
                schema: null,
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
        let decode = |schema, text: &str| {
            let mut deserializer = serde_json::Deserializer::from_str(text);
            decode_value(schema, &mut deserializer)
        };
        for text in ["1", "1.0", "null", "1e400"] {
            assert_eq!(decode(&SCALAR, text).unwrap().to_string(), text);
        }
        for text in ["1.5", "\"1\"", "[]", "{}", "true"] {
            let error = decode(&SCALAR, text).unwrap_err().to_string();
            assert!(error.contains("expected null or integer"), "{error}");
            assert!(decode(any(), text).is_ok());
        }
    }
}
