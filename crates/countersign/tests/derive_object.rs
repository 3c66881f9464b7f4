//! `derive(Contract)` on structs: shape, absence, null, order, members beyond the properties.

use std::collections::{BTreeMap, HashMap};

use countersign::{Contract, Maybe};

#[cfg(test)]
mod derive;

use derive::{broken, read, refusal, write};

#[derive(Clone, Debug, PartialEq, Contract)]
struct Order {
    client_pubkey: String,
    #[contract(minimum = 0)]
    lsp_balance_sat: i64,
    #[contract(max_length = 3)]
    token: Maybe<String>,
    note: Option<String>,
    #[contract(required, min_length = 2)]
    memo: Option<String>,
    #[contract(default = true)]
    announce_channel: bool,
    #[contract(default = "x")]
    refund: Option<String>,
    #[contract(rename = "type")]
    r#type: String,
}

const FULL: &str = r#"{"client_pubkey":"02","lsp_balance_sat":5,"token":"abc","note":"n","memo":"mm","announce_channel":false,"refund":"r","type":"t"}"#;
const LEAST: &str = r#"{"client_pubkey":"02","lsp_balance_sat":5,"memo":null,"type":"t"}"#;

#[test]
fn full_round_trip() {
    let order: Order = read(FULL);
    assert_eq!(order.token, Maybe::Value("abc".to_owned()));
    assert_eq!(order.refund.as_deref(), Some("r"));
    assert!(!order.announce_channel);
    assert_eq!(write(&order), FULL);
    assert_eq!(broken(&order), [""; 0]);
}

#[test]
fn absence_null_and_a_value_are_three_things() {
    let least: Order = read(LEAST);
    assert_eq!(least.token, Maybe::Absent);
    assert_eq!(least.note, None);
    assert_eq!(least.memo, None);
    assert!(least.announce_channel, "the default fills absence");
    assert_eq!(least.refund.as_deref(), Some("x"));

    let with = |member: &str| LEAST.replace("\"memo\"", &format!("{member},\"memo\""));
    assert_eq!(read::<Order>(&with("\"token\":null")).token, Maybe::Null);
    assert_eq!(read::<Order>(&with("\"refund\":null")).refund, None);
    for (member, value) in [("token", "null"), ("token", "\"\""), ("refund", "null")] {
        let member = format!("\"{member}\":{value}");
        let order: Order = read(&with(&member));
        assert!(
            write(&order).contains(&member),
            "{member} in {}",
            write(&order)
        );
    }
    assert!(!write(&least).contains("token"), "absence stays absence");
    assert!(refusal::<Order>(&with("\"note\":null")).contains("null"));
    assert!(refusal::<Order>(&with("\"announce_channel\":null")).contains("null"));
}

#[test]
fn a_missing_required_member_is_an_error() {
    for name in ["client_pubkey", "lsp_balance_sat", "memo", "type"] {
        let mut value: serde_json::Value = serde_json::from_str(LEAST).unwrap();
        value.as_object_mut().unwrap().remove(name);
        assert!(refusal::<Order>(&value.to_string()).contains(&format!("`{name}`")));
    }
}

#[test]
fn any_order_of_members() {
    let mut members: Vec<_> = read::<BTreeMap<String, serde_json::Value>>(FULL)
        .into_iter()
        .collect();
    for _ in 0..members.len() {
        members.rotate_left(1);
        let text: Vec<_> = members
            .iter()
            .map(|(name, value)| format!("{name:?}:{value}"))
            .collect();
        let order: Order = read(&format!("{{{}}}", text.join(",")));
        assert_eq!(write(&order), FULL);
    }
}

#[test]
fn duplicates_arrays_and_others() {
    let twice = LEAST.replace("\"memo\"", "\"type\":\"u\",\"memo\"");
    assert!(refusal::<Order>(&twice).contains("the property \"type\" stands more than once"));
    let null_twice = LEAST.replace("\"memo\"", "\"memo\":null,\"memo\"");
    assert!(refusal::<Order>(&null_twice).contains("the property \"memo\" stands more than once"));
    assert!(
        refusal::<Order>(r#"["02",5,null,null,null,true,null,"t"]"#)
            .contains("is not of type object")
    );
    assert!(refusal::<Order>("null").contains("null is not of type object"));
    assert!(refusal::<Order>("7").contains("7 is not of type object"));
    let unknown: Order = read(&LEAST.replace("\"memo\"", "\"what\":[{}],\"memo\""));
    assert_eq!(unknown, read(LEAST));
}

#[test]
fn integers_by_value() {
    let with = |number: &str| LEAST.replace(":5", &format!(":{number}"));
    for (text, value) in [
        ("1.0", 1),
        ("1e3", 1000),
        ("-0", 0),
        ("-0.0", 0),
        ("5", 5),
        ("1e17", 100_000_000_000_000_000),
    ] {
        assert_eq!(read::<Order>(&with(text)).lsp_balance_sat, value, "{text}");
    }
    for text in [
        "1.5",
        "1e400",
        "\"1\"",
        "true",
        "null",
        "9223372036854775808",
        "1e19",
    ] {
        refusal::<Order>(&with(text));
    }
    assert_eq!(read::<u8>("255"), 255);
    assert!(serde_json::from_str::<Small>(r#"{"small":255,"least":-128}"#).is_ok());
    for text in [
        r#"{"small":256,"least":0}"#,
        r#"{"small":-1,"least":0}"#,
        r#"{"small":0,"least":-129}"#,
    ] {
        assert!(refusal::<Small>(text).contains("does not fit `"), "{text}");
    }
}

#[derive(Debug, PartialEq, Contract)]
struct Small {
    small: u8,
    least: i8,
}

#[test]
fn constraints_inside_option_and_maybe() {
    let mut order: Order = read(LEAST);
    order.token = Maybe::Value("four".to_owned());
    order.memo = Some("1".to_owned());
    order.lsp_balance_sat = -1;
    assert_eq!(
        broken(&order),
        [
            "/properties/lsp_balance_sat/minimum /lsp_balance_sat",
            "/properties/token/maxLength /token",
            "/properties/memo/minLength /memo"
        ]
    );
    order.token = Maybe::Null;
    order.memo = None;
    order.lsp_balance_sat = 0;
    assert_eq!(broken(&order), [""; 0]);
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(max_properties = 3, min_properties = 2)]
struct Open {
    id: i64,
    name: Option<String>,
    #[contract(flatten, additional_properties(minimum = 1))]
    others: BTreeMap<String, i64>,
}

#[test]
fn others_are_captured() {
    let text = r#"{"id":1,"b":2,"c":3}"#;
    let open: Open = read(text);
    assert_eq!(
        open.others,
        BTreeMap::from([("b".to_owned(), 2), ("c".to_owned(), 3)])
    );
    assert_eq!(write(&open), text);
    assert_eq!(broken(&open), [""; 0]);
    assert!(
        refusal::<Open>(r#"{"id":1,"b":2,"b":3}"#)
            .contains("the property \"b\" stands more than once")
    );
    refusal::<Open>(r#"{"id":1,"b":"x"}"#);
    let four: Open = read(r#"{"id":1,"b":0,"c":3,"d":4}"#);
    assert_eq!(
        broken(&four),
        ["/additionalProperties/minimum /b", "/maxProperties "]
    );
    let one: Open = read(r#"{"id":1}"#);
    assert_eq!(broken(&one), ["/minProperties "]);
    let clash = Open {
        id: 1,
        name: None,
        others: BTreeMap::from([("name".to_owned(), 2)]),
    };
    assert!(
        serde_json::to_string(&clash)
            .unwrap_err()
            .to_string()
            .contains("`name`")
    );
}

#[derive(Debug, PartialEq, Contract)]
#[contract(additional_properties = false)]
struct Closed {
    id: i64,
}

#[derive(Debug, PartialEq, Contract)]
#[contract(additional_properties = false)]
struct Empty {}

#[derive(Debug, PartialEq, Contract)]
#[contract(max_properties = 2)]
struct AtMost {
    id: i64,
}

#[test]
fn others_are_refused() {
    assert_eq!(read::<Closed>(r#"{"id":1}"#), Closed { id: 1 });
    assert!(refusal::<Closed>(r#"{"id":1,"ib":2}"#).contains("the property \"ib\" is not allowed"));
    assert_eq!(write(&read::<Empty>("{}")), "{}");
    refusal::<Empty>(r#"{"a":1}"#);
    refusal::<Empty>("[]");
    assert_eq!(read::<AtMost>(r#"{"id":1,"x":2}"#), AtMost { id: 1 });
    assert!(refusal::<AtMost>(r#"{"id":1,"x":2,"y":3}"#).contains("the maximum of 2"));
}

#[derive(Debug, PartialEq, Contract)]
#[contract(rename_all = "camelCase")]
struct Renamed {
    very_tasty: i64,
    #[contract(rename = "AsIs")]
    as_is: i64,
}

#[test]
fn names() {
    let text = r#"{"veryTasty":1,"AsIs":2}"#;
    let renamed: Renamed = read(text);
    assert_eq!(
        renamed,
        Renamed {
            very_tasty: 1,
            as_is: 2
        }
    );
    assert_eq!(write(&renamed), text);
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Prices {
    #[contract(min_items = 1, unique_items, items(minimum = 0, multiple_of = 0.01))]
    prices: Vec<f64>,
    #[contract(items(max_length = 1))]
    words: Vec<Option<String>>,
    #[contract(max_properties = 1, additional_properties(max_length = 2))]
    labels: Option<HashMap<String, String>>,
    #[contract(items(items(maximum = 9)))]
    grid: Option<Vec<Vec<i64>>>,
}

#[test]
fn constraints_of_items_and_values() {
    let good: Prices =
        read(r#"{"prices":[0,0.07,1e2],"words":["a",null],"labels":{"a":"bb"},"grid":[[1],[]]}"#);
    assert_eq!(broken(&good), [""; 0]);
    let bad: Prices = read(
        r#"{"prices":[-1,0.075,-1.0],"words":["ab",null],"labels":{"b":"ccc","a":"ddd"},"grid":[[1],[2,10]]}"#,
    );
    assert_eq!(
        broken(&bad),
        [
            "/properties/prices/uniqueItems /prices",
            "/properties/prices/items/minimum /prices/0",
            "/properties/prices/items/multipleOf /prices/1",
            "/properties/prices/items/minimum /prices/2",
            "/properties/words/items/maxLength /words/0",
            "/properties/labels/maxProperties /labels",
            "/properties/labels/additionalProperties/maxLength /labels/a",
            "/properties/labels/additionalProperties/maxLength /labels/b",
            "/properties/grid/items/items/maximum /grid/1/1",
        ]
    );
    assert_eq!(
        broken(&Prices {
            prices: vec![],
            ..good
        }),
        ["/properties/prices/minItems /prices"]
    );
}

#[test]
fn floats_without_a_json_number() {
    let prices = |price| Prices {
        prices: vec![price],
        words: vec![],
        labels: None,
        grid: None,
    };
    for price in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(
            serde_json::to_string(&prices(price))
                .unwrap_err()
                .to_string()
                .contains("JSON has no number")
        );
        assert!(
            broken(&prices(price)).contains(&"/properties/prices/items/type /prices/0".to_owned())
        );
    }
    assert_eq!(write(&prices(0.1)), r#"{"prices":[0.1],"words":[]}"#);
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Choice {
    #[contract(const = "v1")]
    version: String,
    #[contract(enum(1, 2.0, -3))]
    level: i64,
    #[contract(pattern = "^[a-z]+$", format = "email")]
    text: Option<String>,
    #[contract(exclusive_minimum = 0, exclusive_maximum = "1e400")]
    amount: Box<f64>,
    free: serde_json::Value,
    nothing: (),
}

#[test]
fn literals_patterns_and_formats() {
    let text = r#"{"version":"v1","level":2,"amount":0.5,"free":{"a":[null,1]},"nothing":null}"#;
    let good: Choice = read(text);
    assert_eq!(write(&good), text);
    assert_eq!(broken(&good), [""; 0]);
    let bad = Choice {
        version: "v2".to_owned(),
        level: 3,
        text: Some("A".to_owned()),
        amount: Box::new(0.0),
        ..good
    };
    assert_eq!(
        broken(&bad),
        [
            "/properties/version/const /version",
            "/properties/level/enum /level",
            "/properties/text/pattern /text",
            "/properties/text/format /text",
            "/properties/amount/exclusiveMinimum /amount"
        ]
    );
}
