//! `minimum` (JSON Schema 2020-12, Validation section 6.2.4).

use std::cmp::Ordering;

use super::Numeric;
use crate::{Location, Violation, Violations, json::Value, schema::Bound, violation::shown};

/// Checks that a number is at least `bound`.
#[inline]
pub fn minimum<N: Numeric + ?Sized>(
    value: &N,
    bound: Bound,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if !matches!(
        value.compare(&bound),
        Some(Ordering::Greater | Ordering::Equal)
    ) {
        broken(&value.to_value(), bound, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(actual: &Value, bound: Bound, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("{} is less than the minimum of {bound}", shown(actual));
    violations.report(|| {
        Violation::new(at, "minimum", message)
            .with_limit(bound.to_value())
            .with_actual(actual.clone())
    });
}

#[cfg(test)]
mod tests {
    use super::minimum;
    use crate::{
        checks::subject::tests::{exact, messages},
        schema::Bound,
    };

    #[test]
    fn below_at_and_above() {
        let one = Bound::Integer(1);
        let tenth = Bound::Decimal("0.1");
        assert_eq!(
            messages(|at, v| minimum(&0_i64, one, at, v)),
            ["minimum: 0 is less than the minimum of 1"]
        );
        assert!(messages(|at, v| minimum(&1_u8, one, at, v)).is_empty());
        assert!(messages(|at, v| minimum(&0.1, tenth, at, v)).is_empty());
        assert_eq!(messages(|at, v| minimum(&0_i32, tenth, at, v)).len(), 1);
        assert_eq!(messages(|at, v| minimum(&0.099, tenth, at, v)).len(), 1);
        assert_eq!(messages(|at, v| minimum(&f64::NAN, one, at, v)).len(), 1);
        assert_eq!(
            messages(|at, v| minimum(&exact("1e-400"), Bound::Decimal("2e-400"), at, v)).len(),
            1
        );
        assert!(
            messages(|at, v| minimum(&exact("1e400"), Bound::Decimal("1e399"), at, v)).is_empty()
        );
    }

    #[test]
    fn two_to_the_53_and_its_neighbours() {
        let odd = Bound::Integer((1 << 53) + 1);
        assert_eq!(
            messages(|at, v| minimum(&(1_i64 << 53), odd, at, v)).len(),
            1
        );
        assert!(messages(|at, v| minimum(&((1_i64 << 53) + 1), odd, at, v)).is_empty());
        assert_eq!(
            messages(|at, v| minimum(&9_007_199_254_740_992.0, odd, at, v)).len(),
            1
        );
        assert!(messages(|at, v| minimum(&9_007_199_254_740_994.0, odd, at, v)).is_empty());
        assert!(messages(|at, v| minimum(&exact("9007199254740993.0"), odd, at, v)).is_empty());
        assert_eq!(
            messages(|at, v| minimum(&exact("9007199254740992.9"), odd, at, v)).len(),
            1
        );
    }
}
