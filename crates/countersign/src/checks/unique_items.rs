//! `uniqueItems` (JSON Schema 2020-12, Validation section 6.4.3).

use std::collections::HashMap;

use super::Items;
use crate::{
    Contract, Location, Violation, Violations,
    json::{Limits, Value, read},
};

/// Checks that no two items of an array are equal, by the equality of JSON Schema (Core section 4.2.2): `1` and `1.0`
/// are, and two objects are whatever the order of their members.
///
/// An item is what it is written as; the cost is linear in the length of that text.
pub fn unique_items<T: Items<Item: Contract> + ?Sized>(
    value: &T,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let items = value.items();
    if items.len() > 1 {
        judge(items.iter().map(written), at, violations);
    }
}

/// The same for the items of a JSON array.
pub(crate) fn unique_values(items: &[Value], at: &Location<'_>, violations: &mut Violations) {
    judge(
        items.iter().map(|item| Some(item.canonical())),
        at,
        violations,
    );
}

/// The canonical text of an item; `None` for what cannot be written, which its own check reports.
fn written<T: Contract>(item: &T) -> Option<String> {
    let text = crate::to_json(item).ok()?;
    let limits = Limits::default().with_depth(Limits::MAX_DEPTH);
    Some(read(&text, limits).ok()?.canonical())
}

/// Reports the first pair of equal items.
fn judge(
    items: impl Iterator<Item = Option<String>>,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let mut seen = HashMap::new();
    for (index, item) in items.enumerate() {
        let Some(item) = item else { continue };
        if let Some(first) = seen.insert(item, index) {
            return broken(first, index, at, violations);
        }
    }
}

#[cold]
#[inline(never)]
fn broken(first: usize, second: usize, at: &Location<'_>, violations: &mut Violations) {
    let message = format!("the items {first} and {second} are equal");
    violations.report(|| Violation::new(at, "uniqueItems", message).with_limit(true));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{unique_items, unique_values};
    use crate::{
        checks::subject::tests::messages,
        json::{Limits, Value, read},
    };

    #[test]
    fn of_rust_values() {
        assert_eq!(
            messages(|at, v| unique_items(&vec![3, 1, 2, 1], at, v)),
            ["uniqueItems: the items 1 and 3 are equal"]
        );
        assert!(messages(|at, v| unique_items(&vec![1, 2, 3], at, v)).is_empty());
        assert_eq!(
            messages(|at, v| unique_items(&vec![0.0, -0.0], at, v)).len(),
            1
        );
        let strings = ["a", "A", "a"].map(String::from).to_vec();
        assert_eq!(messages(|at, v| unique_items(&strings, at, v)).len(), 1);
        let map = |value: i64| BTreeMap::from([("a".to_owned(), value)]);
        assert!(messages(|at, v| unique_items(&vec![map(1), map(2)], at, v)).is_empty());
        assert_eq!(
            messages(|at, v| unique_items(&vec![map(1), map(2), map(1)], at, v)).len(),
            1
        );
    }

    #[test]
    fn of_json_values() {
        let broken = |text: &str| {
            let Value::Array(items) = read(text, Limits::default()).unwrap() else {
                panic!("{text}")
            };
            messages(|at, v| unique_values(&items, at, v)).len()
        };
        for text in [
            "[1,1.0]",
            "[0,-0]",
            "[1e400,10e399]",
            r#"[{"a":1,"b":2},{"b":2.0,"a":1}]"#,
            r#"["a","\u0061"]"#,
            "[[],[]]",
        ] {
            assert_eq!(broken(text), 1, "{text}");
        }
        for text in [
            "[]",
            "[1]",
            "[1,true]",
            "[0,false]",
            r#"[1,"1"]"#,
            "[9007199254740992,9007199254740993]",
            "[[1],[true]]",
            r#"["null",null]"#,
        ] {
            assert_eq!(broken(text), 0, "{text}");
        }
    }

    #[test]
    fn a_large_array_is_no_square() {
        let many: Vec<i64> = (0..50_000).collect();
        assert!(messages(|at, v| unique_items(&many, at, v)).is_empty());
    }
}
