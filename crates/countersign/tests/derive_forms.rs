//! `derive(Contract)` on newtypes, string enums, unions, recursive and generic types.

use std::{borrow::Cow, collections::BTreeMap};

use countersign::{
    Contract, Maybe, Valid,
    schema::{Assertion, Nullable, Presence, Types},
};

fn round_trip<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> T {
    let value = read::<T>(text);
    assert_eq!(write(&value), text);
    value
}

#[cfg(test)]
mod derive;

use derive::{broken, read, refusal, write};

#[derive(Clone, Copy, Debug, PartialEq, Contract)]
struct Satoshi(#[contract(minimum = 0)] i64);

#[derive(Clone, Debug, PartialEq, Contract)]
struct Name(#[contract(min_length = 1, max_length = 3)] Option<String>);

#[derive(Clone, Debug, PartialEq, Contract)]
struct Amounts(#[contract(max_items = 2)] Vec<Satoshi>);

#[derive(Clone, Debug, PartialEq, Contract)]
struct Fee {
    #[contract(maximum = 100)]
    fee: Satoshi,
    #[contract(min_items = 1, items(maximum = 50))]
    all: Option<Vec<Satoshi>>,
    #[contract(const = "PAID")]
    state: Maybe<State>,
}

#[test]
fn newtypes_are_what_they_wrap() {
    assert_eq!(round_trip::<Satoshi>("5"), Satoshi(5));
    assert_eq!(round_trip::<Name>("null"), Name(None));
    assert_eq!(
        round_trip::<Amounts>("[1,2]"),
        Amounts(vec![Satoshi(1), Satoshi(2)])
    );
    refusal::<Satoshi>("null");
    refusal::<Satoshi>("[5]");
    assert_eq!(broken(&Satoshi(-1)), ["/minimum "]);
    assert_eq!(broken(&Name(Some(String::new()))), ["/minLength "]);
    assert_eq!(
        broken(&Name(Some("ééé".to_owned()))),
        [""; 0],
        "code points, not bytes"
    );
    assert_eq!(broken(&Name(None)), [""; 0]);
    assert_eq!(
        broken(&Amounts(vec![Satoshi(1), Satoshi(-1), Satoshi(3)])),
        ["/items/$ref/minimum /1", "/maxItems "]
    );
}

#[test]
fn assertions_beside_a_named_type() {
    let fee = Fee {
        fee: Satoshi(101),
        all: Some(vec![Satoshi(-5), Satoshi(60)]),
        state: Maybe::Value(State::Created),
    };
    assert_eq!(
        broken(&fee),
        [
            "/properties/fee/maximum /fee",
            "/properties/all/items/$ref/minimum /all/0",
            "/properties/all/items/maximum /all/1",
            "/properties/state/const /state",
        ]
    );
    assert_eq!(
        broken(&Fee {
            fee: Satoshi(-1),
            all: None,
            state: Maybe::Null
        }),
        ["/properties/fee/$ref/minimum /fee"]
    );
}

#[derive(Clone, Debug, Eq, Hash, PartialEq, Contract)]
#[contract(rename_all = "SCREAMING_SNAKE_CASE")]
enum State {
    Created,
    #[contract(rename = "PAID")]
    Settled,
    ToRefund,
}

#[derive(Clone, Debug, Eq, Hash, PartialEq, Contract)]
enum OpenState {
    #[contract(rename = "CREATED")]
    Created,
    #[contract(other)]
    Unknown(String),
}

#[test]
fn closed_enums() {
    assert_eq!(round_trip::<State>("\"CREATED\""), State::Created);
    assert_eq!(round_trip::<State>("\"PAID\""), State::Settled);
    assert_eq!(round_trip::<State>("\"TO_REFUND\""), State::ToRefund);
    for text in [
        "\"Created\"",
        "\"created\"",
        "\"\"",
        "null",
        "1",
        "{\"CREATED\":null}",
    ] {
        refusal::<State>(text);
    }
    assert!(refusal::<State>("\"SETTLED\"").contains("\"SETTLED\" is not one of \"CREATED\""));
}

#[test]
fn open_enums() {
    assert_eq!(round_trip::<OpenState>("\"CREATED\""), OpenState::Created);
    let new = round_trip::<OpenState>("\"NEW\"");
    assert_eq!(new, OpenState::Unknown("NEW".to_owned()));
    assert_eq!(broken(&new), ["/enum "]);
    assert_eq!(broken(&OpenState::Created), [""; 0]);
    assert_eq!(broken(&OpenState::Unknown("CREATED".to_owned())), [""; 0]);
    refusal::<OpenState>("1");
}

#[derive(Clone, Debug, PartialEq, Contract)]
enum Any {
    Null(()),
    Flag(bool),
    Number(#[contract(maximum = 10)] f64),
    Text(State),
    List(#[contract(max_items = 1)] Vec<Any>),
    Object(Box<Inner>),
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Inner {
    #[contract(minimum = 1)]
    id: i64,
    next: Option<Any>,
}

/// A union by way of newtypes and another union.
#[derive(Clone, Debug, PartialEq, Contract)]
enum Outer {
    Scalar(Scalar),
    Amounts(Amounts),
}

#[derive(Clone, Debug, PartialEq, Contract)]
enum Scalar {
    Integer(Satoshi),
    Text(String),
}

#[test]
fn unions_by_json_type() {
    assert_eq!(round_trip::<Any>("null"), Any::Null(()));
    assert_eq!(round_trip::<Any>("true"), Any::Flag(true));
    assert_eq!(round_trip::<Any>("1.5"), Any::Number(1.5));
    assert_eq!(read::<Any>("-7"), Any::Number(-7.0));
    assert_eq!(round_trip::<Any>("\"PAID\""), Any::Text(State::Settled));
    round_trip::<Any>(r#"[[null],true,{"id":1,"next":[{"id":2}]}]"#);
    refusal::<Any>("\"other\"");
    refusal::<Any>("{}");
    let deep: Any = read(r#"[{"id":0,"next":[11,12]}]"#);
    assert_eq!(
        broken(&deep),
        [
            "/items/$ref/$ref/properties/id/minimum /0/id",
            "/items/$ref/$ref/properties/next/$ref/items/$ref/maximum /0/next/0",
            "/items/$ref/$ref/properties/next/$ref/items/$ref/maximum /0/next/1",
            "/items/$ref/$ref/properties/next/$ref/maxItems /0/next",
        ]
    );
}

#[test]
fn unions_through_named_types() {
    assert_eq!(
        round_trip::<Outer>("5"),
        Outer::Scalar(Scalar::Integer(Satoshi(5)))
    );
    assert_eq!(
        read::<Outer>("5.0"),
        Outer::Scalar(Scalar::Integer(Satoshi(5)))
    );
    assert_eq!(
        round_trip::<Outer>("\"a\""),
        Outer::Scalar(Scalar::Text("a".to_owned()))
    );
    assert_eq!(
        round_trip::<Outer>("[1]"),
        Outer::Amounts(Amounts(vec![Satoshi(1)]))
    );
    refusal::<Outer>("5.5");
    refusal::<Outer>("null");
    assert!(refusal::<Outer>("{}").contains("is not of type"));
    let from_value: Outer = serde_json::from_value(serde_json::json!([1, 2])).unwrap();
    assert_eq!(
        from_value,
        Outer::Amounts(Amounts(vec![Satoshi(1), Satoshi(2)]))
    );
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(builder)]
struct Tree {
    #[contract(maximum = 9)]
    value: i64,
    left: Option<Box<Self>>,
    right: Maybe<Box<Tree>>,
    #[contract(default = Vec::new())]
    others: Vec<Self>,
}

#[test]
fn recursion() {
    let text = r#"{"value":1,"left":{"value":2,"right":null,"others":[]},"right":{"value":10,"others":[{"value":11,"others":[]}]},"others":[]}"#;
    let tree = round_trip::<Tree>(text);
    assert_eq!(
        broken(&tree),
        [
            "/properties/right/$ref/properties/value/maximum /right/value",
            "/properties/right/$ref/properties/others/items/$ref/properties/value/maximum /right/others/0/value",
        ]
    );
    let built = Tree::builder()
        .value(1)
        .left(tree.clone())
        .right_null()
        .others(vec![])
        .build();
    assert_eq!(built.unwrap_err().len(), 2);
    let deep = "{\"value\":1,\"left\":".repeat(100_000);
    refusal::<Tree>(&deep);
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(builder)]
struct Page<T, const N: usize, U = String>
where
    U: Clone,
{
    items: Vec<T>,
    next: Maybe<U>,
    #[contract(flatten)]
    rest: BTreeMap<String, T>,
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Wrapped<T>(T);

#[derive(Clone, Debug, PartialEq, Contract)]
enum OneOrMany<T> {
    One(Satoshi),
    Many(Vec<T>),
}

#[test]
fn generics() {
    let text = r#"{"items":[1,2],"next":"n","more":3}"#;
    let page = round_trip::<Page<Satoshi, 3>>(text);
    assert_eq!(page.rest["more"], Satoshi(3));
    assert_eq!(
        broken(&Page::<Satoshi, 3> {
            items: vec![Satoshi(-1)],
            ..page
        }),
        ["/items/$ref/minimum /0"]
            .map(|it| format!("/properties/items{it}").replace(" /0", " /items/0"))
    );
    let built: Valid<Page<i64, 0, i64>> = Page::builder().items(vec![1]).next(5).build().unwrap();
    assert_eq!(write(&built), r#"{"items":[1],"next":5}"#);
    assert_eq!(
        round_trip::<Wrapped<Wrapped<bool>>>("true"),
        Wrapped(Wrapped(true))
    );
    assert_eq!(
        round_trip::<OneOrMany<String>>("[\"a\"]"),
        OneOrMany::Many(vec!["a".to_owned()])
    );
}

#[test]
fn the_table_says_what_the_checks_do() {
    let schema = Fee::schema();
    assert_eq!(schema.name, Some("Fee"));
    assert_eq!(schema.types, Types::OBJECT);
    let [Assertion::Properties([fee, all, state])] = schema.assertions else {
        panic!("{schema:?}");
    };
    assert_eq!((fee.name, fee.presence), ("fee", Presence::Required));
    assert_eq!(fee.link.schema().name, Some("Satoshi"));
    assert!(matches!(fee.link.assertions, [Assertion::Maximum(_)]));
    assert_eq!(
        (all.presence, all.link.nullable),
        (Presence::Optional, Nullable::No)
    );
    assert_eq!(all.link.schema().types, Types::ARRAY);
    assert_eq!(
        (state.presence, state.link.nullable),
        (Presence::Optional, Nullable::Yes)
    );
    let tree = Tree::schema();
    let [Assertion::Properties([.., others])] = tree.assertions else {
        panic!("{tree:?}");
    };
    assert_eq!(others.presence, Presence::Default(None));
    let _: Cow<'_, str> = Cow::Borrowed("names beside ours");
}

#[derive(Clone, Copy, Debug, PartialEq, Contract)]
#[contract(text = false)]
enum Own {
    A,
}

impl std::fmt::Display for Own {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("own")
    }
}

#[test]
fn enums_are_strings_in_rust_as_well() {
    assert_eq!(State::Settled.as_str(), "PAID");
    assert_eq!(format!("{:>6}", State::Settled), "  PAID");
    assert_eq!("TO_REFUND".parse(), Ok(State::ToRefund));
    let unknown = "paid".parse::<State>().unwrap_err();
    assert_eq!(
        unknown.iter().map(|it| it.keyword()).collect::<Vec<_>>(),
        ["enum"]
    );
    let open: OpenState = "NEW".parse().unwrap();
    assert_eq!(open, OpenState::Unknown("NEW".to_owned()));
    assert_eq!(open.to_string(), "NEW");
    assert_eq!(round_trip::<Own>("\"A\"").to_string(), "own");
}
