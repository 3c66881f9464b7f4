//! `minLength` (JSON Schema 2020-12, Validation section 6.3.2).

use super::Text;
use crate::{Location, Violation, Violations};

/// Checks that a string has at least `limit` Unicode code points.
#[inline]
pub fn min_length<T: Text + ?Sized>(
    value: &T,
    limit: u64,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let text = value.text();
    // A code point takes one to four bytes: most texts need no counting.
    if (text.len() as u64) / 4 < limit {
        let count = text.chars().count() as u64;
        if count < limit {
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
    let message = format!("{count} {noun}, fewer than the minimum of {limit}");
    violations.report(|| {
        Violation::new(at, "minLength", message)
            .with_limit(limit)
            .with_actual(count)
    });
}

#[cfg(test)]
mod tests {
    use super::min_length;
    use crate::checks::subject::tests::messages;

    #[test]
    fn code_points_not_bytes_nor_units() {
        let broken = |text: &str, limit| messages(|at, v| min_length(text, limit, at, v));
        assert_eq!(
            broken("é", 2),
            ["minLength: 1 character, fewer than the minimum of 2"]
        );
        assert_eq!(broken("\u{1F600}", 2).len(), 1);
        assert_eq!(
            broken("", 1),
            ["minLength: 0 characters, fewer than the minimum of 1"]
        );
        assert!(broken("\u{1F600}\u{1F600}", 2).is_empty());
        assert!(broken("ab", 2).is_empty());
        assert!(broken("", 0).is_empty());
        assert!(broken(&"a".repeat(100), 2).is_empty());
    }
}
