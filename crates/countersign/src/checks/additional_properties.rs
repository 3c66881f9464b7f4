//! `additionalProperties: false` (JSON Schema 2020-12, Core section 10.3.2.3).

use crate::{Location, Violation, Violations, json::Value, violation::shown};

/// Reports a member that the schema does not name, at its own place: the instance of the subschema `false` is the member
/// (the example of Core section 12.4.3 does the same).
pub(crate) fn additional_property(name: &str, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("the property {} is not allowed", shown(&Value::from(name)));
    violations.report(|| {
        Violation::new(at, "additionalProperties", message)
            .of_member(name)
            .with_limit(false)
            .with_actual(name)
    });
}

#[cfg(test)]
mod tests {
    use super::additional_property;
    use crate::checks::subject::tests::messages;

    #[test]
    fn it_is_named_and_cut() {
        assert_eq!(
            messages(|at, v| additional_property("a\nb", at, v)),
            ["additionalProperties: the property \"a\\nb\" is not allowed"]
        );
        let long = messages(|at, v| additional_property(&"x".repeat(1000), at, v)).remove(0);
        assert!(long.len() < 200, "{long}");
    }
}
