//! Keywords of one schema held against each other: empty ranges, values that nothing can have, keywords without effect.

use countersign_json::Value;
use countersign_spec::{Code, Diagnostic, Node};

use super::Arena;
use crate::judge::{self, type_of};
use crate::{JsonType, Schema, SchemaId, TypeSet};

mod range;
mod together;

/// What the keywords of a schema say about each other. Called once for each schema that was read.
pub(super) fn review_keywords(arena: &mut Arena<'_>, node: Node<'_>, schema: &Schema) {
    range::review(arena, node, schema);
    review_companions(arena, node);
    review_discriminator(arena, node, schema);
    if let Some(types) = schema.types {
        review_values_of_type(arena, node, schema, types);
        review_effect(arena, node, types);
    }
}

/// Keywords that say nothing without another one beside them (core, section 10.2.2; validation, section 6.4.4).
fn review_companions(arena: &mut Arena<'_>, node: Node<'_>) {
    for (keyword, companion) in [
        ("then", "if"),
        ("else", "if"),
        ("minContains", "contains"),
        ("maxContains", "contains"),
    ] {
        if let Some(entry) = node
            .entry(keyword)
            .filter(|_| node.get(companion).is_none())
        {
            let message = format!("`{keyword}` has no effect without `{companion}`");
            arena.report(
                Diagnostic::warning(Code::NoEffect, message)
                    .at(entry.key_span, "this says nothing"),
            );
        }
    }
}

/// A base with a discriminator that lists no alternatives: which schemas refer to it is not known from here.
fn review_discriminator(arena: &mut Arena<'_>, node: Node<'_>, schema: &Schema) {
    let lists = !(schema.one_of.is_empty() && schema.any_of.is_empty());
    if lists || schema.discriminator.is_none() {
        return;
    }
    if let Some(entry) = node.entry("discriminator") {
        let message = "`discriminator` has no effect here";
        let label = "there is no `oneOf` or `anyOf` beside it: a value is of this schema itself";
        arena.report(
            Diagnostic::note(Code::NotExpressed, message)
                .at(entry.key_span, label)
                .help("list the schemas that build on this one in `oneOf`, where any of them may stand"),
        );
    }
}

/// Values of `enum` and `const` that `type` refuses.
fn review_values_of_type(arena: &mut Arena<'_>, node: Node<'_>, schema: &Schema, types: TypeSet) {
    let values = node
        .entry("enum")
        .map(|entry| entry.value.items())
        .into_iter()
        .flatten();
    let constant = node.entry("const").map(|entry| entry.value);
    let nullable = node.get("nullable").and_then(Node::as_bool) == Some(true);
    for value in values.chain(constant) {
        let found = type_of(&value.to_value());
        if types.contains(found) || (found == JsonType::Null && nullable) {
            continue;
        }
        let label = format!("this is {}, which `type` refuses", found.described());
        arena.report(
            Diagnostic::warning(Code::RefusedValue, "no instance can have this value")
                .at(value.span(), label),
        );
    }
    let lists_null = |values: &Vec<_>| values.contains(&Value::Null);
    if types.contains(JsonType::Null)
        && schema
            .enumeration
            .as_ref()
            .is_some_and(|values| !lists_null(values))
        && let Some(entry) = node.entry("type")
    {
        arena.report(
            Diagnostic::warning(Code::NoEffect, "`null` in `type` but not in `enum`")
                .at(entry.value.span(), "null is refused all the same")
                .help("add null to `enum`"),
        );
    }
}

/// Keywords about types that `type` refuses (validation, section 6: they hold for instances of their own type only).
fn review_effect(arena: &mut Arena<'_>, node: Node<'_>, types: TypeSet) {
    for entry in node.entries() {
        let Some((subject, json_type)) = subject_of(entry.key) else {
            continue;
        };
        if types.contains(json_type)
            || (json_type == JsonType::Number && types.contains(JsonType::Integer))
        {
            continue;
        }
        let admitted: Vec<&str> = types.iter().map(JsonType::as_str).collect();
        let message = format!(
            "`{}` has no effect on `{}`",
            entry.key,
            admitted.join("`, `")
        );
        let label = format!("this holds for {subject} only");
        arena.report(Diagnostic::warning(Code::NoEffect, message).at(entry.key_span, label));
    }
}

fn subject_of(keyword: &str) -> Option<(&'static str, JsonType)> {
    Some(match keyword {
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            ("numbers", JsonType::Number)
        }
        "minLength" | "maxLength" | "pattern" => ("strings", JsonType::String),
        "minItems" | "maxItems" | "uniqueItems" | "items" | "prefixItems" | "contains"
        | "minContains" | "maxContains" | "unevaluatedItems" => ("arrays", JsonType::Array),
        "minProperties"
        | "maxProperties"
        | "properties"
        | "required"
        | "additionalProperties"
        | "patternProperties"
        | "propertyNames"
        | "dependentRequired"
        | "dependentSchemas"
        | "unevaluatedProperties" => ("objects", JsonType::Object),
        _ => return None,
    })
}

/// Bounds held against those of other schemas, defaults and examples against their schemas; called when every schema has
/// been read.
pub(crate) fn review_values(arena: &mut Arena<'_>) {
    let ids: Vec<SchemaId> = arena.ids().filter(|id| !arena.is_made(*id)).collect();
    let mut told = together::Told::new();
    for id in ids {
        if arena.doubled(id).is_some() {
            keep_examples(arena, id);
            continue;
        }
        together::review(arena, id, &mut told);
        review_listed(arena, id);
        if arena.schema(id).annotations.is_empty() {
            continue;
        }
        review_default(arena, id);
        review_examples(arena, id);
    }
}

/// How many values of a list are looked at: each may be searched for in another list.
const MOST_LISTED: usize = 1_000;

/// Values of `enum` and `const` that another keyword refuses; those that `type` refuses are reported already.
fn review_listed(arena: &mut Arena<'_>, id: SchemaId) {
    let schema = arena.schema(id);
    if schema.enumeration.is_none() && schema.constant.is_none() {
        return;
    }
    let types = schema.types;
    let node = arena.node(id);
    let values = node.get("enum").into_iter().flat_map(Node::items);
    let values: Vec<_> = values.chain(node.get("const")).collect();
    for node in values.into_iter().take(MOST_LISTED) {
        let value = node.to_value();
        if types.is_some_and(|types| !types.contains(type_of(&value))) {
            continue;
        }
        if let Some(refusal) = judge::refusal_of_listed(arena, id, &value) {
            let message = format!("no instance can have this value: {refusal}");
            arena.report(
                Diagnostic::warning(Code::RefusedValue, message)
                    .at(node.span(), "this is listed in vain"),
            );
        }
    }
}

fn review_default(arena: &mut Arena<'_>, id: SchemaId) {
    let Some(value) = arena.schema(id).annotations.default.as_ref() else {
        return;
    };
    let Some(refusal) = judge::refusal(arena, id, value) else {
        return;
    };
    let message = format!("the default does not satisfy its schema: {refusal}");
    let help = match value {
        // Placeholders of generators, which mean that there is no default.
        Value::Null | Value::Object(_) | Value::Array(_) => "remove it: absence stays absence here",
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            "correct it or the schema; until then absence stays absence"
        }
    };
    let diagnostic = Diagnostic::warning(Code::InvalidDefault, message).help(help);
    let span = arena
        .node(id)
        .get("default")
        .map_or_else(|| arena.span(id), Node::span);
    arena.report(diagnostic.at(span, "this is no default"));
}

/// Examples that their schema refuses are reported, and are none then.
fn review_examples(arena: &mut Arena<'_>, id: SchemaId) {
    let node = arena.node(id);
    let places = node
        .get("example")
        .into_iter()
        .chain(node.get("examples").into_iter().flat_map(Node::items));
    let mut annotations = arena.schema(id).annotations.clone();
    let examples = std::mem::take(&mut annotations.examples);
    let mut refused = Vec::new();
    let mut kept_elsewhere = false;
    for (value, place) in examples.into_iter().zip(places) {
        match judge::refusal(arena, id, &value) {
            Some(_) if is_sent(arena, id, &value) => kept_elsewhere = true,
            Some(refusal) => {
                let message = format!("the example does not satisfy its schema: {refusal}");
                refused.push(
                    Diagnostic::warning(Code::InvalidExample, message)
                        .at(place.span(), "this is no example"),
                );
            }
            None => annotations.examples.push(value),
        }
    }
    if kept_elsewhere || !refused.is_empty() {
        arena.annotate(id, annotations);
        arena.diagnostics.extend(refused);
    }
}

/// Whether a value that the service does not send is one that clients do.
fn is_sent(arena: &Arena<'_>, id: SchemaId, value: &Value) -> bool {
    let sent = arena.sent_form(id);
    sent.is_some_and(|id| judge::refusal(arena, id, value).is_none())
}

/// Examples of a schema of which there are two, without those of the other; they are reported there.
fn keep_examples(arena: &mut Arena<'_>, id: SchemaId) {
    let mut annotations = arena.schema(id).annotations.clone();
    if annotations.examples.is_empty() {
        return;
    }
    annotations
        .examples
        .retain(|value| judge::refusal(arena, id, value).is_none());
    arena.annotate(id, annotations);
}
