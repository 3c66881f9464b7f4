//! `enum` with arrays and objects (JSON Schema 2020-12, Validation section 6.1.2), by the equality of Core section 4.2.2.

use std::rc::Rc;

use super::r#enum::none_of;
use crate::{Location, Violations, json::Value};

/// Checks that a JSON value is one of `constants`.
pub(crate) fn enumeration_json(
    value: &Value,
    constants: &[Rc<Value>],
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if !constants.iter().any(|constant| **constant == *value) {
        let constants = constants.iter().map(|constant| Value::clone(constant));
        none_of(value, constants.collect(), at, violations);
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::enumeration_json;
    use crate::checks::subject::tests::{json, messages};

    #[test]
    fn by_json_equality() {
        let constants = [r#"{"a":1}"#, "[0]", "1"].map(|text| Rc::new(json(text)));
        for fine in [r#"{"a":1.0}"#, "[0]", "1e0"] {
            assert!(messages(|at, v| enumeration_json(&json(fine), &constants, at, v)).is_empty());
        }
        assert_eq!(
            messages(|at, v| enumeration_json(&json("[false]"), &constants, at, v)),
            [r#"enum: [false] is not one of {"a":1}, [0], 1"#]
        );
    }
}
