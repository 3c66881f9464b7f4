//! The tag of a union (OpenAPI 3.1, section 4.8.25): an `enum` of the tags that its variants have.

use super::r#enum::none_of;
use crate::{Location, Violations, json::Value};

/// Checks that a tag is one of those that are known.
pub(crate) fn tag(tag: &str, known: &[&str], at: &Location<'_>, violations: &mut Violations) {
    if !known.contains(&tag) {
        let known = known.iter().map(|tag| Value::from(*tag)).collect();
        none_of(&Value::from(tag), known, at, violations);
    }
}

#[cfg(test)]
mod tests {
    use super::tag;
    use crate::checks::subject::tests::messages;

    #[test]
    fn one_of_the_known() {
        assert_eq!(
            messages(|at, v| tag("cow", &["cat", "dog"], at, v)),
            [r#"enum: "cow" is not one of "cat", "dog""#]
        );
        assert!(messages(|at, v| tag("dog", &["cat", "dog"], at, v)).is_empty());
    }
}
