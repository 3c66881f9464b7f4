//! `contains`, and `minContains` where it is not 1 (JSON Schema 2020-12, Core section 10.3.1.3, Validation section 6.4.5).

use crate::{Location, Violation, Violations};

/// Checks that at least `limit` items fit, of which `count` do.
pub(crate) fn min_contains(count: u64, limit: u64, at: &Location<'_>, violations: &mut Violations) {
    if count >= limit {
        return;
    }
    let (keyword, message) = match limit {
        1 => (
            "contains",
            "no item fits what the array must contain".to_owned(),
        ),
        _ => {
            let message = format!(
                "{count} of the items fit what the array must contain, fewer than the minimum of {limit}"
            );
            ("minContains", message)
        }
    };
    violations.report(|| {
        Violation::new(at, keyword, message)
            .with_limit(limit)
            .with_actual(count)
    });
}

#[cfg(test)]
mod tests {
    use super::min_contains;
    use crate::checks::subject::tests::messages;

    #[test]
    fn below_and_at() {
        assert_eq!(
            messages(|at, v| min_contains(0, 1, at, v)),
            ["contains: no item fits what the array must contain"]
        );
        assert_eq!(
            messages(|at, v| min_contains(1, 2, at, v)),
            [
                "minContains: 1 of the items fit what the array must contain, fewer than the minimum of 2"
            ]
        );
        assert!(messages(|at, v| min_contains(2, 2, at, v)).is_empty());
        assert!(messages(|at, v| min_contains(0, 0, at, v)).is_empty());
    }
}
