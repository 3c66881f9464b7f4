//! `derive(Contract)` on unions with a tag and on unions by trial: what they read, refuse, check and write.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

use countersign::{Contract, Value, from_json, json, judge};

#[cfg(test)]
mod derive;

use derive::{broken, read, refusal, write};

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(tag = "kind")]
enum Pet {
    #[contract(tags("cat", "lion"))]
    Cat(Cat),
    #[contract(tags("dog"))]
    Dog(Box<Dog>),
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(tag = "kind")]
enum OpenPet {
    #[contract(tags("cat"))]
    Cat(Cat),
    #[contract(other)]
    Unknown(Value),
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Cat {
    kind: String,
    #[contract(minimum = 0, maximum = 9)]
    lives: i64,
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Dog {
    kind: DogKind,
    #[contract(max_length = 3)]
    name: Option<String>,
    friend: Option<Pet>,
}

#[derive(Clone, Debug, PartialEq, Contract)]
enum DogKind {
    #[contract(rename = "dog")]
    Dog,
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(one_of)]
enum Id {
    Short(#[contract(max_length = 3)] String),
    Upper(#[contract(pattern = "^[A-Z]+$")] String),
    Number(i64),
    Many(Vec<Id>),
}

fn judged<T: Contract>(text: &str) -> Vec<String> {
    let value = json::read(text, json::Limits::default()).unwrap();
    judge::<T>(&value)
        .iter()
        .map(|found| format!("{} {}", found.keyword_location(), found.instance_location()))
        .collect()
}

/// What `text` reads as, written back as it was, and checked as the table judges it.
fn agreed<T: Contract + serde::de::DeserializeOwned + serde::Serialize>(
    text: &str,
    violations: &[&str],
) -> T {
    let value: T = read(text);
    assert_eq!(write(&value), text);
    assert_eq!(broken(&value), violations, "{text}");
    assert_eq!(judged::<T>(text), violations, "{text}");
    assert_eq!(
        from_json::<T>(text).is_ok(),
        violations.is_empty(),
        "{text}"
    );
    value
}

#[test]
fn a_tag_chooses() {
    let cat = agreed::<Pet>(r#"{"kind":"lion","lives":1}"#, &[]);
    assert!(matches!(cat, Pet::Cat(Cat { lives: 1, .. })), "{cat:?}");
    let late = read::<Pet>(r#"{"name":"Bo","kind":"dog"}"#);
    assert!(matches!(late, Pet::Dog(_)), "{late:?}");
    agreed::<Pet>(
        r#"{"kind":"dog","friend":{"kind":"cat","lives":10}}"#,
        &[
            "/oneOf/1/$ref/properties/friend/$ref/oneOf/0/$ref/properties/lives/maximum /friend/lives",
        ],
    );
}

#[test]
fn no_tag_and_unknown_tags() {
    for text in [
        r#"{"lives":1}"#,
        r#"{"kind":"fox"}"#,
        r#"{"kind":1}"#,
        r#"{"kind":null}"#,
        r#"{"kind":"cat"}"#,
        r#"{"kind":"dog","lives":1,"name":5}"#,
        r#"{"kind":"cat","kind":"cat","lives":1}"#,
        "[]",
        "\"cat\"",
        "null",
    ] {
        refusal::<Pet>(text);
        assert_ne!(judged::<Pet>(text), [""; 0], "{text}");
        assert!(from_json::<Pet>(text).is_err(), "{text}");
    }
    let unknown = refusal::<Pet>(r#"{"kind":"fox"}"#);
    assert!(unknown.contains("fox"), "{unknown}");
}

#[test]
fn an_open_union_keeps_what_it_does_not_know() {
    let text = r#"{"kind":"fox","b":1.50,"a":[9007199254740993,1e400]}"#;
    let fox = agreed::<OpenPet>(text, &["/properties/kind/enum /kind"]);
    assert!(matches!(fox, OpenPet::Unknown(_)), "{fox:?}");
    agreed::<OpenPet>(r#"{"kind":"cat","lives":9}"#, &[]);
    refusal::<OpenPet>(r#"{"kind":"cat"}"#);
    let known = OpenPet::Unknown(json::read(r#"{"kind":"cat"}"#, json::Limits::default()).unwrap());
    assert_eq!(broken(&known), ["/oneOf/0/$ref/required "]);
}

#[test]
fn a_value_built_by_hand_must_have_the_tag_of_its_variant() {
    let cat = |kind: &str| Cat {
        kind: kind.to_owned(),
        lives: 1,
    };
    assert_eq!(broken(&Pet::Cat(cat("cat"))), [""; 0]);
    assert_eq!(
        broken(&Pet::Cat(cat("dog"))),
        ["/properties/kind/enum /kind"]
    );
    assert_eq!(
        broken(&OpenPet::Cat(cat("lion"))),
        ["/properties/kind/enum /kind"]
    );
}

#[test]
fn exactly_one_variant() {
    assert_eq!(agreed::<Id>("\"ab\"", &[]), Id::Short("ab".to_owned()));
    assert_eq!(agreed::<Id>("\"ABCD\"", &[]), Id::Upper("ABCD".to_owned()));
    assert_eq!(read::<Id>("5.0"), Id::Number(5));
    assert_eq!(
        agreed::<Id>("[1,[\"a\"]]", &[]),
        Id::Many(vec![
            Id::Number(1),
            Id::Many(vec![Id::Short("a".to_owned())])
        ])
    );
    for text in ["null", "1.5", "[null]"] {
        refusal::<Id>(text);
        assert_eq!(judged::<Id>(text), ["/oneOf "], "{text}");
        assert!(from_json::<Id>(text).is_err(), "{text}");
    }
    // Of the right shape for some variant: decoding takes it, and the check reports it.
    assert_eq!(
        agreed::<Id>("\"AB\"", &["/oneOf "]),
        Id::Short("AB".to_owned())
    );
    agreed::<Id>("\"abcd\"", &["/oneOf "]);
    let none = from_json::<Id>("\"abcd\"").unwrap_err().to_string();
    assert!(
        none.contains("at most 3") || none.contains("maximum of 3"),
        "{none}"
    );
    assert_eq!(
        broken(&Id::Short("AB".to_owned())),
        ["/oneOf "],
        "a second variant takes it as well"
    );
    assert_eq!(broken(&Id::Upper("abcd".to_owned())), ["/oneOf "]);
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(one_of)]
enum OneOrMany<T> {
    One(T),
    Many(#[contract(min_items = 2)] Vec<T>),
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(tag = "kind")]
enum Tagged<T> {
    #[contract(tags("value"))]
    Value(Holder<T>),
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Holder<T> {
    #[contract(const = "value")]
    kind: String,
    value: T,
}

#[test]
fn generics() {
    assert_eq!(
        agreed::<OneOrMany<i64>>("[1,2]", &[]),
        OneOrMany::Many(vec![1, 2])
    );
    assert_eq!(agreed::<OneOrMany<i64>>("1", &[]), OneOrMany::One(1));
    agreed::<OneOrMany<i64>>("[1]", &["/oneOf "]);
    agreed::<OneOrMany<Id>>("[1,2]", &["/oneOf "]);
    agreed::<Tagged<Vec<i64>>>(r#"{"kind":"value","value":[1]}"#, &[]);
}

#[test]
fn exact_numbers_inside() {
    let cat = |lives: &str| format!(r#"{{"kind":"cat","lives":{lives}}}"#);
    assert!(from_json::<Pet>(&cat("9.0")).is_ok());
    assert!(from_json::<Pet>(&cat("9e0")).is_ok());
    assert!(from_json::<Pet>(&cat("8.99999999999999999999")).is_err());
    let id = |text: &str| from_json::<Id>(text).map(countersign::Valid::into_inner);
    assert_eq!(
        id("9007199254740993.0").unwrap(),
        Id::Number(9_007_199_254_740_993)
    );
    assert!(id("9223372036854775808").is_err());
}
