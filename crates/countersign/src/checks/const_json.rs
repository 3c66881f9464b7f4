//! `const` of arrays and objects (JSON Schema 2020-12, Validation section 6.1.3), by the equality of Core section 4.2.2.

use crate::{Location, Violation, Violations, json::Value, violation::shown};

/// Checks that a JSON value is `constant`.
pub(crate) fn constant_json(
    value: &Value,
    constant: &Value,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if value != constant {
        let message = format!("{} is not the constant {}", shown(value), shown(constant));
        violations.report(|| {
            Violation::new(at, "const", message)
                .with_limit(constant.clone())
                .with_excerpt_of(value)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::constant_json;
    use crate::checks::subject::tests::{json, messages};

    #[test]
    fn by_json_equality() {
        let constant = json(r#"{"a":[1],"b":null}"#);
        let fine = json(r#"{"b":null,"a":[1.0]}"#);
        assert!(messages(|at, v| constant_json(&fine, &constant, at, v)).is_empty());
        let other = json(r#"{"a":[2],"b":null}"#);
        assert_eq!(
            messages(|at, v| constant_json(&other, &constant, at, v)),
            [r#"const: {"a":[2],"b":null} is not the constant {"a":[1],"b":null}"#]
        );
    }
}
