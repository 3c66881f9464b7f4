//! The schema of a derived type says what its checks do (law 9).

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]
#![cfg(feature = "schemars")]

use std::collections::BTreeMap;

use countersign::{Contract, DateTime, Maybe, Valid};
use schemars::schema_for;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, Contract)]
struct Satoshi(#[contract(minimum = 0, maximum = 2_100_000_000_000_000)] i64);

#[derive(Clone, Debug, PartialEq, Contract)]
enum State {
    #[contract(rename = "CREATED")]
    Created,
    #[contract(other)]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Order {
    #[contract(maximum = 5)]
    amount: Satoshi,
    state: State,
    token: Maybe<String>,
    #[contract(min_items = 1, unique_items, items(multiple_of = 0.01))]
    prices: Vec<f64>,
    #[contract(default = true)]
    public: bool,
    at: Option<DateTime>,
    #[contract(required, min_length = 1)]
    memo: Option<String>,
    #[contract(flatten)]
    others: BTreeMap<String, i8>,
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(additional_properties = false)]
struct Tree {
    left: Option<Box<Tree>>,
    #[contract(required)]
    right: Option<Box<Tree>>,
    order: Option<Order>,
}

fn schema<T: schemars::JsonSchema>() -> Value {
    let mut value = schema_for!(T).to_value();
    value.as_object_mut().unwrap().remove("$schema");
    value
}

#[test]
fn every_keyword_is_there() {
    assert_eq!(
        schema::<Order>(),
        json!({
            "title": "Order",
            "type": "object",
            "properties": {
                "amount": {"$ref": "#/$defs/Satoshi", "maximum": 5},
                "state": {"$ref": "#/$defs/State"},
                "token": {"type": ["string", "null"]},
                "prices": {
                    "type": "array",
                    "items": {"type": "number", "format": "double", "multipleOf": 0.01},
                    "minItems": 1,
                    "uniqueItems": true,
                },
                "public": {"type": "boolean", "default": true},
                "at": {"type": "string", "format": "date-time"},
                "memo": {"type": ["string", "null"], "minLength": 1},
            },
            "required": ["amount", "state", "prices", "memo"],
            "additionalProperties": {"type": "integer", "format": "int8"},
            "$defs": {
                "Satoshi": {"type": "integer", "format": "int64", "minimum": 0, "maximum": 2_100_000_000_000_000_i64},
                "State": {"type": "string", "enum": ["CREATED"]},
            },
        })
    );
}

#[test]
fn recursion_ends() {
    let tree = schema::<Tree>();
    assert_eq!(tree["properties"]["left"], json!({"$ref": "#/$defs/Tree"}));
    assert_eq!(
        tree["properties"]["right"],
        json!({"anyOf": [{"$ref": "#/$defs/Tree"}, {"type": "null"}]})
    );
    assert_eq!(tree["additionalProperties"], json!(false));
    assert_eq!(tree["$defs"]["Tree"]["properties"], tree["properties"]);
    assert_eq!(
        tree["$defs"]["Order"]["properties"]["amount"]["$ref"],
        "#/$defs/Satoshi"
    );
    assert_eq!(schema::<Valid<Tree>>(), tree);
}

mod other {
    use countersign::Contract;

    #[derive(Clone, Debug, PartialEq, Contract)]
    pub(crate) struct Satoshi {
        pub(crate) value: bool,
    }
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Both {
    one: Satoshi,
    two: other::Satoshi,
}

#[test]
fn two_types_of_one_name_stay_two() {
    let both = schema::<Both>();
    assert_eq!(both["properties"]["two"]["$ref"], "#/$defs/Satoshi2");
    assert_eq!(both["$defs"]["Satoshi"]["type"], "integer");
    assert_eq!(both["$defs"]["Satoshi2"]["type"], "object");
}

/// Every keyword that a table can hold, none of which may be lost.
const WHOLE: &str = r#"{
    "$ref": "State",
    "allOf": [{"minimum": 1}], "anyOf": [{"minimum": 2}, true], "oneOf": [{"minimum": 3}], "not": {"const": [1]},
    "if": {"type": "array"}, "then": {"maxItems": 3}, "else": {"enum": [{"a": 1}, null]},
    "prefixItems": [{"minimum": 4}], "items": {"minimum": 5},
    "contains": {"minimum": 6}, "minContains": 2, "maxContains": 3,
    "required": ["a"], "dependentRequired": {"a": ["b"]}, "dependentSchemas": {"a": {"minProperties": 2}},
    "patternProperties": {"^x": {"minimum": 7}}, "propertyNames": {"maxLength": 5},
    "unevaluatedProperties": false, "unevaluatedItems": {"minimum": 8}
}"#;

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(schema = r#"{
    "$ref": "State",
    "allOf": [{"minimum": 1}], "anyOf": [{"minimum": 2}, true], "oneOf": [{"minimum": 3}], "not": {"const": [1]},
    "if": {"type": "array"}, "then": {"maxItems": 3}, "else": {"enum": [{"a": 1}, null]},
    "prefixItems": [{"minimum": 4}], "items": {"minimum": 5},
    "contains": {"minimum": 6}, "minContains": 2, "maxContains": 3,
    "required": ["a"], "dependentRequired": {"a": ["b"]}, "dependentSchemas": {"a": {"minProperties": 2}},
    "patternProperties": {"^x": {"minimum": 7}}, "propertyNames": {"maxLength": 5},
    "unevaluatedProperties": false, "unevaluatedItems": {"minimum": 8}
}"#)]
struct Whole(countersign::Value);

#[test]
fn the_keywords_of_a_text_are_there() {
    let mut expected: Value = serde_json::from_str(WHOLE).unwrap();
    expected["$ref"] = "#/$defs/State".into();
    expected["title"] = "Whole".into();
    // `false` and `true` as schemas are objects here.
    expected["unevaluatedProperties"] = json!({"not": {}});
    expected["anyOf"][1] = json!({});
    let mut found = schema::<Whole>();
    found.as_object_mut().unwrap().remove("$defs");
    assert_eq!(found, expected);
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(tag = "kind")]
enum Pet {
    #[contract(tags("cat", "lion"))]
    Cat(Cat),
    #[contract(other)]
    Unknown(countersign::Value),
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Cat {
    kind: String,
}

#[test]
fn branches_say_their_tags() {
    let tags = json!({
        "type": "object",
        "properties": {"kind": {"enum": ["cat", "lion"]}},
        "required": ["kind"],
    });
    assert_eq!(
        schema::<Pet>()["oneOf"],
        json!([{"$ref": "#/$defs/Cat", "allOf": [tags]}])
    );
}
