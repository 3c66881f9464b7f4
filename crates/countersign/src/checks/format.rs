//! `format`, asserted (JSON Schema 2020-12, Validation section 7.2.2).

use super::Text;
use crate::{Location, Violation, Violations, formats::Format, json::Value, violation::shown};

/// Checks that a string has a format.
#[inline]
pub fn format<T: Text + ?Sized>(
    value: &T,
    format: &Format,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let text = value.text();
    if !format.is_valid(text) {
        broken(text, format, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(text: &str, format: &Format, at: &Location<'_>, violations: &mut Violations) {
    let actual = Value::from(text);
    let message = format!(
        "{} does not have the format `{}`",
        shown(&actual),
        format.name()
    );
    violations.report(|| {
        Violation::new(at, "format", message)
            .with_limit(format.name())
            .with_actual(actual)
    });
}

#[cfg(test)]
mod tests {
    use super::format;
    use crate::{checks::subject::tests::messages, formats};

    #[test]
    fn it_is_asserted() {
        assert_eq!(
            messages(|at, v| format("1.2.3", &formats::IPV4, at, v)),
            ["format: \"1.2.3\" does not have the format `ipv4`"]
        );
        assert!(messages(|at, v| format("1.2.3.4", &formats::IPV4, at, v)).is_empty());
    }
}
