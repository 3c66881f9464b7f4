//! `multipleOf` (JSON Schema 2020-12, Validation section 6.2.1).

use super::Numeric;
use crate::{Location, Violation, Violations, json::Value, schema::Bound, violation::shown};

/// Checks that a number divided by `divisor` is an integer, exactly: 0.0075 is a multiple of 0.0001.
#[inline]
pub fn multiple_of<N: Numeric + ?Sized>(
    value: &N,
    divisor: Bound,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if !value.is_multiple_of(&divisor) {
        broken(&value.to_value(), divisor, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(actual: &Value, divisor: Bound, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("{} is not a multiple of {divisor}", shown(actual));
    violations.report(|| {
        Violation::new(at, "multipleOf", message)
            .with_limit(divisor.to_value())
            .with_actual(actual.clone())
    });
}

#[cfg(test)]
mod tests {
    use super::multiple_of;
    use crate::{
        checks::subject::tests::{exact, messages},
        schema::Bound,
    };

    #[test]
    fn integers() {
        let five = Bound::Integer(5);
        assert_eq!(
            messages(|at, v| multiple_of(&-7, five, at, v)),
            ["multipleOf: -7 is not a multiple of 5"]
        );
        assert!(messages(|at, v| multiple_of(&-10_i64, five, at, v)).is_empty());
        assert!(messages(|at, v| multiple_of(&0_u64, five, at, v)).is_empty());
        assert!(messages(|at, v| multiple_of(&i128::MIN, Bound::Integer(-1), at, v)).is_empty());
        assert!(messages(|at, v| multiple_of(&3, Bound::Decimal("1.5"), at, v)).is_empty());
        assert_eq!(
            messages(|at, v| multiple_of(&4, Bound::Decimal("1.5"), at, v)).len(),
            1
        );
        assert_eq!(
            messages(|at, v| multiple_of(&4, Bound::Integer(0), at, v)).len(),
            1
        );
    }

    #[test]
    fn floats() {
        for (value, divisor) in [
            (0.0075, Bound::Decimal("0.0001")),
            (4.35, Bound::Decimal("0.01")),
            (-0.3, Bound::Decimal("0.1")),
            (1e300, Bound::Decimal("0.01")),
            (1e300, Bound::Integer(5)),
            (10.0, Bound::Integer(5)),
            (-0.0, Bound::Integer(5)),
        ] {
            assert!(
                messages(|at, v| multiple_of(&value, divisor, at, v)).is_empty(),
                "{value} {divisor}"
            );
        }
        for (value, divisor) in [
            (0.007_51, Bound::Decimal("0.0001")),
            (4.355, Bound::Decimal("0.01")),
            (10.5, Bound::Integer(5)),
            (11.0, Bound::Integer(5)),
            (9_007_199_254_740_992.0, Bound::Integer(3)),
            (f64::NAN, Bound::Integer(1)),
            (f64::INFINITY, Bound::Decimal("0.1")),
            (f64::INFINITY, Bound::Integer(1)),
        ] {
            assert_eq!(
                messages(|at, v| multiple_of(&value, divisor, at, v)).len(),
                1,
                "{value} {divisor}"
            );
        }
        assert!(messages(|at, v| multiple_of(&0.3_f32, Bound::Decimal("0.1"), at, v)).is_empty());
    }

    #[test]
    fn exact_numbers() {
        assert!(
            messages(|at, v| multiple_of(&exact("1e1000000000"), Bound::Decimal("0.01"), at, v))
                .is_empty()
        );
        assert_eq!(
            messages(|at, v| multiple_of(&exact("9007199254740993"), Bound::Integer(2), at, v))
                .len(),
            1
        );
    }
}
