//! A schema in normal form: one place for definitions, no annotations, formats as the ranges that they stand for.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Keywords that assert nothing (validation, section 9, and what schemars and OpenAPI add).
const ANNOTATIONS: [&str; 9] = [
    "$schema",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "readOnly",
    "title",
    "writeOnly",
];

/// The formats that assert something about strings, of those that our cases use.
const ASSERTED: [&str; 5] = ["date", "date-time", "email", "uri", "uuid"];

/// The root's own keywords, with every definition in its reach under `$defs`.
#[must_use]
pub(crate) fn normal(schema: &Value) -> Value {
    let definitions = schema
        .pointer("/components/schemas")
        .or_else(|| schema.get("$defs"));
    let mut root = self::schema(schema);
    let name = schema.get("$ref").and_then(Value::as_str).and_then(name);
    if let (Some(target), true) = (
        name.and_then(|name| definitions?.get(name)),
        root.as_object().is_some_and(|root| root.len() == 1),
    ) {
        root = self::schema(target);
    }
    let mut reached = BTreeSet::new();
    referred(&root, &mut reached);
    let mut kept = Map::new();
    while let Some(name) = reached
        .iter()
        .find(|name| !kept.contains_key(*name))
        .cloned()
    {
        let body = definitions
            .and_then(|all| all.get(&name))
            .map_or(Value::Bool(false), self::schema);
        referred(&body, &mut reached);
        kept.insert(name, body);
    }
    if !kept.is_empty() {
        root["$defs"] = Value::Object(kept);
    }
    root
}

/// Replaces each reference by a constant that stands for its name; `None` where assertions stand beside one.
pub(crate) fn opaque(schema: &Value) -> Option<Value> {
    match schema {
        Value::Object(members) if members.contains_key("$ref") => {
            (members.len() == 1).then(|| json!({"const": {"what is at": members["$ref"]}}))
        }
        Value::Object(members) => {
            let members = members.iter().filter(|(keyword, _)| *keyword != "$defs");
            members
                .map(|(keyword, value)| Some((keyword.clone(), opaque(value)?)))
                .collect::<Option<Map<_, _>>>()
                .map(Value::Object)
        }
        Value::Array(items) => items
            .iter()
            .map(opaque)
            .collect::<Option<Vec<_>>>()
            .map(Value::Array),
        scalar => Some(scalar.clone()),
    }
}

fn schema(schema: &Value) -> Value {
    let Some(keywords) = schema.as_object() else {
        return schema.clone();
    };
    let mut normal = Map::new();
    for (keyword, value) in keywords {
        match keyword.as_str() {
            "components" | "$defs" | "format" => {}
            annotation if ANNOTATIONS.contains(&annotation) => {}
            "uniqueItems" if *value == Value::Bool(false) => {}
            _ => drop(normal.insert(keyword.clone(), self::value(keyword, value))),
        }
    }
    if let Some(format) = keywords.get("format").and_then(Value::as_str) {
        self::format(format, &mut normal);
    }
    Value::Object(normal)
}

fn value(keyword: &str, value: &Value) -> Value {
    match (keyword, value) {
        ("properties", Value::Object(members)) => members
            .iter()
            .map(|(name, member)| (name.clone(), schema(member)))
            .collect(),
        ("items" | "additionalProperties" | "not", inner) => schema(inner),
        ("allOf" | "anyOf" | "oneOf", Value::Array(members)) => {
            members.iter().map(schema).collect()
        }
        ("$ref", Value::String(reference)) => name(reference).map_or_else(
            || value.clone(),
            |name| Value::String(format!("#/$defs/{name}")),
        ),
        ("type" | "required", Value::Array(names)) => {
            let mut names = names.clone();
            names.sort_by_key(Value::to_string);
            Value::Array(names)
        }
        _ => value.clone(),
    }
}

/// A format that asserts something about strings stays. One of a width becomes the range of that width, except for the
/// widths that a type has where the document says nothing (`int64`, `double`). The others only annotate.
fn format(format: &str, keywords: &mut Map<String, Value>) {
    let (least, most) = match format {
        _ if ASSERTED.contains(&format) => {
            keywords.insert("format".to_owned(), format.into());
            return;
        }
        "int8" => (i64::from(i8::MIN), i64::from(i8::MAX)),
        "int16" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        "int32" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        "uint8" => (0, i64::from(u8::MAX)),
        "uint16" => (0, i64::from(u16::MAX)),
        "uint32" => (0, i64::from(u32::MAX)),
        "uint64" => (0, i64::MAX), // the canonical form knows no integer beyond
        _ => return,
    };
    let range = json!([{"minimum": least, "maximum": most}]);
    keywords.insert("allOf".to_owned(), range);
}

fn referred(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            let reference = members.get("$ref").and_then(Value::as_str).and_then(name);
            names.extend(reference.map(str::to_owned));
            members.values().for_each(|member| referred(member, names));
        }
        Value::Array(items) => items.iter().for_each(|item| referred(item, names)),
        _ => {}
    }
}

/// The name of the definition that a reference leads to.
fn name(reference: &str) -> Option<&str> {
    reference
        .strip_prefix("#/components/schemas/")
        .or_else(|| reference.strip_prefix("#/$defs/"))
}
