//! OpenAPI's schemas in the words of JSON Schema 2020-12, written for the second judge alone: it shares nothing with
//! the translation of `countersign-model`.

use serde_json::{Map, Value, json};

/// The bounds of numbers. No instance that this judge can see breaks one that is beyond every float.
const BOUNDS: [&str; 4] = ["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum"];

/// What a document declares that it is written in.
#[derive(Clone, Copy, PartialEq)]
enum Version {
    V3_0,
    V3_1,
}

/// Translates every schema of a document in place; of a 3.1 document only the exclusive bounds that are written as in 3.0.
pub(crate) fn to_2020_12(document: &mut Value) {
    let version = match document.get("openapi").and_then(Value::as_str) {
        Some(version) if version.starts_with("3.0") => Version::V3_0,
        _ => Version::V3_1,
    };
    let schemas = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    for schema in schemas.into_iter().flat_map(Map::values_mut) {
        translate(schema, version);
    }
}

/// One schema object (OpenAPI 3.0.3, section 4.7.24), then the schemas in it.
fn translate(schema: &mut Value, version: Version) {
    let Some(keywords) = schema.as_object_mut() else {
        return;
    };
    if version == Version::V3_0 && keywords.contains_key("$ref") {
        keywords.retain(|keyword, _| keyword == "$ref"); // 3.0: siblings of a reference are ignored
        return;
    }
    exclusive(keywords, "minimum", "exclusiveMinimum");
    exclusive(keywords, "maximum", "exclusiveMaximum");
    keywords.retain(|keyword, value| !(BOUNDS.contains(&keyword.as_str()) && is_infinite(value)));
    inner(keywords, version);
    if version == Version::V3_0 && keywords.remove("nullable") == Some(Value::Bool(true)) {
        allow_null(schema);
    }
}

fn inner(keywords: &mut Map<String, Value>, version: Version) {
    let translate = |schema: &mut Value| translate(schema, version);
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

/// Whether it is a number beyond every float, which `serde_yaml` hands out as text.
fn is_infinite(bound: &Value) -> bool {
    let number = bound.as_str().and_then(|text| text.parse::<f64>().ok());
    number.is_some_and(f64::is_infinite)
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

/// In 3.0 (JSON Schema draft 4) `exclusiveMinimum` is a flag that changes `minimum`, since 3.1 it is a bound of its own. The
/// form of the other version is an error to the letter; each can only mean one thing, and that is what is judged.
fn exclusive(schema: &mut Map<String, Value>, inclusive: &str, exclusive: &str) {
    let Some(Value::Bool(flag)) = schema.get(exclusive) else {
        return;
    };
    let is_exclusive = *flag;
    schema.remove(exclusive);
    if is_exclusive && let Some(bound) = schema.remove(inclusive) {
        schema.insert(exclusive.to_owned(), bound);
    }
}
