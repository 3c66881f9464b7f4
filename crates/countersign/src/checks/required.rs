//! `required` (JSON Schema 2020-12, Validation section 6.5.3).

use crate::{
    Location, Violation, Violations,
    schema::{Presence, Property},
};

/// Checks that a property which is not there may be absent.
pub(crate) fn required(property: &Property, at: &Location<'_>, violations: &mut Violations) {
    if property.presence == Presence::Required {
        missing(property.name, at, violations);
    }
}

/// Reports a required property that is not there.
#[cold]
pub(crate) fn missing(name: &'static str, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("the property `{name}` is missing");
    violations.push(Violation::new(at, "required", message).with_limit(name));
}
