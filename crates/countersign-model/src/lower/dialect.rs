//! What differs between the schema objects of OpenAPI 3.0 and JSON Schema 2020-12, translated by the version that the
//! document declares. The form of the other dialect is reported with the text to write instead.

use countersign_json::Value;
use countersign_spec::document::SpecVersion;
use countersign_spec::{Code, Diagnostic, Entry, Kind, Node};

use super::{Arena, vocabulary};
use crate::{JsonType, Reading, Schema, SchemaId, TypeSet};

/// How schema objects are read.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Dialect {
    /// OpenAPI 3.0.4, section 4.7.24.
    OpenApi30,
    /// JSON Schema 2020-12 with the base vocabulary of OpenAPI 3.1, section 4.8.24.
    JsonSchema,
}

impl Dialect {
    pub(crate) fn of(version: SpecVersion) -> Dialect {
        match version {
            SpecVersion::V3_0 => Dialect::OpenApi30,
            SpecVersion::V3_1 | SpecVersion::V3_2 => Dialect::JsonSchema,
        }
    }
}

/// Keywords of one dialect: `nullable`, which is applied after all others.
pub(super) fn read(arena: &mut Arena<'_>, entry: Entry<'_>) -> bool {
    if entry.key != "nullable" {
        return false;
    }
    match arena.dialect {
        Dialect::OpenApi30 => {
            arena.flag(entry);
        }
        Dialect::JsonSchema => report_nullable(arena, entry),
    }
    true
}

fn report_nullable(arena: &mut Arena<'_>, entry: Entry<'_>) {
    let diagnostic =
        Diagnostic::warning(Code::FormOf30, "`nullable` has no effect since OpenAPI 3.1");
    let label = if entry.value.as_bool() == Some(true) {
        "`null` is not accepted by this"
    } else {
        "this says nothing"
    };
    let help = if entry.value.as_bool() == Some(true) {
        "write `type: [string, \"null\"]` with the type at hand, or `anyOf` with `type: \"null\"` beside the rest"
    } else {
        "remove it"
    };
    arena.report(diagnostic.at(entry.key_span, label).help(help));
}

/// `nullable: true` of 3.0 as JSON Schema: null joins the types and the values of `enum`. Where null would be refused by
/// what stands beside it all the same (`allOf`, ...), or no `type` does, the rest moves into a schema of its own and null
/// becomes its alternative: the letter of 3.0.4 gives `nullable` no effect there, but its authors mean null.
pub(super) fn apply_nullable(arena: &mut Arena<'_>, node: Node<'_>, schema: &mut Schema) {
    let nullable = node.get("nullable").and_then(Node::as_bool) == Some(true);
    if arena.dialect != Dialect::OpenApi30 || !nullable || schema.reference.is_some() {
        return;
    }
    if arena.is_taken_for_null(schema) {
        let label = "this alternative says nothing else; taken as it is meant: it is null";
        report_loose_nullable(
            arena,
            node,
            label,
            "write `nullable: true` beside the choice",
        );
        schema.types = Some(TypeSet::of(JsonType::Null));
        return;
    }
    if schema.types.is_none() {
        let label = "there is no `type` beside it; taken as it is meant: null is accepted";
        report_loose_nullable(arena, node, label, "add the `type`");
    }
    if let Some(values) = &mut schema.enumeration
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
        let label = "`enum` does not list null; taken as it is meant: null is accepted";
        report_loose_nullable(arena, node, label, "add null to `enum`");
    }
    let composed =
        !(schema.all_of.is_empty() && schema.any_of.is_empty() && schema.one_of.is_empty());
    match schema.types {
        Some(types) if !composed => schema.types = Some(types.with(JsonType::Null)),
        None if !composed && schema.enumeration.is_some() => {}
        _ => *schema = with_null_beside(arena, node, schema),
    }
}

/// Whether an alternative is `{nullable: true}`, which some generators write for null in 3.0. By the letter it accepts
/// everything, and the choice says nothing.
pub(super) fn means_null(arena: &Arena<'_>, node: Node<'_>) -> bool {
    let silent =
        |key: &str| matches!(key, "nullable" | "description" | "title") || key.starts_with("x-");
    arena.dialect == Dialect::OpenApi30
        && arena.reading == Reading::Intended
        && node.get("nullable").and_then(Node::as_bool) == Some(true)
        && node.entries().all(|entry| silent(entry.key))
}

fn with_null_beside(arena: &mut Arena<'_>, node: Node<'_>, schema: &mut Schema) -> Schema {
    let id: SchemaId = arena.schema_of(node.id());
    let mut outer = Schema::empty(schema.origin.clone());
    outer.annotations = std::mem::take(&mut schema.annotations);
    let inner = std::mem::replace(schema, Schema::empty(outer.origin.clone()));
    let rest = arena.make(id, |made| *made = inner);
    let null = arena.make(id, |made| made.types = Some(TypeSet::of(JsonType::Null)));
    outer.any_of = vec![rest, null];
    outer
}

fn report_loose_nullable(arena: &mut Arena<'_>, node: Node<'_>, label: &str, help: &str) {
    let Some(entry) = node.entry("nullable") else {
        return;
    };
    let message = "`nullable` where the letter of OpenAPI 3.0 gives it no effect";
    arena.report(
        Diagnostic::note(Code::LooseNullable, message)
            .at(entry.key_span, label)
            .help(help),
    );
}

/// `exclusiveMinimum: true` of 3.0 makes `minimum` exclusive, and so on. In 3.1 it is reported, and can mean nothing else.
pub(super) fn apply_boolean_bounds(arena: &mut Arena<'_>, node: Node<'_>, schema: &mut Schema) {
    let number = |key| {
        node.entry(key)
            .filter(|entry| entry.value.kind() == Kind::Boolean)
    };
    if let Some(entry) = number("exclusiveMinimum") {
        report_boolean_bound(arena, node, entry, "minimum");
        if entry.value.as_bool() == Some(true) {
            schema.number.exclusive_minimum = schema.number.minimum.take();
        }
    }
    if let Some(entry) = number("exclusiveMaximum") {
        report_boolean_bound(arena, node, entry, "maximum");
        if entry.value.as_bool() == Some(true) {
            schema.number.exclusive_maximum = schema.number.maximum.take();
        }
    }
}

fn report_boolean_bound(arena: &mut Arena<'_>, node: Node<'_>, entry: Entry<'_>, limit: &str) {
    let exclusive = entry.value.as_bool() == Some(true);
    let bound = node.get(limit).and_then(Node::number);
    if exclusive && bound.is_none() {
        let message = format!("`{}` without `{limit}`: no bound is enforced", entry.key);
        let diagnostic =
            Diagnostic::warning(Code::NoEffect, message).at(entry.key_span, "this has no effect");
        arena.report(diagnostic.help("give the bound"));
    }
    if arena.dialect == Dialect::OpenApi30 {
        return;
    }
    let help = match bound {
        Some(bound) if exclusive => format!("write `{}: {bound}`, and remove `{limit}`", entry.key),
        _ => "remove it".to_owned(),
    };
    let message = format!(
        "`{}` as a boolean is the form of OpenAPI 3.0, and read as such",
        entry.key
    );
    let label = "expected a number since OpenAPI 3.1";
    arena.report(
        Diagnostic::warning(Code::FormOf30, message)
            .at(entry.value.span(), label)
            .help(help),
    );
}

/// A numeric exclusive bound in 3.0.
pub(super) fn report_numeric_bound(arena: &mut Arena<'_>, entry: Entry<'_>) {
    let message = format!(
        "`{}` as a number is the form of OpenAPI 3.1, and read as such",
        entry.key
    );
    let number = entry.value.number().unwrap_or("");
    let help = format!(
        "write `{}: {number}` and `{}: true`",
        limit_of(entry.key),
        entry.key
    );
    arena.report(
        Diagnostic::warning(Code::FormOf31, message)
            .at(entry.value.span(), "expected a boolean in OpenAPI 3.0")
            .help(help),
    );
}

fn limit_of(keyword: &str) -> &'static str {
    if keyword == "exclusiveMinimum" {
        "minimum"
    } else {
        "maximum"
    }
}

/// A list of types in 3.0.
pub(super) fn report_type_array(arena: &mut Arena<'_>, entry: Entry<'_>, types: TypeSet) {
    let help = match (
        types.without(JsonType::Null).single(),
        types.contains(JsonType::Null),
    ) {
        (Some(only), true) => format!("write `type: {}` and `nullable: true`", only.as_str()),
        (Some(only), false) => format!("write `type: {}`", only.as_str()),
        (None, _) => "write `anyOf` with one schema for each type".to_owned(),
    };
    arena.report(
        Diagnostic::error(
            Code::FormOf31,
            "`type` as a list is the form of OpenAPI 3.1, and read as such",
        )
        .at(entry.value.span(), "expected one type in OpenAPI 3.0")
        .help(help),
    );
}

/// `type: "null"` in 3.0.
pub(super) fn report_null_type(arena: &mut Arena<'_>, entry: Entry<'_>) {
    arena.report(
        Diagnostic::warning(
            Code::FormOf31,
            "`null` as a type is the form of OpenAPI 3.1, and read as such",
        )
        .at(entry.value.span(), "no type of OpenAPI 3.0")
        .help("write `nullable: true` beside the type that may be null"),
    );
}

/// `true` or `false` as a schema in 3.0.
pub(super) fn report_boolean_schema(arena: &mut Arena<'_>, node: Node<'_>) {
    let help = match node.as_bool() {
        Some(true) => "write `{}`, which accepts every value",
        _ => "write `not: {}`, which accepts no value",
    };
    arena.report(
        Diagnostic::error(
            Code::FormOf31,
            "a boolean as a schema is the form of OpenAPI 3.1",
        )
        .at(node.span(), "expected a mapping in OpenAPI 3.0")
        .help(help),
    );
}

/// A keyword of 3.1 in a document of 3.0: applied as JSON Schema means it, since it can mean nothing else.
pub(super) fn report_new_keyword(arena: &mut Arena<'_>, entry: Entry<'_>) {
    let help = match entry.key {
        "const" => format!("write `enum` with the one value {}", one_line(entry.value)),
        "examples" => "write `example` with one value".to_owned(),
        "$defs" => "move the schemas to `components/schemas`".to_owned(),
        _ => "declare `openapi: 3.1.1`, whose schemas are JSON Schema".to_owned(),
    };
    let message = format!(
        "`{}` is a keyword of OpenAPI 3.1, and read as such",
        entry.key
    );
    let label = "the document declares OpenAPI 3.0";
    arena.report(
        Diagnostic::warning(Code::FormOf31, message)
            .at(entry.key_span, label)
            .help(help),
    );
}

fn one_line(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Sequence | Kind::Mapping => String::new(),
        _ => format!("`[{}]`", node.to_value()),
    }
}

/// OpenAPI 3.0.4, section 4.7.23: "This object cannot be extended with additional properties, and any properties added
/// MUST be ignored."
pub(super) fn report_ignored_siblings(arena: &mut Arena<'_>, node: Node<'_>) {
    let ignored = |key: &str| key != "$ref" && !key.starts_with("x-");
    let siblings: Vec<Entry<'_>> = node.entries().filter(|entry| ignored(entry.key)).collect();
    let Some(first) = siblings.first() else {
        return;
    };
    let names: Vec<String> = siblings
        .iter()
        .map(|entry| format!("`{}`", entry.key))
        .collect();
    let message = format!(
        "{} beside `$ref` {} ignored in OpenAPI 3.0",
        names.join(", "),
        are(&names)
    );
    let known = siblings
        .iter()
        .any(|entry| vocabulary::known(Dialect::OpenApi30).any(|known| known == entry.key));
    let diagnostic =
        Diagnostic::warning(Code::IgnoredSibling, message).at(first.key_span, "this has no effect");
    arena.report(if known {
        diagnostic.help("write `allOf: [{$ref: ...}]` with the rest beside it")
    } else {
        diagnostic
    });
}

fn are(names: &[String]) -> &'static str {
    if names.len() == 1 { "is" } else { "are" }
}
