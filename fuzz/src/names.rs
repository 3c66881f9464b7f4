//! Names: components, properties, listed values and operations with the lines of the input for names.

use countersign_json::Value;

use super::{document::compiled, generate::rust};

/// How many lines are taken.
const MOST_NAMES: usize = 16;

/// A document whose names are the lines of the input, each at every place that has names.
pub fn names(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let mut names: Vec<&str> = text.split('\n').take(MOST_NAMES).collect();
    names.sort_unstable();
    names.dedup();
    if let Some(api) = compiled("a.json", document(&names).to_string().as_bytes()) {
        rust(&api);
    }
}

fn document(names: &[&str]) -> Value {
    let listed: Value = names.iter().copied().collect();
    let listed: Value = [("type", Value::from("string")), ("enum", listed)].into();
    let text: Value = [("type", "string")].into();
    // A list at the first property: an enumeration with a name from its place.
    let of = |(number, name): (usize, &&str)| {
        let schema = if number == 0 { &listed } else { &text };
        ((*name).to_owned(), schema.clone())
    };
    let properties: Value = names.iter().enumerate().map(of).collect();
    let object: Value = [("type", Value::from("object")), ("properties", properties)].into();
    // The names of components have a grammar of their own; what is outside of it is an error.
    let is_key = |name: &&&str| {
        let is_letter = |it: u8| it.is_ascii_alphanumeric() || b"._-".contains(&it);
        !name.is_empty() && name.bytes().all(is_letter)
    };
    let keys = names.iter().filter(is_key);
    let schemas: Value = keys.map(|name| (*name, object.clone())).collect();
    let inline: Value = [("schema", object)].into();
    let paths: Value = names
        .iter()
        .enumerate()
        .map(|(number, name)| (format!("/{number}"), operation(name, &inline)))
        .collect();
    [
        ("openapi", Value::from("3.1.1")),
        ("info", [("title", "t"), ("version", "1")].into()),
        ("paths", paths),
        ("components", [("schemas", schemas)].into()),
    ]
    .into()
}

fn operation(name: &str, media_type: &Value) -> Value {
    let content: Value = [("application/json", media_type.clone())].into();
    let response: Value = [("description", Value::from("d")), ("content", content)].into();
    let operation: Value = [
        ("operationId", Value::from(name)),
        ("responses", [("200", response)].into()),
    ]
    .into();
    [("get", operation)].into()
}
