//! `#[contract(schema = "..")]`: a value that is kept as it is, and judged as a whole.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

use countersign::{Contract, Value, from_json, json, judge};

#[cfg(test)]
mod derive;

use derive::{broken, read, refusal, write};

/// What the instances of a schema are judged as: one line for each violation.
fn judged<T: Contract + serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> Vec<String> {
    let judged: Vec<_> = judge::<T>(&json::read(text, json::Limits::default()).unwrap())
        .iter()
        .map(|found| format!("{} {}", found.keyword_location(), found.instance_location()))
        .collect();
    // Only a JSON type that has no instances at all is refused when it is read.
    match serde_json::from_str::<T>(text) {
        Ok(value) => {
            assert_eq!(write(&value), text, "what is read is kept");
            assert_eq!(broken(&value), judged, "{text}");
        }
        Err(error) => {
            assert!(!judged.is_empty(), "{text}: {error}");
        }
    }
    assert_eq!(from_json::<T>(text).is_ok(), judged.is_empty(), "{text}");
    judged
}

/// One type a keyword family: its schema, what it takes, and what it does not with the violations.
macro_rules! families {
    ($($name:ident: $schema:literal, takes $takes:expr, refuses $refuses:expr;)*) => { $(
        #[test]
        fn $name() {
            #[derive(Clone, Debug, PartialEq, Contract)]
            #[contract(schema = $schema)]
            struct Family(Value);

            for text in $takes {
                assert_eq!(judged::<Family>(text), [""; 0], "{text}");
            }
            for (text, violations) in $refuses {
                assert_eq!(judged::<Family>(text).join(", "), violations, "{text}");
            }
        }
    )* };
}

families! {
    everything: "true", takes ["1", "null", "[{}]"], refuses [("1", ""); 0];
    empty: "{}", takes ["1", "null", "[{}]"], refuses [("1", ""); 0];
    nothing: "false", takes ["1"; 0], refuses [("1", "/false "), ("null", "/false ")];
    types: r#"{"type": ["integer", "null"]}"#,
        takes ["1", "1.0", "null"],
        refuses [("1.5", "/type "), ("\"1\"", "/type ")];
    numbers: r#"{"minimum": 1, "exclusiveMaximum": 1e400, "multipleOf": 0.1}"#,
        takes ["1", "1.1", "1e399", "\"text\""],
        refuses [("0.95", "/minimum , /multipleOf "), ("1e400", "/exclusiveMaximum ")];
    strings: r#"{"minLength": 2, "maxLength": 3, "pattern": "^a", "format": "email"}"#,
        takes ["\"a@b\"", "1"],
        refuses [("\"a\"", "/minLength , /format "), ("\"b@cd\"", "/maxLength , /pattern ")];
    constants: r#"{"anyOf": [{"const": {"a": [1]}}, {"enum": [[], "b", null]}, {"enum": [1, "c"]}, {"const": 2}]}"#,
        takes [r#"{"a":[1.0]}"#, "[]", "\"b\"", "null", "1", "\"c\"", "2"],
        refuses [(r#"{"a":[2]}"#, "/anyOf "), ("3", "/anyOf ")];
    arrays: r#"{"minItems": 1, "maxItems": 3, "uniqueItems": true, "items": {"type": "integer"}}"#,
        takes ["[1,2]", "{}"],
        refuses [("[]", "/minItems "), ("[1,1.0]", "/uniqueItems "), ("[1,2,\"a\",4]", "/maxItems , /items/type /2")];
    prefixes: r#"{"prefixItems": [{"type": "string"}, true], "items": {"minimum": 5}}"#,
        takes ["[]", "[\"a\",1,5]"],
        refuses [("[1,1,1]", "/prefixItems/0/type /0, /items/minimum /2")];
    containing: r#"{"contains": {"minimum": 5}, "minContains": 2, "maxContains": 3}"#,
        takes ["[5,1,6]", "1"],
        refuses [("[5]", "/minContains "), ("[5,6,7,8]", "/maxContains ")];
    objects: r#"{"properties": {"a": {"minimum": 1}, "b": {}}, "required": ["a", "c"],
                 "patternProperties": {"^x": {"type": "string"}}, "additionalProperties": false, "maxProperties": 3}"#,
        takes [r#"[1]"#],
        refuses [
            (r#"{"a":0,"c":1}"#, "/properties/a/minimum /a, /additionalProperties /c"),
            (r#"{"b":0,"xa":1}"#, "/required , /required , /patternProperties/^x/type /xa"),
        ];
    others: r#"{"required": ["c"], "additionalProperties": {"type": "integer"}, "propertyNames": {"maxLength": 1}}"#,
        takes [r#"{"c":1}"#],
        refuses [(r#"{"cc":"a"}"#, "/required , /additionalProperties/type /cc, /propertyNames/maxLength ")];
    dependent: r#"{"dependentRequired": {"a": ["b", "c"]}, "dependentSchemas": {"b": {"minProperties": 3}}}"#,
        takes [r#"{"b":1,"x":1,"y":1}"#, r#"{"x":1}"#],
        refuses [(r#"{"a":1,"b":1}"#, "/dependentRequired , /dependentSchemas/b/minProperties ")];
    all_of: r#"{"allOf": [{"minimum": 5}, {"maximum": 3}, true]}"#,
        takes ["\"a\""],
        refuses [("4", "/allOf/0/minimum , /allOf/1/maximum ")];
    one_of: r#"{"oneOf": [{"minimum": 5}, {"maximum": 7}]}"#,
        takes ["4", "8"],
        refuses [("6", "/oneOf ")];
    not: r#"{"not": {"type": "string"}}"#, takes ["1"], refuses [("\"a\"", "/not ")];
    conditions: r#"{"if": {"minimum": 5}, "then": {"multipleOf": 5}, "else": {"multipleOf": 2}}"#,
        takes ["5", "4"],
        refuses [("6", "/then/multipleOf "), ("3", "/else/multipleOf ")];
    unevaluated: r#"{"unevaluatedProperties": false, "allOf": [{"properties": {"a": {}}}],
                     "anyOf": [{"required": ["b"], "properties": {"b": {}}}, true]}"#,
        takes [r#"{"a":1}"#, r#"{"a":1,"b":2}"#],
        refuses [(r#"{"a":1,"c":2}"#, "/unevaluatedProperties /c")];
    unevaluated_items: r#"{"unevaluatedItems": {"type": "string"}, "prefixItems": [true]}"#,
        takes ["[1,\"a\"]"],
        refuses [("[1,2]", "/unevaluatedItems/type /1")];
}

mod named {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Contract)]
    pub(super) struct Item {
        #[contract(minimum = 1)]
        pub(super) id: i64,
    }
}

/// Another type beside other keywords, and itself.
#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(schema = r#"{"anyOf": [
    {"$ref": "named::Item", "maxProperties": 1},
    {"type": "array", "items": {"$ref": "Self"}},
    {"type": "array", "prefixItems": [{"$ref": "Nested"}], "minItems": 1}
]}"#)]
struct Nested(pub Value);

#[derive(Clone, Debug, PartialEq, Contract)]
struct Holder {
    nested: Option<Nested>,
    all: Vec<Nested>,
}

#[test]
fn references_are_rust_types() {
    assert_eq!(judged::<Nested>(r#"[[{"id":1}],{"id":2}]"#), [""; 0]);
    assert_eq!(judged::<Nested>(r#"[[{"id":0}]]"#), ["/anyOf "]);
    assert_eq!(judged::<Nested>(r#"{"id":1,"x":2}"#), ["/anyOf "]);
    let item = named::Item { id: 0 };
    assert_eq!(broken(&item), ["/properties/id/minimum /id"]);
}

#[test]
fn inside_other_types() {
    assert_eq!(judged::<Holder>(r#"{"nested":{"id":1},"all":[]}"#), [""; 0]);
    assert_eq!(
        judged::<Holder>(r#"{"nested":7,"all":[[],{"id":-1}]}"#),
        [
            "/properties/nested/$ref/anyOf /nested",
            "/properties/all/items/$ref/anyOf /all/1",
        ]
    );
    refusal::<Holder>(r#"{"nested":null,"all":[]}"#);
}

#[test]
fn nothing_is_rounded() {
    let text = r#"{"b":9007199254740993.10,"a":[1e400,-0,1.0]}"#;
    let value: Value = read(text);
    assert_eq!(write(&value), text);
    assert_eq!(judged::<Nested>("[]"), [""; 0]);
}
