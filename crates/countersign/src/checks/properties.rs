//! `properties`: no member may stand twice, since RFC 8259 section 4 leaves open which one counts.

use crate::{Location, Violation, Violations, json::Value, violation::shown};

/// Reports a known member that stands twice.
pub(crate) fn duplicate_property(name: &str, at: &Location<'_>, violations: &mut Violations) {
    let message = format!(
        "the property {} stands more than once",
        shown(&Value::from(name))
    );
    violations.push(Violation::new(at, "properties", message).with_actual(name));
}
