//! `type` (JSON Schema 2020-12, Validation section 6.1.1).

use crate::{Location, Violation, Violations, json::Value, schema::Types, violation::shown};

/// The types in the order in which they are listed, with their names. `number` includes `integer` and so comes first.
const NAMES: [(Types, &str); 7] = [
    (Types::NULL, "null"),
    (Types::BOOLEAN, "boolean"),
    (Types::NUMBER, "number"),
    (Types::INTEGER, "integer"),
    (Types::STRING, "string"),
    (Types::ARRAY, "array"),
    (Types::OBJECT, "object"),
];

impl Types {
    /// The type of `value`: a number without a fractional part is an integer, however it is spelled.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if number.decimal().is_integer() => Self::INTEGER,
            Value::Number(_) => Self::NUMBER,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    /// The names of the types in the set.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let mut names: Vec<_> = NAMES
            .iter()
            .filter(|(types, _)| self.contains(*types))
            .map(|(_, name)| *name)
            .collect();
        if self.contains(Self::NUMBER) {
            names.retain(|name| *name != "integer");
        }
        names
    }
}

/// Checks the JSON type of a value; says whether it is one of `types`.
pub(crate) fn json_type(
    value: &Value,
    types: Types,
    at: &Location<'_>,
    violations: &mut Violations,
) -> bool {
    let right = types.contains(Types::of(value));
    if !right {
        broken(value, &types.names(), at, violations);
    }
    right
}

/// Reports a float that is no JSON number: NaN or an infinity.
#[cold]
#[inline(never)]
pub fn not_a_number(value: f64, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("{value} is no JSON number");
    violations.report(|| {
        Violation::new(at, "type", message)
            .with_limit("number")
            .with_actual(value.to_string())
    });
}

/// Reports a value that cannot be written as JSON: a float in it is no number.
#[cold]
#[inline(never)]
pub(crate) fn unwritable(message: &str, at: &Location<'_>, violations: &mut Violations) {
    violations.report(|| Violation::new(at, "type", message));
}

#[cold]
#[inline(never)]
fn broken(actual: &Value, names: &[&str], at: &Location<'_>, violations: &mut Violations) {
    let message = format!("{} is not of type {}", shown(actual), names.join(" or "));
    let limit = match names {
        [] => return forbidden(actual, at, violations),
        [name] => Value::from(*name),
        names => Value::Array(names.iter().map(|name| Value::from(*name)).collect()),
    };
    violations.report(|| {
        Violation::new(at, "type", message)
            .with_limit(limit)
            .with_excerpt_of(actual)
    });
}

/// Reports an instance of the schema `false` (Core section 4.3.2), which is no keyword, and is named as one.
fn forbidden(actual: &Value, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("{} is not allowed here", shown(actual));
    violations.report(|| Violation::new(at, "false", message).with_excerpt_of(actual));
}

#[cfg(test)]
mod tests {
    use super::{json_type, not_a_number};
    use crate::{
        checks::subject::tests::messages,
        json::{Limits, read},
        schema::Types,
    };

    fn broken(text: &str, types: Types) -> Vec<String> {
        let value = read(text, Limits::default()).unwrap();
        messages(|at, v| {
            let right = json_type(&value, types, at, v);
            assert_eq!(right, v.is_empty());
        })
    }

    #[test]
    fn by_json_schemas_idea_of_a_type() {
        for (text, types) in [
            ("1", Types::INTEGER),
            ("1.0", Types::INTEGER),
            ("1e400", Types::INTEGER),
            ("-0", Types::INTEGER),
            ("1", Types::NUMBER),
            ("1.5", Types::NUMBER),
            ("null", Types::STRING.with(Types::NULL)),
            ("{}", Types::OBJECT),
            ("[]", Types::ANY),
            ("1.5", Types::ANY),
        ] {
            assert!(broken(text, types).is_empty(), "{text}");
        }
        for (text, types) in [
            ("1.5", Types::INTEGER),
            ("\"1\"", Types::INTEGER),
            ("true", Types::INTEGER),
            ("null", Types::STRING),
            ("[]", Types::OBJECT),
            ("{}", Types::ARRAY),
        ] {
            assert_eq!(broken(text, types).len(), 1, "{text}");
        }
    }

    #[test]
    fn messages_name_the_types() {
        assert_eq!(
            broken("\"1\"", Types::INTEGER),
            ["type: \"1\" is not of type integer"]
        );
        assert_eq!(
            broken("[1, 2]", Types::STRING.with(Types::NULL)),
            ["type: [1,2] is not of type null or string"]
        );
        assert_eq!(
            messages(|at, v| not_a_number(f64::NAN, at, v)),
            ["type: NaN is no JSON number"]
        );
    }
}
