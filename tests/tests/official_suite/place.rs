//! A schema of the suite as a component of an OpenAPI document: what its references start from moves with it.

use countersign_json::Value;

/// The name of the component.
pub(crate) const COMPONENT: &str = "Root";

/// Where the suite serves its remote documents, and the folder where they stand beside ours.
const REMOTES: [(&str, &str); 1] = [("http://localhost:1234/", "remotes/")];

/// The keywords of 2020-12 whose value is a schema.
const SCHEMA: [&str; 11] = [
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Those whose value is a list of schemas.
const SCHEMAS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Those whose value is a mapping of schemas.
const MAPPING: [&str; 5] = [
    "$defs",
    "definitions",
    "dependentSchemas",
    "patternProperties",
    "properties",
];

/// The document whose one component is the schema.
pub(crate) fn document(schema: &Value) -> Value {
    let schemas: Value = [(COMPONENT, placed(schema))].into();
    [
        ("openapi", Value::from("3.1.1")),
        (
            "info",
            [("title", "A schema of the suite"), ("version", "1")].into(),
        ),
        ("components", [("schemas", schemas)].into()),
    ]
    .into()
}

/// Where a document of the suite stands beside ours.
pub(crate) fn remote(path: &str) -> String {
    format!("{}{path}", REMOTES[0].1)
}

/// The schema with its references rewritten to its place.
fn placed(schema: &Value) -> Value {
    let Value::Object(keywords) = schema else {
        return schema.clone();
    };
    let keywords = keywords.iter().map(|(keyword, value)| {
        let value = match (keyword.as_str(), value) {
            ("$ref" | "$dynamicRef", Value::String(uri)) => Value::String(reference(uri)),
            (it, schema) if SCHEMA.contains(&it) => placed(schema),
            (it, Value::Array(schemas)) if SCHEMAS.contains(&it) => {
                Value::Array(schemas.iter().map(placed).collect())
            }
            (it, Value::Object(schemas)) if MAPPING.contains(&it) => {
                let schemas = schemas.iter();
                Value::Object(
                    schemas
                        .map(|(name, it)| (name.clone(), placed(it)))
                        .collect(),
                )
            }
            (_, value) => value.clone(),
        };
        (keyword.clone(), value)
    });
    Value::Object(keywords.collect())
}

/// A JSON Pointer leads through the component, a remote document is a file beside ours, all else stays as it is.
fn reference(uri: &str) -> String {
    if let Some(pointer) = uri.strip_prefix('#')
        && (pointer.is_empty() || pointer.starts_with('/'))
    {
        return format!("#/components/schemas/{COMPONENT}{pointer}");
    }
    match REMOTES
        .iter()
        .find_map(|(host, folder)| Some((uri.strip_prefix(host)?, folder)))
    {
        Some((path, folder)) => format!("{folder}{path}"),
        None => uri.to_owned(),
    }
}

#[test]
fn references_move_with_the_schema_and_values_do_not() {
    let schema: Value = r##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#"},"$ref":{"$ref":"#b"}},
        "items":{"$ref":"http://localhost:1234/x/y.json#/z"},"const":{"$ref":"#"}}"##
        .parse()
        .unwrap();
    let expected: Value = r##"{"$ref":"#/components/schemas/Root/$defs/a",
        "$defs":{"a":{"$ref":"#/components/schemas/Root"},"$ref":{"$ref":"#b"}},
        "items":{"$ref":"remotes/x/y.json#/z"},"const":{"$ref":"#"}}"##
        .parse()
        .unwrap();
    assert_eq!(placed(&schema), expected);
}
