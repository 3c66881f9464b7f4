//! Laws 2, 3 and 4 on the runtime: exact bounds, three kinds of nothing, and two paths that agree.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

use std::collections::BTreeMap;

use countersign::{
    Contract, DateTime, Error, Maybe, Validate, Violations, from_json, from_slice,
    json::{Limits, read},
    judge, to_json,
};
use proptest::prelude::*;

#[derive(Clone, Debug, PartialEq, Contract)]
struct Satoshi(#[contract(minimum = 0)] i64);

#[derive(Clone, Debug, PartialEq, Contract)]
enum State {
    #[contract(rename = "CREATED")]
    Created,
    #[contract(other)]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Contract)]
enum Step {
    Name(#[contract(min_length = 2)] String),
    Index(#[contract(maximum = 3)] i64),
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(min_properties = 3)]
struct Order {
    #[contract(minimum = 1, exclusive_maximum = 10, multiple_of = 3)]
    blocks: i64,
    #[contract(maximum = 5)]
    amount: Satoshi,
    #[contract(exclusive_minimum = 0.1, maximum = 2.5, multiple_of = 0.05)]
    rate: f64,
    state: State,
    #[contract(pattern = r"^\d+$", max_length = 3)]
    code: Option<String>,
    #[contract(format = "ipv4", min_length = 8)]
    token: Maybe<String>,
    #[contract(required, enum(1, 2))]
    level: Option<i8>,
    #[contract(min_items = 1, max_items = 3, unique_items, items(minimum = 0))]
    path: Vec<i64>,
    #[contract(max_properties = 1, additional_properties(const = "x"))]
    labels: BTreeMap<String, String>,
    #[contract(default = true)]
    public: bool,
    at: Option<DateTime>,
    parts: Vec<Order>,
    steps: Vec<Step>,
}

/// JSON of an `Order`, valid and invalid members alike.
fn order(depth: u32) -> BoxedStrategy<String> {
    let parts = if depth == 0 {
        Just("[]".to_owned()).boxed()
    } else {
        prop::collection::vec(order(depth - 1), 0..2)
            .prop_map(|parts| format!("[{}]", parts.join(",")))
            .boxed()
    };
    let member = |name: &'static str, values: &[&'static str]| {
        let values: Vec<_> = values
            .iter()
            .map(|value| {
                if value.is_empty() {
                    String::new()
                } else {
                    format!("\"{name}\":{value},")
                }
            })
            .collect();
        prop::sample::select(values)
    };
    let scalars = (
        member("blocks", &["0", "1", "3", "3.0", "9", "10", "12", "-3e0"]),
        member("amount", &["-1", "0", "5", "6"]),
        member(
            "rate",
            &["0.1", "0.15", "1", "2.5", "2.55", "0.12", "1e300"],
        ),
        member("state", &["\"CREATED\"", "\"NEW\""]),
        member(
            "code",
            &["", "\"12\"", "\"1234\"", "\"\u{661}\"", "\"12a4\""],
        ),
        member(
            "token",
            &["", "null", "\"1.2.3.4\"", "\"10.20.30.40\"", "\"none\""],
        ),
        member("level", &["null", "1", "2.0", "3"]),
    );
    let others = (
        member("path", &["[]", "[1]", "[1,1.0]", "[1,2,3,4]", "[-1,0,-1]"]),
        member(
            "labels",
            &[
                "{}",
                "{\"a\":\"x\"}",
                "{\"a\":\"y\"}",
                "{\"a\":\"x\",\"b\":\"z\"}",
            ],
        ),
        member("public", &["", "true", "false"]),
        member("at", &["", "\"2024-02-29T00:00:00+01:00\""]),
        member("steps", &["[]", "[\"a\",\"ab\",3,4]"]),
    );
    (scalars, others, parts)
        .prop_map(|((a, b, c, d, e, f, g), (h, i, j, k, l), parts)| {
            format!("{{{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}\"parts\":{parts}}}")
        })
        .boxed()
}

fn places(violations: &Violations) -> Vec<(String, String, Option<String>)> {
    let place = |violation: &countersign::Violation| {
        let limit = violation.limit().map(|limit| limit.canonical());
        (
            violation.instance_location().to_owned(),
            violation.keyword_location().to_owned(),
            limit,
        )
    };
    violations.iter().map(place).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_typed_pass_and_the_exact_judge_agree(text in order(1)) {
        let typed: Order = serde_json::from_str(&text).unwrap();
        let typed_violations = typed.validate().err().unwrap_or_default();
        let exact = judge::<Order>(&read(&text, Limits::default()).unwrap());
        prop_assert_eq!(places(&typed_violations), places(&exact), "{}", text);
        prop_assert_eq!(from_json::<Order>(&text).is_ok(), exact.is_empty());
    }

    #[test]
    fn what_is_decoded_is_encoded_again(text in order(1)) {
        let typed: Order = serde_json::from_str(&text).unwrap();
        let again: Order = serde_json::from_str(&to_json(&typed).unwrap()).unwrap();
        prop_assert_eq!(&again, &typed);
        if text.matches("\"public\"").count() == text.matches("\"parts\"").count() {
            let [before, after] = [text, to_json(&typed).unwrap()].map(|text| read(&text, Limits::default()).unwrap());
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn arbitrary_bytes_end_in_an_error(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        prop_assert!(from_slice::<Order>(&bytes).is_err());
    }
}

fn broken<T: Contract>(text: &str) -> Vec<String> {
    match from_json::<T>(text) {
        Ok(_) => Vec::new(),
        Err(Error::Invalid(violations)) => {
            assert!(!violations.is_empty());
            violations.iter().map(ToString::to_string).collect()
        }
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn everything_is_listed_at_once() {
    let text = r#"{"blocks":0,"amount":"1","rate":null,"state":"CREATED","code":null,"token":null,"path":{},
        "labels":[],"parts":[{}],"steps":[true],"public":"yes","at":"2023-02-29T00:00:00Z","code":"1"}"#;
    let list = broken::<Order>(text);
    for expected in [
        "/blocks: 0 is less than the minimum of 1",
        "/amount: \"1\" is not of type integer",
        "/rate: null is not of type number",
        "/code: null is not of type string",
        "(root): the property \"code\" stands more than once",
        "(root): the property `level` is missing",
        "/path: {} is not of type array",
        "/labels: [] is not of type object",
        "/public: \"yes\" is not of type boolean",
        "/at: \"2023-02-29T00:00:00Z\" does not have the format `date-time`",
        "/parts/0: the property `blocks` is missing",
        "/parts/0: the property `steps` is missing",
        "/parts/0: 0 properties, fewer than the minimum of 3",
        "/steps/0: true is not of type integer or string",
    ] {
        assert!(
            list.iter().any(|line| line == expected),
            "{expected} is not in {list:#?}"
        );
    }
    assert_eq!(list.len(), 21, "{list:#?}");
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Exact {
    #[contract(maximum = 9_007_199_254_740_993)]
    integer: i64,
    #[contract(default = 0, multiple_of = 0.0001)]
    float: f64,
    #[contract(default = 0, maximum = "1e400")]
    huge: f64,
}

#[test]
fn bounds_are_exact() {
    for text in [
        r#"{"integer":9007199254740993}"#,
        r#"{"integer":9007199254740993.0}"#,
        r#"{"integer":9.007199254740993e15}"#,
        r#"{"integer":-0}"#,
        r#"{"integer":1e3,"float":0.0075}"#,
        r#"{"integer":0,"float":1e300}"#,
        r#"{"integer":0,"huge":1.7976931348623157e308}"#,
    ] {
        assert_eq!(broken::<Exact>(text), [""; 0], "{text}");
    }
    assert_eq!(
        from_json::<Exact>(r#"{"integer":9007199254740993.0}"#)
            .unwrap()
            .integer,
        9_007_199_254_740_993
    );
    for (text, line) in [
        (
            r#"{"integer":9007199254740994}"#,
            "/integer: 9007199254740994 is greater than the maximum of 9007199254740993",
        ),
        (
            r#"{"integer":9007199254740993.5}"#,
            "/integer: 9007199254740993.5 is not of type integer",
        ),
        (
            r#"{"integer":0.99999999999999999999}"#,
            "/integer: 0.99999999999999999999 is not of type integer",
        ),
        (
            r#"{"integer":-1e30}"#,
            "/integer: -1e30 does not fit `int64`",
        ),
        (
            r#"{"integer":0,"float":0.00751}"#,
            "/float: 0.00751 is not a multiple of 0.0001",
        ),
        (
            r#"{"integer":0,"float":1e400}"#,
            "/float: 1e400 does not fit `double`",
        ),
    ] {
        assert_eq!(broken::<Exact>(text), [line], "{text}");
    }
    assert_eq!(
        broken::<Exact>(r#"{"integer":0,"huge":1e401}"#),
        [
            "/huge: 1e401 does not fit `double`",
            "/huge: 1e401 is greater than the maximum of 1e400"
        ]
    );
}

#[test]
fn syntax_has_its_place() {
    let error = from_json::<Order>("{\n  \"é\": 1,}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "not JSON: expected a key at line 2 column 10"
    );
    let error = from_slice::<Order>(b"{\"a\":\n\"\xff\"}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "not JSON: invalid UTF-8 at line 2 column 2"
    );
    let deep = "[".repeat(100_000);
    assert!(
        from_json::<Order>(&deep)
            .unwrap_err()
            .to_string()
            .contains("nested too deeply")
    );
    assert!(
        from_json::<Order>("{} {}")
            .unwrap_err()
            .to_string()
            .contains("expected the end of the text")
    );
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Chain {
    next: Option<Box<Chain>>,
}

#[test]
fn depth_ends_in_a_value_or_an_error() {
    let nested =
        |levels: usize| format!("{}{{}}{}", "{\"next\":".repeat(levels), "}".repeat(levels));
    assert!(from_json::<Chain>(&nested(126)).is_ok());
    assert!(from_json::<Chain>(&nested(127)).is_err());
    let wrong = nested(126).replace("{}", "{\"next\":1}");
    let error = from_json::<Chain>(&wrong).unwrap_err();
    assert_eq!(error.violations().map(Violations::len), Some(1));
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(additional_properties = false)]
struct Closed {
    a: Option<i64>,
}

#[test]
fn others_are_refused_each_by_name() {
    assert_eq!(
        broken::<Closed>(r#"{"a":1,"b":2,"c":3,"b":4}"#),
        ["b", "c", "b"].map(|name| format!("/{name}: the property \"{name}\" is not allowed"))
    );
}

#[test]
fn duplicates_in_a_map_are_refused() {
    let lines = broken::<BTreeMap<String, i64>>(r#"{"a":1,"a":2}"#);
    assert_eq!(lines, ["(root): the property \"a\" stands more than once"]);
}
