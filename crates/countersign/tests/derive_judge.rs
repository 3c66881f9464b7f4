//! The derive writes checks and a table: the checks and the judge that reads the table say the same, in the same order.

use std::collections::BTreeMap;

use countersign::{Contract, Maybe, Violations, from_json, json, judge};

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(min_properties = 3)]
struct Order {
    #[contract(min_length = 2, pattern = "^0")]
    client: Key,
    #[contract(minimum = 0, exclusive_maximum = 10, multiple_of = 2)]
    balance: i64,
    #[contract(max_length = 3)]
    token: Maybe<String>,
    #[contract(required, enum("a", "b"))]
    memo: Option<String>,
    #[contract(default = 0.1, multiple_of = 0.1)]
    rate: f64,
    #[contract(min_items = 1, max_items = 2, unique_items, items(maximum = 5))]
    list: Vec<Option<Item>>,
    state: Option<State>,
    nested: Option<Box<Order>>,
    any: Option<Choice>,
    #[contract(flatten, additional_properties(const = 1))]
    others: BTreeMap<String, i64>,
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Key(#[contract(max_length = 4, format = "email")] String);

#[derive(Clone, Debug, PartialEq, Contract)]
struct Item(#[contract(minimum = 1)] i64);

#[derive(Clone, Debug, PartialEq, Contract)]
enum State {
    #[contract(rename = "NEW")]
    New,
    #[contract(other)]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Contract)]
enum Choice {
    Number(#[contract(maximum = 1)] Item),
    Map(#[contract(max_properties = 1)] BTreeMap<String, State>),
    List(Vec<Choice>),
}

const FINE: &str = r#"{"client":"0@b","balance":2,"memo":"a","list":[{"it":1}]}"#;

/// A fine order with some members in place of its own.
fn order(members: &[(&str, &str)]) -> String {
    let mut all = BTreeMap::from([
        ("client", r#""0@b""#),
        ("balance", "2"),
        ("memo", r#""a""#),
        ("list", "[1]"),
    ]);
    all.extend(members.iter().copied());
    let text: Vec<_> = all
        .iter()
        .map(|(name, value)| format!("{name:?}:{value}"))
        .collect();
    format!("{{{}}}", text.join(","))
}

fn places(violations: &Violations) -> Vec<String> {
    violations
        .iter()
        .map(|violation| {
            let keyword = violation.keyword_location();
            format!(
                "{keyword} {} {}",
                violation.instance_location(),
                violation.message()
            )
        })
        .collect()
}

fn judged<T: Contract>(text: &str) -> Vec<String> {
    match json::read(text, json::Limits::default()) {
        Ok(value) => places(&judge::<T>(&value)),
        Err(error) => vec![error.to_string()],
    }
}

fn checked<T: Contract>(text: &str) -> Vec<String> {
    match countersign::private::decoded::<T>(text) {
        Some(value) => value
            .validate()
            .map_or_else(|found| places(&found), |()| Vec::new()),
        None => vec!["not decoded".to_owned()],
    }
}

#[test]
fn checks_and_table_agree() {
    let broken = [
        (vec![("client", r#""1""#)], 3),
        (vec![("client", r#""0@bcd""#)], 1),
        (vec![("balance", "-1")], 2),
        (vec![("balance", "10")], 1),
        (vec![("token", r#""long""#)], 1),
        (vec![("token", "null")], 0),
        (vec![("memo", "null")], 0),
        (vec![("memo", r#""c""#)], 1),
        (vec![("rate", "0.3")], 0),
        (vec![("rate", "0.35")], 1),
        (vec![("list", "[]")], 1),
        (vec![("list", "[null,null,0,6]")], 4),
        (vec![("state", r#""OLD""#)], 1),
        (vec![("any", "2")], 1),
        (vec![("any", "[0,[-1]]")], 2),
        (vec![("any", r#"{"b":"x","c":"NEW"}"#)], 2),
        (vec![("x", "1"), ("y", "2")], 1),
        (
            vec![("balance", "-2"), ("token", r#""long""#), ("x", "7")],
            3,
        ),
    ];
    for (members, count) in broken {
        let text = order(&members);
        let checked = checked::<Order>(&text);
        assert_eq!(checked.len(), count, "{text}: {checked:#?}");
        assert_eq!(judged::<Order>(&text), checked, "{text}");
        let outer = order(&[("nested", &text), ("balance", "11")]);
        let checked = self::checked::<Order>(&outer);
        assert_eq!(checked.len(), count + 2, "{outer}: {checked:#?}");
        assert_eq!(judged::<Order>(&outer), checked, "{outer}");
    }
}

#[test]
fn the_judge_sees_what_has_no_type() {
    let text = order(&[
        ("balance", r#""x""#),
        ("memo", "[]"),
        ("list", "{}"),
        ("state", "null"),
        ("any", "true"),
    ]);
    let found = judged::<Order>(&text.replace(r#""client":"0@b","#, ""));
    assert_eq!(found.len(), 6, "{found:#?}");
    let error = from_json::<Order>(&text).unwrap_err();
    assert!(error.to_string().contains("/balance"), "{error}");
    assert!(
        serde_json::from_str::<Order>(FINE).is_err(),
        "an object is no item"
    );
}

#[test]
fn numbers_that_serde_json_rounds() {
    let read = |balance: &str| from_json::<Order>(&order(&[("balance", balance)]));
    assert_eq!(read("2.0").unwrap().balance, 2);
    assert_eq!(read("2e0").unwrap().balance, 2);
    assert!(read("1.99999999999999999999").is_err());
    assert!(read("1e400").is_err());
    let wide = from_json::<Vec<i64>>("[9007199254740993.0, 9.223372036854775807e18]").unwrap();
    assert_eq!(*wide, [9_007_199_254_740_993, i64::MAX]);
}
