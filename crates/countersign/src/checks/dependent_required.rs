//! `dependentRequired` (JSON Schema 2020-12, Validation section 6.5.4).

use crate::{Location, Violation, Violations, json::Value};

/// Checks that an object which has one of the properties has those that it requires.
pub(crate) fn dependent_required(
    dependencies: &'static [(&'static str, &'static [&'static str])],
    members: &[(String, Value)],
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let has = |name: &str| members.iter().any(|(member, _)| member == name);
    for (name, required) in dependencies.iter().filter(|(name, _)| has(name)) {
        for missing in required.iter().filter(|missing| !has(missing)) {
            let message = format!("the property `{missing}` is missing, which `{name}` requires");
            violations
                .report(|| Violation::new(at, "dependentRequired", message).with_limit(*missing));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::dependent_required;
    use crate::{
        checks::subject::tests::{json, messages},
        json::Value,
    };

    fn broken(text: &str) -> Vec<String> {
        let Value::Object(members) = json(text) else {
            panic!("{text}")
        };
        messages(|at, v| dependent_required(&[("a", &["b", "c"]), ("d", &[])], &members, at, v))
    }

    #[test]
    fn only_where_the_property_is_there() {
        assert_eq!(
            broken(r#"{"a":1,"c":1}"#),
            ["dependentRequired: the property `b` is missing, which `a` requires"]
        );
        assert!(broken(r#"{"c":1,"d":1}"#).is_empty());
        assert!(broken(r#"{"a":1,"b":1,"c":1}"#).is_empty());
    }
}
