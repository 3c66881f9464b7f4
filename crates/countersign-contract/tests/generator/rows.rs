//! A schema for each keyword, with what must be made of it.

use countersign_json::Value;

/// A keyword with a schema, what one made as valid shows, and what a valid change at its boundary shows.
pub(crate) type Row = (&'static str, &'static str, Shows, Shows);
pub(crate) type Shows = fn(&Value) -> bool;

/// Nothing that is not shown already.
const NOTHING: Shows = |_| true;

/// Every keyword that a value is solved for.
pub(crate) const ROWS: &[Row] = &[
    (
        "not",
        r#"{"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["a", "b"]}},
            "not": {"properties": {"kind": {"const": "a"}}}}"#,
        |value| value["kind"] == "b",
        NOTHING,
    ),
    (
        "not",
        r#"{"type": "string", "not": {"pattern": "^[a-z]"}}"#,
        |value| {
            value
                .as_str()
                .is_some_and(|text| !text.starts_with(|c: char| c.is_ascii_lowercase()))
        },
        NOTHING,
    ),
    (
        "not",
        r#"{"type": "object", "properties": {"a": true, "b": true}, "not": {"required": ["a", "b"]}}"#,
        |value| value.get("a").is_none() || value.get("b").is_none(),
        NOTHING,
    ),
    (
        "not",
        r#"{"type": "integer", "minimum": 3, "not": {"anyOf": [{"maximum": 9}, {"multipleOf": 2}, {"const": 11}]}}"#,
        |value| {
            value
                .to_string()
                .parse::<i64>()
                .is_ok_and(|it| it > 9 && it % 2 == 1 && it != 11)
        },
        NOTHING,
    ),
    (
        "then",
        r#"{"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["card", "cash"]}},
            "if": {"properties": {"kind": {"const": "card"}}},
            "then": {"required": ["number"], "properties": {"number": {"type": "integer", "minimum": 5}}},
            "else": {"required": ["change"]}}"#,
        |value| value["kind"] == "card" && value.get("number").is_some(),
        NOTHING,
    ),
    (
        "else",
        r#"{"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["cash", "coin"]}},
            "if": {"properties": {"kind": {"const": "card"}}},
            "then": {"required": ["number"]}, "else": {"required": ["change"]}}"#,
        |value| value.get("change").is_some(),
        NOTHING,
    ),
    (
        "dependentRequired",
        r#"{"type": "object", "properties": {"card": true}, "dependentRequired": {"card": ["street", "city"], "city": ["country"]},
            "additionalProperties": {"type": "integer"}}"#,
        |value| value.get("country").is_some(),
        |value| value.get("country").is_some(),
    ),
    (
        "dependentSchemas",
        r#"{"type": "object", "required": ["card"], "dependentSchemas": {"card": {"required": ["pin"], "properties": {"pin": {"const": 7}}}}}"#,
        |value| value["pin"] == 7,
        NOTHING,
    ),
    (
        "dependentSchemas",
        r#"{"type": "object", "properties": {"card": true, "name": {"type": "string"}},
            "dependentSchemas": {"card": {"required": ["pin"], "properties": {"pin": false}}}}"#,
        |value| value.get("name").is_some(),
        NOTHING,
    ),
    (
        "not",
        r#"{"type": "array", "items": {"enum": ["a", "b"]}, "not": {"items": {"const": "a"}}}"#,
        |value| value[0] == "b",
        NOTHING,
    ),
    (
        "prefixItems",
        r#"{"type": "array", "minItems": 2, "prefixItems": [{"const": "x"}, {"type": "integer"}], "items": {"type": "null"}}"#,
        |value| value[0] == "x" && value[2].is_null(),
        |value| value.as_array().is_some_and(|items| items.len() == 2),
    ),
    (
        "items",
        r#"{"type": "array", "minItems": 1, "prefixItems": [{"type": "string"}], "items": false}"#,
        |value| value[0].as_str().is_some(),
        NOTHING,
    ),
    (
        "contains",
        r#"{"type": "array", "items": {"type": "integer"}, "contains": {"minimum": 7}, "uniqueItems": true, "minItems": 3}"#,
        |value| value.as_array().is_some_and(|items| items.len() == 3),
        NOTHING,
    ),
    (
        "minContains",
        r#"{"type": "array", "contains": {"const": "x"}, "minContains": 3}"#,
        |value| value[2] == "x",
        NOTHING,
    ),
    (
        "maxContains",
        r#"{"type": "array", "minItems": 4, "contains": {"type": "string"}, "maxContains": 2}"#,
        |value| value[0].as_str().is_some() && value[3].as_str().is_none(),
        |value| value[1].as_str().is_some() && value[2].as_str().is_none(),
    ),
    (
        "contains",
        r#"{"type": "array", "allOf": [{"contains": {"type": "string"}}, {"contains": {"type": "integer"}}],
            "prefixItems": [{"type": "integer"}]}"#,
        |value| value[0].as_str().is_none() && value[1].as_str().is_some(),
        NOTHING,
    ),
    (
        "patternProperties",
        r#"{"type": "object", "minProperties": 2, "properties": {"x-a": {"minimum": 5}}, "required": ["x-a"],
            "patternProperties": {"^x-[a-z]+$": {"type": "integer"}}, "additionalProperties": false}"#,
        |value| value["x-a"] == 5 && value.as_object().is_some_and(|members| members.len() > 1),
        |value| value.as_object().is_some_and(|members| members.len() == 2),
    ),
    (
        "patternProperties",
        r#"{"type": "object", "patternProperties": {"^[a-z]{2}$": {"type": "integer"}}}"#,
        |value| value["aa"].to_string().parse::<i64>().is_ok(),
        // A name in the other case is not matched.
        |value| {
            value
                .get("AA")
                .is_some_and(|member| member.to_string().parse::<i64>().is_err())
        },
    ),
    (
        "propertyNames",
        r#"{"type": "object", "minProperties": 3, "propertyNames": {"pattern": "^[A-Z]{2,6}$"}}"#,
        |value| {
            value
                .as_object()
                .is_some_and(|members| members.iter().all(|(name, _)| name.starts_with('A')))
        },
        |value| value.get("AAAAAA").is_some() && value.get("AA").is_some(),
    ),
    (
        "propertyNames",
        r#"{"type": "object", "minProperties": 2, "propertyNames": {"enum": ["red", "green", "blue"]}}"#,
        |value| value.get("red").is_some(),
        |value| value.get("blue").is_some(),
    ),
    (
        "unevaluatedProperties",
        r##"{"type": "object", "minProperties": 4, "allOf": [{"properties": {"a": {"type": "string"}}}],
            "$defs": {"c": {"properties": {"c": {"type": "string"}}}}, "anyOf": [{"$ref": "#/$defs/c"}],
            "properties": {"b": {"type": "string"}}, "unevaluatedProperties": {"type": "boolean"}}"##,
        |value| {
            value
                .as_object()
                .is_some_and(|members| members.iter().any(|(_, member)| *member == true))
        },
        |value| value.get("c").is_some(),
    ),
    (
        "unevaluatedProperties",
        r#"{"type": "object", "required": ["a", "b"], "allOf": [{"properties": {"a": true}}],
            "properties": {"b": true}, "unevaluatedProperties": false}"#,
        |value| value.get("a").is_some() && value.get("b").is_some(),
        NOTHING,
    ),
    (
        "unevaluatedItems",
        r#"{"type": "array", "minItems": 3, "allOf": [{"prefixItems": [{"type": "string"}]}],
            "prefixItems": [true, {"type": "integer"}], "unevaluatedItems": {"type": "boolean"}}"#,
        |value| value[0].as_str().is_some() && value[2] == true,
        NOTHING,
    ),
    (
        "unevaluatedItems",
        r#"{"type": "array", "minItems": 2, "contains": {"type": "string"}, "minContains": 2, "unevaluatedItems": false}"#,
        |value| value[1].as_str().is_some(),
        NOTHING,
    ),
    (
        "$dynamicRef",
        r##"{"$id": "urn:strict", "$dynamicAnchor": "node", "$ref": "urn:tree", "unevaluatedProperties": false,
            "$defs": {"tree": {"$id": "urn:tree", "$dynamicAnchor": "node", "type": "object", "required": ["inner"],
                "properties": {"data": true, "inner": {"type": "array", "items": {"$dynamicRef": "#node"}}}}}}"##,
        |value| value["inner"][0].get("inner").is_some(),
        NOTHING,
    ),
];
