//! `additionalProperties: false` (JSON Schema 2020-12, Core section 10.3.2.3).

use crate::{Location, Violation, Violations, json::Value, violation::shown};

/// Reports a member that the schema does not name.
pub(crate) fn additional_property(name: &str, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("the property {} is not allowed", shown(&Value::from(name)));
    violations.push(
        Violation::new(at, "additionalProperties", message)
            .with_limit(false)
            .with_actual(name),
    );
}
