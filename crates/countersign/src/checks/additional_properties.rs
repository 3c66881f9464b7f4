//! `additionalProperties: false` (JSON Schema 2020-12, Core section 10.3.2.3).

use crate::{Location, Violation, Violations, json::Value, violation::shown};

/// Reports a member that the schema does not name, at its own place: the instance of the subschema `false` is the member
/// (the example of Core section 12.4.3 does the same).
pub(crate) fn additional_property(name: &str, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("the property {} is not allowed", shown(&Value::from(name)));
    violations.push(
        Violation::new(at, "additionalProperties", message)
            .of_member(name)
            .with_limit(false)
            .with_actual(name),
    );
}
