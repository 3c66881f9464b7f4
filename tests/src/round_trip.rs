//! What an accepted instance may look like after it was decoded and encoded again (law 3): the same JSON, with declared
//! defaults filled in, and without the members that a schema says nothing about.

use countersign_json::{Limits, Value as Instance, read};
use serde_json::{Map, Value};

/// The instance as its type gives it back.
///
/// `schema` has its references under `document`, whose words are those of JSON Schema 2020-12.
#[must_use]
pub fn expected(document: &Value, schema: &Value, instance: &Instance) -> Instance {
    let facets = facets(document, schema, instance);
    match instance {
        Instance::Array(items) => Instance::Array(
            items
                .iter()
                .map(|item| self::item(document, &facets, item))
                .collect(),
        ),
        Instance::Object(members) => object(document, &facets, members),
        scalar => scalar.clone(),
    }
}

fn item(document: &Value, facets: &[&Value], item: &Instance) -> Instance {
    let schemas = facets.iter().filter_map(|facet| facet.get("items"));
    expected_by_all(document, schemas, item)
}

fn object(document: &Value, facets: &[&Value], members: &[(String, Instance)]) -> Instance {
    let kept = members.iter().filter(|(name, _)| is_kept(facets, name));
    let mut members: Vec<_> = kept
        .map(|(name, value)| {
            (
                name.clone(),
                expected_by_all(document, member(facets, name), value),
            )
        })
        .collect();
    for (name, schema) in facets.iter().flat_map(|facet| properties(facet)) {
        if let Some(default) = default(document, schema)
            && !is_counted(facets)
            && !is_required(facets, name)
            && members.iter().all(|(present, _)| present != name)
        {
            members.push((name.clone(), expected(document, schema, &default)));
        }
    }
    Instance::Object(members)
}

/// Whether the document says anything about the member, or its object is a free map.
fn is_kept(facets: &[&Value], name: &str) -> bool {
    let is_struct = facets
        .iter()
        .any(|facet| properties(facet).next().is_some() || facet.get("required").is_some());
    !is_struct
        || is_counted(facets)
        || is_required(facets, name)
        || member(facets, name).next().is_some()
}

/// Whether the members are counted: then all are kept, and no default is filled in.
fn is_counted(facets: &[&Value]) -> bool {
    let mut keywords = facets.iter().filter_map(|facet| facet.as_object());
    keywords.any(|it| it.contains_key("minProperties") || it.contains_key("maxProperties"))
}

fn is_required(facets: &[&Value], name: &str) -> bool {
    let lists = facets
        .iter()
        .filter_map(|facet| facet.get("required")?.as_array());
    lists.flatten().any(|required| required == name)
}

/// The schemas of the member: of `properties`, or else of `additionalProperties`, in each facet.
fn member<'d>(facets: &[&'d Value], name: &str) -> impl Iterator<Item = &'d Value> {
    facets.iter().filter_map(move |facet| {
        match facet.get("properties").and_then(|all| all.get(name)) {
            Some(schema) => Some(schema),
            None => facet.get("additionalProperties"),
        }
    })
}

fn properties(facet: &Value) -> impl Iterator<Item = (&String, &Value)> {
    facet
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::iter)
}

/// `default`, where it says more than that the value may be null.
fn default(document: &Value, schema: &Value) -> Option<Instance> {
    let text = resolve(document, schema).get("default")?.to_string();
    read(&text, Limits::default()).ok()
}

fn expected_by_all<'d>(
    document: &Value,
    schemas: impl Iterator<Item = &'d Value>,
    value: &Instance,
) -> Instance {
    schemas.fold(value.clone(), |value, schema| {
        expected(document, schema, &value)
    })
}

/// The schema, and those of its `$ref`, `allOf`, and the branches of its unions that have the type of the instance.
fn facets<'d>(document: &'d Value, schema: &'d Value, instance: &Instance) -> Vec<&'d Value> {
    let mut found = vec![resolve(document, schema)];
    let mut next = 0;
    while let Some(facet) = found.get(next).copied() {
        let branches = |keyword: &str| {
            facet
                .get(keyword)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
        };
        let all = branches("allOf").map(|branch| resolve(document, branch));
        let any = branches("anyOf")
            .chain(branches("oneOf"))
            .map(|branch| resolve(document, branch));
        let more: Vec<_> = all
            .chain(any.filter(|branch| is_for(branch, instance)))
            .collect();
        found.extend(more);
        next += 1;
    }
    found
}

/// Follows `$ref`, which in our cases is local and names no cycle of references alone.
fn resolve<'d>(document: &'d Value, mut schema: &'d Value) -> &'d Value {
    while let Some(pointer) = schema.get("$ref").and_then(Value::as_str) {
        let target = pointer
            .strip_prefix('#')
            .and_then(|pointer| document.pointer(pointer));
        schema = target.unwrap_or(&Value::Null);
    }
    schema
}

/// Whether `type` allows the JSON type of the instance.
fn is_for(schema: &Value, instance: &Instance) -> bool {
    let names: &[&str] = match instance {
        Instance::Null => &["null"],
        Instance::Bool(_) => &["boolean"],
        Instance::Number(_) => &["integer", "number"],
        Instance::String(_) => &["string"],
        Instance::Array(_) => &["array"],
        Instance::Object(_) => &["object"],
    };
    match schema.get("type") {
        Some(Value::Array(types)) => types
            .iter()
            .filter_map(Value::as_str)
            .any(|name| names.contains(&name)),
        Some(Value::String(name)) => names.contains(&name.as_str()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use countersign_json::{Limits, read};
    use serde_json::json;

    #[test]
    fn defaults_are_filled_and_unknown_members_dropped() {
        let document = json!({"components": {"schemas": {"A": {"properties": {
            "n": {"type": "integer", "default": 5},
            "list": {"type": "array", "items": {"$ref": "#/components/schemas/A"}},
            "map": {"type": "object", "additionalProperties": {"type": "string"}},
        }}}}});
        let schema = json!({"$ref": "#/components/schemas/A"});
        for (before, after) in [
            ("{}", r#"{"n":5}"#),
            (r#"{"n":1,"x":2}"#, r#"{"n":1.0}"#),
            (
                r#"{"list":[{},{"n":0}],"map":{"x":"y"}}"#,
                r#"{"n":5,"list":[{"n":5},{"n":0}],"map":{"x":"y"}}"#,
            ),
        ] {
            let [before, after] =
                [before, after].map(|text| read(text, Limits::default()).unwrap());
            assert_eq!(super::expected(&document, &schema, &before), after);
        }
    }
}
