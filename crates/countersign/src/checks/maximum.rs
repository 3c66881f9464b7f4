//! `maximum` (JSON Schema 2020-12, Validation section 6.2.2).

use std::cmp::Ordering;

use super::Numeric;
use crate::{Location, Violation, Violations, json::Value, schema::Bound, violation::shown};

/// Checks that a number is at most `bound`.
#[inline]
pub fn maximum<N: Numeric + ?Sized>(
    value: &N,
    bound: Bound,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if !matches!(
        value.compare(&bound),
        Some(Ordering::Less | Ordering::Equal)
    ) {
        broken(&value.to_value(), bound, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(actual: &Value, bound: Bound, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("{} is greater than the maximum of {bound}", shown(actual));
    violations.report(|| {
        Violation::new(at, "maximum", message)
            .with_limit(bound.to_value())
            .with_actual(actual.clone())
    });
}

#[cfg(test)]
mod tests {
    use super::maximum;
    use crate::{
        checks::subject::tests::{exact, messages},
        schema::Bound,
    };

    #[test]
    fn below_at_and_above() {
        let one = Bound::Integer(1);
        assert_eq!(
            messages(|at, v| maximum(&2_i8, one, at, v)),
            ["maximum: 2 is greater than the maximum of 1"]
        );
        assert!(messages(|at, v| maximum(&1_i64, one, at, v)).is_empty());
        assert!(messages(|at, v| maximum(&-1.5, one, at, v)).is_empty());
        assert_eq!(
            messages(|at, v| maximum(&f64::INFINITY, one, at, v)).len(),
            1
        );
        assert_eq!(
            messages(|at, v| maximum(&exact("1e400"), Bound::Decimal("9.9e399"), at, v)).len(),
            1
        );
        assert_eq!(
            messages(|at, v| maximum(&u64::MAX, Bound::Integer(i64::MAX.into()), at, v)).len(),
            1
        );
        assert!(messages(|at, v| maximum(&1e23, Bound::Decimal("1e23"), at, v)).is_empty());
        assert!(messages(|at, v| maximum(&0.1_f32, Bound::Decimal("0.1"), at, v)).is_empty());
        assert_eq!(
            messages(|at, v| maximum(&0.1, Bound::Decimal("0.09999999999999999999"), at, v)).len(),
            1
        );
    }

    #[test]
    fn a_bound_that_is_no_number_is_never_met() {
        assert_eq!(
            messages(|at, v| maximum(&0, Bound::Decimal("ten"), at, v)).len(),
            1
        );
    }
}
