//! `enum` (JSON Schema 2020-12, Validation section 6.1.2).

use super::Scalar;
use crate::{Location, Violation, Violations, json::Value, schema::Literal, violation::shown};

/// How many of the literals a message lists.
const LISTED: usize = 12;

/// Checks that a value is one of `literals`.
#[inline]
pub fn enumeration<T: Scalar + ?Sized>(
    value: &T,
    literals: &[Literal],
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if !literals.iter().any(|literal| value.is(literal)) {
        broken(&value.to_value(), literals, at, violations);
    }
}

#[cold]
#[inline(never)]
fn broken(actual: &Value, literals: &[Literal], at: &Location<'_>, violations: &mut Violations) {
    let values: Vec<_> = literals.iter().map(Literal::to_value).collect();
    none_of(actual, values, at, violations);
}

/// Reports a value that is none of `values`.
pub(super) fn none_of(
    actual: &Value,
    values: Vec<Value>,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let mut list: Vec<_> = values.iter().take(LISTED).map(shown).collect();
    if values.len() > LISTED {
        list.push(format!("{} more", values.len() - LISTED));
    }
    let message = format!("{} is not one of {}", shown(actual), list.join(", "));
    violations.report(|| {
        Violation::new(at, "enum", message)
            .with_limit(values)
            .with_excerpt_of(actual)
    });
}

#[cfg(test)]
mod tests {
    use super::enumeration;
    use crate::{
        checks::subject::tests::messages,
        schema::{Bound, Literal},
    };

    #[test]
    fn one_of_the_list() {
        let list = [
            Literal::String("CREATED"),
            Literal::Number(Bound::Integer(1)),
            Literal::Number(Bound::Decimal("0.1")),
            Literal::Bool(true),
            Literal::Null,
        ];
        assert_eq!(
            messages(|at, v| enumeration("created", &list, at, v)),
            [r#"enum: "created" is not one of "CREATED", 1, 0.1, true, null"#]
        );
        assert!(messages(|at, v| enumeration("CREATED", &list, at, v)).is_empty());
        assert!(messages(|at, v| enumeration(&1, &list, at, v)).is_empty());
        assert!(messages(|at, v| enumeration(&1.0, &list, at, v)).is_empty());
        assert!(messages(|at, v| enumeration(&0.1, &list, at, v)).is_empty());
        assert!(messages(|at, v| enumeration(&true, &list, at, v)).is_empty());
        assert!(messages(|at, v| enumeration(&(), &list, at, v)).is_empty());
        assert_eq!(messages(|at, v| enumeration(&2, &list, at, v)).len(), 1);
        assert_eq!(messages(|at, v| enumeration(&false, &list, at, v)).len(), 1);
        assert_eq!(messages(|at, v| enumeration("1", &list, at, v)).len(), 1);
    }

    #[test]
    fn long_lists_are_cut() {
        let list = [Literal::String("x"); 15];
        let message = messages(|at, v| enumeration("y", &list, at, v)).remove(0);
        assert!(message.ends_with(r#""x", "x", 3 more"#), "{message}");
    }
}
