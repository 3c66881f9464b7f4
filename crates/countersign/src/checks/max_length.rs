//! `maxLength` (JSON Schema 2020-12, Validation section 6.3.1).

use super::Text;
use crate::{Location, Violation, Violations};

/// Checks that a string has at most `limit` Unicode code points.
#[inline]
pub fn max_length<T: Text + ?Sized>(
    value: &T,
    limit: u64,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let text = value.text();
    // A code point takes at least one byte: most texts need no counting.
    if text.len() as u64 > limit {
        let count = text.chars().count() as u64;
        if count > limit {
            broken(count, limit, at, violations);
        }
    }
}

#[cold]
#[inline(never)]
fn broken(count: u64, limit: u64, at: &Location<'_>, violations: &mut Violations) {
    let noun = if count == 1 {
        "character"
    } else {
        "characters"
    };
    let message = format!("{count} {noun}, more than the maximum of {limit}");
    violations.report(|| {
        Violation::new(at, "maxLength", message)
            .with_limit(limit)
            .with_actual(count)
    });
}

#[cfg(test)]
mod tests {
    use super::max_length;
    use crate::checks::subject::tests::messages;

    #[test]
    fn code_points_not_bytes_nor_units() {
        let broken = |text: &str, limit| messages(|at, v| max_length(text, limit, at, v));
        assert_eq!(
            broken("ab", 1),
            ["maxLength: 2 characters, more than the maximum of 1"]
        );
        assert!(broken("\u{1F600}", 1).is_empty());
        assert!(broken("", 0).is_empty());
        assert_eq!(broken("e\u{301}", 1).len(), 1);
    }
}
