//! `maxItems` (JSON Schema 2020-12, Validation section 6.4.1).

use super::Items;
use crate::{Location, Violation, Violations};

/// Checks that an array has at most `limit` items.
#[inline]
pub fn max_items<T: Items + ?Sized>(
    value: &T,
    limit: u64,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let count = value.items().len() as u64;
    if count > limit {
        broken(count, limit, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(count: u64, limit: u64, at: &Location<'_>, violations: &mut Violations) {
    let noun = if count == 1 { "item" } else { "items" };
    let message = format!("{count} {noun}, more than the maximum of {limit}");
    violations.report(|| {
        Violation::new(at, "maxItems", message)
            .with_limit(limit)
            .with_actual(count)
    });
}

#[cfg(test)]
mod tests {
    use super::max_items;
    use crate::checks::subject::tests::messages;

    #[test]
    fn above_and_at() {
        assert_eq!(
            messages(|at, v| max_items(&vec![7, 8], 1, at, v)),
            ["maxItems: 2 items, more than the maximum of 1"]
        );
        assert!(messages(|at, v| max_items(&[1], 1, at, v)).is_empty());
    }
}
