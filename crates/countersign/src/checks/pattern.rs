//! `pattern` (JSON Schema 2020-12, Validation section 6.3.3).

use super::Text;
use crate::{
    Location, Pattern, Violation, Violations, json::Value, pattern::Outcome, violation::shown,
};

/// Checks that `pattern` matches somewhere in a string.
#[inline]
pub fn pattern<T: Text + ?Sized>(
    value: &T,
    pattern: &Pattern,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let text = value.text();
    match pattern.search(text) {
        Outcome::Found => {}
        outcome => broken(text, pattern, outcome, at, violations),
    }
}

#[cold]
#[inline(never)]
fn broken(
    text: &str,
    pattern: &Pattern,
    outcome: Outcome,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let actual = Value::from(text);
    let (shown, expression) = (shown(&actual), pattern.as_str());
    let message = match outcome {
        Outcome::TooLong => {
            format!("{shown} is too long to be matched with the pattern `{expression}`")
        }
        Outcome::Unreadable => format!(
            "`{expression}` is no regular expression of ECMA-262, so that nothing matches it"
        ),
        Outcome::Found | Outcome::NotFound => {
            format!("{shown} does not match the pattern `{expression}`")
        }
    };
    violations.report(|| {
        Violation::new(at, "pattern", message)
            .with_limit(expression)
            .with_actual(actual)
    });
}

#[cfg(test)]
mod tests {
    use super::pattern;
    use crate::{Pattern, checks::subject::tests::messages};

    #[test]
    fn somewhere_in_the_text() {
        static HEX: Pattern = Pattern::new("^[0-9a-f]{2}$");
        assert_eq!(
            messages(|at, v| pattern("0g", &HEX, at, v)),
            ["pattern: \"0g\" does not match the pattern `^[0-9a-f]{2}$`"]
        );
        assert!(messages(|at, v| pattern("0f", &HEX, at, v)).is_empty());
        static B: Pattern = Pattern::new("b");
        assert!(messages(|at, v| pattern("abc", &B, at, v)).is_empty());
    }
}
