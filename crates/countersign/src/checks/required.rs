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
    violations.report(|| Violation::new(at, "required", message).with_limit(name));
}

#[cfg(test)]
mod tests {
    use super::required;
    use crate::{
        checks::subject::tests::messages,
        schema::{Link, Nullable, Presence, Property, any},
    };

    #[test]
    fn by_presence() {
        let absent = |presence| {
            let link = Link {
                schema: any,
                nullable: Nullable::No,
                assertions: &[],
            };
            let property = Property {
                name: "a",
                link,
                presence,
            };
            messages(|at, v| required(&property, at, v))
        };
        assert_eq!(
            absent(Presence::Required),
            ["required: the property `a` is missing"]
        );
        assert!(absent(Presence::Optional).is_empty());
        assert!(absent(Presence::Default(Some("1"))).is_empty());
    }
}
