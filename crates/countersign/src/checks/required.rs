//! `required` (JSON Schema 2020-12, Validation section 6.5.3).

use crate::{
    Location, Violation, Violations,
    schema::{Presence, Property},
};

/// Checks that a property which is not there may be absent.
pub(crate) fn required(property: &Property, at: &Location<'_>, violations: &mut Violations) {
    if property.presence == Presence::Required {
        let message = format!("the property `{}` is missing", property.name);
        violations.push(Violation::new(at, "required", message).with_limit(property.name));
    }
}
