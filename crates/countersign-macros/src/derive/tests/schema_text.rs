//! The text of a schema: every keyword in its form, and in none other.

use super::*;

fn faults(schema: &str) -> Vec<String> {
    of_contract(quote! {
        #[contract(schema = #schema)]
        struct A(Value);
    })
}

#[test]
fn places_of_faults() {
    let faults = faults(
        r#"{"minimun": 1, "properties": {"a/b": {"type": "int"}, "c": {"items": [{}]}}, "allOf": [true, 1],
            "if": {}, "then": {"minimum": "1"}, "title": "t", "title": "u", "$defs": {}}"#,
    );
    assert_eq!(
        faults,
        [
            "/minimun: unknown keyword `minimun`: did you mean `minimum`?",
            "/properties/a~1b/type: \"int\" is no type of JSON Schema",
            "/properties/c/items: a schema is an object, `true` or `false`",
            "/allOf/1: a schema is an object, `true` or `false`",
            "/then/minimum: expected a number, found \"1\"",
            "/title: the keyword stands twice",
            "/$defs: unknown keyword `$defs`: give each schema a type of its own, and name that in a `$ref`",
        ],
        "{faults:#?}"
    );
}

#[test]
fn what_is_no_schema() {
    assert_eq!(
        faults("{\n\"not\" 1}"),
        ["not JSON, line 2 column 7: expected `:`"]
    );
    assert_eq!(
        faults("[]"),
        ["(root): a schema is an object, `true` or `false`"]
    );
    let deep = "{\"not\":".repeat(100_000);
    assert_eq!(faults(&deep).len(), 1);
}

#[test]
fn one_fault_each() {
    let wrong = [
        r#"{"type": []}"#,
        r#"{"type": 1}"#,
        r#"{"type": ["string", "strings"]}"#,
        r#"{"enum": 1}"#,
        r#"{"enum": []}"#,
        r#"{"multipleOf": 0}"#,
        r#"{"multipleOf": -1}"#,
        r#"{"multipleOf": "1"}"#,
        r#"{"exclusiveMinimum": true}"#,
        r#"{"minLength": -1}"#,
        r#"{"minLength": 1.5}"#,
        r#"{"maxItems": 18446744073709551616}"#,
        r#"{"minContains": "1"}"#,
        r#"{"contains": {}, "maxContains": null}"#,
        r#"{"pattern": 1}"#,
        r#"{"format": null}"#,
        r#"{"uniqueItems": 1}"#,
        r#"{"required": "a"}"#,
        r#"{"required": ["a", "a"]}"#,
        r#"{"required": [1]}"#,
        r#"{"properties": []}"#,
        r#"{"properties": {"a": {}, "a": {}}}"#,
        r#"{"patternProperties": {"a": 1}}"#,
        r#"{"additionalProperties": 0}"#,
        r#"{"propertyNames": "a"}"#,
        r#"{"dependentRequired": {"a": "b"}}"#,
        r#"{"dependentRequired": {"a": ["b", "b"]}}"#,
        r#"{"dependentSchemas": {"a": ["b"]}}"#,
        r#"{"prefixItems": []}"#,
        r#"{"prefixItems": {}}"#,
        r#"{"items": []}"#,
        r#"{"contains": 1}"#,
        r#"{"unevaluatedItems": 1}"#,
        r#"{"unevaluatedProperties": []}"#,
        r#"{"allOf": []}"#,
        r#"{"anyOf": {}}"#,
        r#"{"oneOf": [1]}"#,
        r#"{"not": null}"#,
        r#"{"if": 1}"#,
        r#"{"if": {}, "else": 1}"#,
        r#"{"then": 1}"#,
        r#"{"$ref": 1}"#,
        r##"{"$ref": "#/components/schemas/A"}"##,
        r#"{"not": {"$ref": "A<B>"}}"#,
        r#"{"not": {"$ref": "{ evil() }"}}"#,
        r#"{"$id": "x"}"#,
        r#"{"$dynamicRef": "x"}"#,
    ];
    for schema in wrong {
        let found = faults(schema);
        assert_eq!(found.len(), 1, "{schema}: {found:?}");
    }
}

#[test]
fn no_fault() {
    let right = [
        "true",
        "false",
        "{}",
        r#"{"type": "integer", "minimum": -1e400, "multipleOf": 0.1, "minLength": 1.0, "maxLength": 1e3}"#,
        r#"{"$ref": "super::Order"}"#,
        r#"{"$ref": "Self"}"#,
        r#"{"$ref": "r#type", "not": {"$ref": "::krate::A"}}"#,
        r#"{"const": {"a": [1]}, "enum": [[], {}, 1]}"#,
        r#"{"title": 1, "description": "", "default": {}, "examples": [], "$comment": "", "deprecated": true,
            "readOnly": true, "writeOnly": true, "contentEncoding": "", "contentMediaType": "", "contentSchema": {}}"#,
        r#"{"then": {"not": {}}, "minContains": 2, "uniqueItems": false, "required": [], "properties": {}}"#,
    ];
    for schema in right {
        let found = faults(schema);
        assert_eq!(found, [""; 0], "{schema}");
    }
}

#[test]
fn where_a_schema_may_stand() {
    let wrong = [
        r#"#[contract(schema = "{}")] struct A { a: i64 }"#,
        r#"#[contract(schema = "{}")] enum A { A, B }"#,
        r#"#[contract(schema = "{}")] struct A(Value, Value);"#,
        r#"#[contract(schema = 1)] struct A(Value);"#,
        r#"#[contract(schema = "{}")] struct A(#[contract(min_length = 1)] Value);"#,
        r#"#[contract(schema = "{}")] struct A(#[contract(items(minimum = 1))] Value);"#,
        r#"#[contract(schema = "{}")] struct A(#[contract(rename = "b")] Value);"#,
        r#"#[contract(schema = "{}", builder)] struct A(Value);"#,
        r#"#[contract(schema = "{}", schema = "{}")] struct A(Value);"#,
    ];
    for input in wrong {
        let found = of_contract(input.parse().unwrap());
        assert_eq!(found.len(), 1, "{input}: {found:?}");
    }
}

#[test]
fn what_was_evaluated_is_looked_at_last() {
    let tables = contract(quote! {
        #[contract(schema = r#"{"unevaluatedProperties": false, "properties": {"a": {}}}"#)]
        struct A(Value);
    });
    let tables = tables.to_string();
    let [first, last] =
        ["[Properties=", "]UnevaluatedProperties="].map(|name| tables.find(name).unwrap());
    assert!(first < last, "{tables}");
}
