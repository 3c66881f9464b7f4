//! `properties`: no member may stand twice, since RFC 8259 section 4 leaves open which one counts.

use crate::{Location, Violation, Violations, json::Value, violation::shown};

/// Reports a known member that stands twice.
pub(crate) fn duplicate_property(name: &str, at: &Location<'_>, violations: &mut Violations) {
    let message = format!(
        "the property {} stands more than once",
        shown(&Value::from(name))
    );
    violations.report(|| Violation::new(at, "properties", message).with_actual(name));
}

#[cfg(test)]
mod tests {
    use super::duplicate_property;
    use crate::checks::subject::tests::messages;

    #[test]
    fn it_is_named() {
        assert_eq!(
            messages(|at, v| duplicate_property("a", at, v)),
            ["properties: the property \"a\" stands more than once"]
        );
    }
}
