//! `maxProperties` (JSON Schema 2020-12, Validation section 6.5.1).

use super::Members;
use crate::{Location, Violation, Violations};

/// Checks that an object has at most `limit` members.
#[inline]
pub fn max_properties<T: Members + ?Sized>(
    value: &T,
    limit: u64,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let count = value.members() as u64;
    if count > limit {
        broken(count, limit, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(count: u64, limit: u64, at: &Location<'_>, violations: &mut Violations) {
    let noun = if count == 1 { "property" } else { "properties" };
    let message = format!("{count} {noun}, more than the maximum of {limit}");
    violations.report(|| {
        Violation::new(at, "maxProperties", message)
            .with_limit(limit)
            .with_actual(count)
    });
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::max_properties;
    use crate::checks::subject::tests::messages;

    #[test]
    fn above_and_at() {
        let map = HashMap::from([("a", 1), ("b", 2)]);
        assert_eq!(
            messages(|at, v| max_properties(&map, 1, at, v)),
            ["maxProperties: 2 properties, more than the maximum of 1"]
        );
        assert!(messages(|at, v| max_properties(&map, 2, at, v)).is_empty());
    }
}
