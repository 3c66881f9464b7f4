//! `maxContains` (JSON Schema 2020-12, Validation section 6.4.4).

use crate::{Location, Violation, Violations};

/// Checks that at most `limit` items fit, of which `count` do.
pub(crate) fn max_contains(
    count: u64,
    limit: Option<u64>,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let Some(limit) = limit.filter(|limit| count > *limit) else {
        return;
    };
    let message = format!(
        "{count} of the items fit what the array must contain, more than the maximum of {limit}"
    );
    violations.report(|| {
        Violation::new(at, "maxContains", message)
            .with_limit(limit)
            .with_actual(count)
    });
}

#[cfg(test)]
mod tests {
    use super::max_contains;
    use crate::checks::subject::tests::messages;

    #[test]
    fn at_and_above() {
        assert_eq!(
            messages(|at, v| max_contains(2, Some(1), at, v)),
            [
                "maxContains: 2 of the items fit what the array must contain, more than the maximum of 1"
            ]
        );
        assert!(messages(|at, v| max_contains(1, Some(1), at, v)).is_empty());
        assert!(messages(|at, v| max_contains(u64::MAX, None, at, v)).is_empty());
    }
}
