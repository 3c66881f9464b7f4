//! OpenAPI 3.0's schemas in the words of JSON Schema 2020-12, written for the second judge alone: it shares nothing with
//! the translation of `countersign-model`.

use serde_json::{Map, Value, json};

/// Translates every schema of a 3.0 document in place; a 3.1 document stays as it is.
pub(crate) fn to_2020_12(document: &mut Value) {
    let version = document
        .get("openapi")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if !version.starts_with("3.0") {
        return;
    }
    let schemas = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    for schema in schemas.into_iter().flat_map(Map::values_mut) {
        translate(schema);
    }
}

/// One schema object (OpenAPI 3.0.3, section 4.7.24), then the schemas in it.
fn translate(schema: &mut Value) {
    let Some(keywords) = schema.as_object_mut() else {
        return;
    };
    if keywords.contains_key("$ref") {
        keywords.retain(|keyword, _| keyword == "$ref"); // 3.0: siblings of a reference are ignored
        return;
    }
    exclusive(keywords, "minimum", "exclusiveMinimum");
    exclusive(keywords, "maximum", "exclusiveMaximum");
    inner(keywords);
    if keywords.remove("nullable") == Some(Value::Bool(true)) {
        allow_null(schema);
    }
}

fn inner(keywords: &mut Map<String, Value>) {
    for keyword in ["items", "additionalProperties", "not"] {
        keywords.get_mut(keyword).into_iter().for_each(translate);
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let members = keywords.get_mut(keyword).and_then(Value::as_array_mut);
        members.into_iter().flatten().for_each(translate);
    }
    let properties = keywords
        .get_mut("properties")
        .and_then(Value::as_object_mut);
    properties
        .into_iter()
        .flat_map(Map::values_mut)
        .for_each(translate);
}

/// `nullable` adds null to `type`. Beside `allOf` it means that the whole may be null: to the letter null would have to
/// pass the members of `allOf` as well, but this is how everybody writes a nullable reference.
fn allow_null(schema: &mut Value) {
    if schema.get("allOf").is_some() {
        *schema = json!({"anyOf": [schema.take(), {"type": "null"}]});
    } else if let Some(Value::String(name)) = schema.get("type") {
        schema["type"] = json!([name, "null"]);
    }
}

/// In 3.0 (JSON Schema draft 4) `exclusiveMinimum` is a flag that changes `minimum`.
fn exclusive(schema: &mut Map<String, Value>, inclusive: &str, exclusive: &str) {
    if let Some(Value::Bool(true)) = schema.remove(exclusive)
        && let Some(bound) = schema.remove(inclusive)
    {
        schema.insert(exclusive.to_owned(), bound);
    }
}
