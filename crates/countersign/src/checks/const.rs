//! `const` (JSON Schema 2020-12, Validation section 6.1.3).

use super::Scalar;
use crate::{Location, Violation, Violations, json::Value, schema::Literal, violation::shown};

/// Checks that a value is `literal`.
#[inline]
pub fn constant<T: Scalar + ?Sized>(
    value: &T,
    literal: &Literal,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if !value.is(literal) {
        broken(&value.to_value(), literal, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(actual: &Value, literal: &Literal, at: &Location<'_>, violations: &mut Violations) {
    let limit = literal.to_value();
    let message = format!("{} is not the constant {}", shown(actual), shown(&limit));
    violations.report(|| {
        Violation::new(at, "const", message)
            .with_limit(limit)
            .with_actual(actual.clone())
    });
}

#[cfg(test)]
mod tests {
    use super::constant;
    use crate::{
        checks::subject::tests::messages,
        schema::{Bound, Literal},
    };

    #[test]
    fn only_itself() {
        let two = Literal::Number(Bound::Integer(2));
        assert_eq!(
            messages(|at, v| constant(&1, &two, at, v)),
            ["const: 1 is not the constant 2"]
        );
        assert!(messages(|at, v| constant(&2.0, &two, at, v)).is_empty());
        assert_eq!(messages(|at, v| constant("2", &two, at, v)).len(), 1);
        assert_eq!(
            messages(|at, v| constant(&false, &Literal::Null, at, v)).len(),
            1
        );
    }
}
