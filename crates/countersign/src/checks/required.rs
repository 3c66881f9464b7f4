//! `required` (JSON Schema 2020-12, Validation section 6.5.3).

use crate::{
    Location, Violation, Violations,
    json::Value,
    schema::{Presence, Property},
};

/// Checks that a property which is not there may be absent.
pub(crate) fn required(property: &Property, at: &Location<'_>, violations: &mut Violations) {
    if property.presence == Presence::Required {
        missing(property.name, at, violations);
    }
}

/// Checks that an object has a member of each name.
pub(crate) fn required_names(
    names: &'static [&'static str],
    members: &[(String, Value)],
    at: &Location<'_>,
    violations: &mut Violations,
) {
    for name in names {
        if !members.iter().any(|(member, _)| member == name) {
            missing(name, at, violations);
        }
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
    use super::{required, required_names};
    use crate::{
        checks::subject::tests::messages,
        schema::{Link, Nullable, Presence, Property, Target, any},
    };

    #[test]
    fn by_presence() {
        let absent = |presence| {
            let link = Link {
                schema: Target::Type(any),
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

    #[test]
    fn by_name() {
        let members = [("a".to_owned(), true.into())];
        assert_eq!(
            messages(|at, v| required_names(&["a", "b"], &members, at, v)),
            ["required: the property `b` is missing"]
        );
    }
}
