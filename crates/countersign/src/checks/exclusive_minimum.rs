//! `exclusiveMinimum` (JSON Schema 2020-12, Validation section 6.2.5).

use std::cmp::Ordering;

use super::Numeric;
use crate::{Location, Violation, Violations, json::Value, schema::Bound, violation::shown};

/// Checks that a number is greater than `bound`.
#[inline]
pub fn exclusive_minimum<N: Numeric + ?Sized>(
    value: &N,
    bound: Bound,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if !matches!(value.compare(&bound), Some(Ordering::Greater)) {
        broken(&value.to_value(), bound, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(actual: &Value, bound: Bound, at: &Location<'_>, violations: &mut Violations) {
    let message = format!(
        "{} is not greater than the exclusive minimum of {bound}",
        shown(actual)
    );
    violations.report(|| {
        Violation::new(at, "exclusiveMinimum", message)
            .with_limit(bound.to_value())
            .with_actual(actual.clone())
    });
}

#[cfg(test)]
mod tests {
    use super::exclusive_minimum;
    use crate::{
        checks::subject::tests::{exact, messages},
        schema::Bound,
    };

    #[test]
    fn below_at_and_above() {
        let zero = Bound::Integer(0);
        assert_eq!(
            messages(|at, v| exclusive_minimum(&0, zero, at, v)),
            ["exclusiveMinimum: 0 is not greater than the exclusive minimum of 0"]
        );
        assert_eq!(
            messages(|at, v| exclusive_minimum(&-1, zero, at, v)).len(),
            1
        );
        assert!(messages(|at, v| exclusive_minimum(&1, zero, at, v)).is_empty());
        assert_eq!(
            messages(|at, v| exclusive_minimum(&-0.0, zero, at, v)).len(),
            1
        );
        assert!(messages(|at, v| exclusive_minimum(&5e-324, zero, at, v)).is_empty());
        assert!(messages(|at, v| exclusive_minimum(&exact("1e-400"), zero, at, v)).is_empty());
    }
}
