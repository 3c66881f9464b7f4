//! `minProperties` (JSON Schema 2020-12, Validation section 6.5.2).

use super::Members;
use crate::{Location, Violation, Violations};

/// Checks that an object has at least `limit` members.
#[inline]
pub fn min_properties<T: Members + ?Sized>(
    value: &T,
    limit: u64,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let count = value.members() as u64;
    if count < limit {
        broken(count, limit, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(count: u64, limit: u64, at: &Location<'_>, violations: &mut Violations) {
    let noun = if count == 1 { "property" } else { "properties" };
    let message = format!("{count} {noun}, fewer than the minimum of {limit}");
    violations.report(|| {
        Violation::new(at, "minProperties", message)
            .with_limit(limit)
            .with_actual(count)
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::min_properties;
    use crate::checks::subject::tests::messages;

    #[test]
    fn below_and_at() {
        let map = BTreeMap::from([("a", 1)]);
        assert_eq!(
            messages(|at, v| min_properties(&map, 2, at, v)),
            ["minProperties: 1 property, fewer than the minimum of 2"]
        );
        assert!(messages(|at, v| min_properties(&map, 1, at, v)).is_empty());
        assert_eq!(messages(|at, v| min_properties(&0, 1, at, v)).len(), 1);
    }
}
