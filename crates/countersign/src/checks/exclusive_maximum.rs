//! `exclusiveMaximum` (JSON Schema 2020-12, Validation section 6.2.3).

use std::cmp::Ordering;

use super::Numeric;
use crate::{Location, Violation, Violations, json::Value, schema::Bound, violation::shown};

/// Checks that a number is less than `bound`.
#[inline]
pub fn exclusive_maximum<N: Numeric + ?Sized>(
    value: &N,
    bound: Bound,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if !matches!(value.compare(&bound), Some(Ordering::Less)) {
        broken(&value.to_value(), bound, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(actual: &Value, bound: Bound, at: &Location<'_>, violations: &mut Violations) {
    let message = format!(
        "{} is not less than the exclusive maximum of {bound}",
        shown(actual)
    );
    violations.report(|| {
        Violation::new(at, "exclusiveMaximum", message)
            .with_limit(bound.to_value())
            .with_actual(actual.clone())
    });
}

#[cfg(test)]
mod tests {
    use super::exclusive_maximum;
    use crate::{
        checks::subject::tests::{exact, messages},
        schema::Bound,
    };

    #[test]
    fn below_at_and_above() {
        let bound = Bound::Decimal("1.5");
        assert_eq!(
            messages(|at, v| exclusive_maximum(&1.5, bound, at, v)),
            ["exclusiveMaximum: 1.5 is not less than the exclusive maximum of 1.5"]
        );
        assert_eq!(
            messages(|at, v| exclusive_maximum(&2_i64, bound, at, v)).len(),
            1
        );
        assert!(messages(|at, v| exclusive_maximum(&1_i64, bound, at, v)).is_empty());
        assert!(messages(|at, v| exclusive_maximum(&1.499_999, bound, at, v)).is_empty());
        assert!(
            messages(|at, v| exclusive_maximum(
                &exact("1.4999999999999999999999999"),
                bound,
                at,
                v
            ))
            .is_empty()
        );
        assert_eq!(
            messages(|at, v| exclusive_maximum(&exact("15e-1"), bound, at, v)).len(),
            1
        );
    }
}
