//! `unevaluatedProperties: false` and `unevaluatedItems: false` (JSON Schema 2020-12, Core section 11).

use crate::{Location, Violation, Violations, json::Value, violation::shown};

/// Reports a member that no keyword has evaluated, at its own place.
pub(crate) fn unevaluated_property(name: &str, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("the property {} is not allowed", shown(&Value::from(name)));
    violations.report(|| {
        Violation::new(at, "unevaluatedProperties", message)
            .of_member(name)
            .with_limit(false)
            .with_actual(name)
    });
}

/// Reports an item that no keyword has evaluated, at its own place.
pub(crate) fn unevaluated_item(
    index: usize,
    item: &Value,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let message = format!("the item {} is not allowed", shown(item));
    violations.report(|| {
        Violation::new(at, "unevaluatedItems", message)
            .of_member(&index.to_string())
            .with_limit(false)
            .with_excerpt_of(item)
    });
}

#[cfg(test)]
mod tests {
    use super::{unevaluated_item, unevaluated_property};
    use crate::{Location, Violations};

    #[test]
    fn each_at_its_own_place() {
        let root = Location::root();
        let at = root.property("a");
        let mut violations = Violations::new();
        unevaluated_property("b/c", &at, &mut violations);
        unevaluated_item(2, &true.into(), &at, &mut violations);
        let found: Vec<_> = violations
            .iter()
            .map(|v| (v.to_string(), v.keyword_location()))
            .collect();
        let [property, item] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(property.0, r#"/a/b~1c: the property "b/c" is not allowed"#);
        assert_eq!(property.1, "/properties/a/unevaluatedProperties");
        assert_eq!(item.0, "/a/2: the item true is not allowed");
        assert_eq!(item.1, "/properties/a/unevaluatedItems");
    }
}
