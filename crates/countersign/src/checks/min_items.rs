//! `minItems` (JSON Schema 2020-12, Validation section 6.4.2).

use super::Items;
use crate::{Location, Violation, Violations};

/// Checks that an array has at least `limit` items.
#[inline]
pub fn min_items<T: Items + ?Sized>(
    value: &T,
    limit: u64,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let count = value.items().len() as u64;
    if count < limit {
        broken(count, limit, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(count: u64, limit: u64, at: &Location<'_>, violations: &mut Violations) {
    let noun = if count == 1 { "item" } else { "items" };
    let message = format!("{count} {noun}, fewer than the minimum of {limit}");
    violations.report(|| {
        Violation::new(at, "minItems", message)
            .with_limit(limit)
            .with_actual(count)
    });
}

#[cfg(test)]
mod tests {
    use super::min_items;
    use crate::checks::subject::tests::messages;

    #[test]
    fn below_and_at() {
        assert_eq!(
            messages(|at, v| min_items(&vec![7], 2, at, v)),
            ["minItems: 1 item, fewer than the minimum of 2"]
        );
        assert!(messages(|at, v| min_items(&[1, 2], 2, at, v)).is_empty());
    }
}
