//! Documents in, short texts out.

use countersign_model::{
    Additional, Api, Checks, Definition, Diagnostics, Presence, Shape, Slot, TypeDef, Union,
    UnionRule, checked, lower,
};
use countersign_spec::{Memory, Resolved, read, resolve};

/// A document of some version with these component schemas (indented by four) and nothing else.
pub(crate) fn document(version: &str, schemas: &str) -> String {
    format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    )
}

/// The first line of `schemas` in such a document.
pub(crate) const FIRST_LINE: usize = 6;

pub(crate) fn resolved(text: &str) -> Resolved {
    let files = Memory::new().with("api.yaml", text);
    let (read, mut diagnostics) = read(&files, "api.yaml");
    let (resolved, more) = resolve(read);
    diagnostics.extend(more);
    let errors: Vec<String> = diagnostics.iter().map(|one| one.message.clone()).collect();
    assert!(
        errors.is_empty(),
        "the document is not resolved without diagnostics: {errors:?}"
    );
    resolved.unwrap()
}

pub(crate) fn lowered(text: &str) -> (Api, Diagnostics) {
    lower(&resolved(text))
}

/// The types of component schemas of a 3.1 document that gives no diagnostics.
pub(crate) fn types(schemas: &str) -> String {
    let text = document("3.1.1", schemas);
    assert_eq!(said(&text), Vec::<String>::new(), "{schemas}");
    sketch(&lowered(&text).0)
}

/// The same, whatever the diagnostics.
pub(crate) fn types_of(version: &str, schemas: &str) -> String {
    sketch(&lowered(&document(version, schemas)).0)
}

/// `line:column severity code message` of each diagnostic.
pub(crate) fn said(text: &str) -> Vec<String> {
    let resolved = resolved(text);
    let (_, diagnostics) = lower(&resolved);
    let one = |one: &countersign_model::Diagnostic| {
        let place = resolved.sources().position(one.span.unwrap());
        let (severity, code) = (one.severity.as_str(), one.code.as_str());
        format!(
            "{}:{} {severity} {code} {}",
            place.line, place.column, one.message
        )
    };
    diagnostics.iter().map(one).collect()
}

/// Every type on a line.
pub(crate) fn sketch(api: &Api) -> String {
    api.types
        .iter()
        .map(|def| one(api, def))
        .collect::<Vec<_>>()
        .join("\n")
}

fn one(api: &Api, def: &TypeDef) -> String {
    let name = def.name.join(".");
    match &def.definition {
        Definition::Object(object) => {
            let properties = object.properties.iter().map(|property| {
                let (mark, default) = match &property.presence {
                    Presence::Required => ("", String::new()),
                    Presence::Optional => ("?", String::new()),
                    Presence::Default(value) => ("", format!(" = {value}")),
                };
                format!(
                    "{}{mark}: {}{default}",
                    property.name,
                    slot(api, &property.slot)
                )
            });
            let additional = match &object.additional {
                Additional::Ignored => None,
                Additional::Refused => Some("refused".to_owned()),
                Additional::Captured(captured) => Some(format!("*: {}", slot(api, captured))),
            };
            let counts = [
                ("min", object.min_properties),
                ("max", object.max_properties),
            ];
            let counts = counts
                .iter()
                .filter_map(|(name, count)| count.map(|count| format!("{name}Properties {count}")));
            let parts: Vec<String> = properties.chain(additional).chain(counts).collect();
            format!("{name} {{{}}}", parts.join(", "))
        }
        Definition::Enumeration(enumeration) => {
            let open = if enumeration.open { " or other" } else { "" };
            format!("{name} = one of {}{open}", enumeration.values.join("/"))
        }
        Definition::Union(union) => format!("{name} = {}", alternatives(api, union)),
        Definition::Checked(_) => {
            let name_of = |id| api.type_def(id).unwrap().name.join(".");
            format!("{name} = checked {}", checked::text(api, def.id, &name_of))
        }
        Definition::Newtype(inner) => format!("{name} = {}", slot(api, inner)),
    }
}

/// `String text or Integer i64`; `by kind: Cat [cat] Cat or ...`; `just one: ...`.
fn alternatives(api: &Api, union: &Union) -> String {
    let rule = match &union.rule {
        UnionRule::ByType => String::new(),
        UnionRule::Tagged { property } => format!("by {property}: "),
        UnionRule::OneOf => "just one: ".to_owned(),
    };
    let variants = union.variants.iter().map(|variant| {
        let tags = if variant.tags.is_empty() {
            String::new()
        } else {
            format!("[{}] ", variant.tags.join("/"))
        };
        format!("{} {tags}{}", variant.name, slot(api, &variant.slot))
    });
    let open = if union.open { " or other" } else { "" };
    format!("{rule}{}{open}", variants.collect::<Vec<_>>().join(" or "))
}

pub(crate) fn slot(api: &Api, slot: &Slot) -> String {
    let shape = shape(api, &slot.shape);
    let boxed = if slot.boxed { "box " } else { "" };
    let null = if slot.nullable { "|null" } else { "" };
    format!("{boxed}{shape}{}{null}", checks(&slot.checks))
}

fn shape(api: &Api, shape: &Shape) -> String {
    match shape {
        Shape::Any => "any".to_owned(),
        Shape::Null => "null".to_owned(),
        Shape::Boolean => "bool".to_owned(),
        Shape::Integer(width) => format!("{width:?}").to_lowercase(),
        Shape::Number(width) => format!("{width:?}").to_lowercase(),
        Shape::String(form) => format!("{form:?}").to_lowercase().replace("(jiff)", ""),
        Shape::Own { path, json_type } => format!("{path}:{json_type:?}").to_lowercase(),
        Shape::Array(item) => format!("[{}]", slot(api, item)),
        Shape::Map(value) => format!("{{{}}}", slot(api, value)),
        Shape::Named(id) => api.type_def(*id).unwrap().name.join("."),
    }
}

fn checks(checks: &Checks) -> String {
    let (number, string) = (&checks.number, &checks.string);
    let shown = |name: &str, text: Option<String>| text.map(|text| format!("{name} {text}"));
    let number_of =
        |value: &Option<countersign_model::Decimal>| value.as_ref().map(ToString::to_string);
    let count = |value: &Option<u64>| value.map(|value| value.to_string());
    let values = checks.enumeration.as_ref();
    let all = [
        shown("min", number_of(&number.minimum)),
        shown("above", number_of(&number.exclusive_minimum)),
        shown("max", number_of(&number.maximum)),
        shown("below", number_of(&number.exclusive_maximum)),
        shown("step", number_of(&number.multiple_of)),
        shown("minLength", count(&string.min_length)),
        shown("maxLength", count(&string.max_length)),
        shown("pattern", string.pattern.clone()),
        shown("format", string.format.clone()),
        shown("minItems", count(&checks.min_items)),
        shown("maxItems", count(&checks.max_items)),
        checks.unique_items.then(|| "unique".to_owned()),
        shown("minProperties", count(&checks.min_properties)),
        shown("maxProperties", count(&checks.max_properties)),
        shown(
            "one of",
            values.map(|values| {
                values
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("/")
            }),
        ),
        shown("only", checks.constant.as_ref().map(ToString::to_string)),
    ];
    let all: Vec<String> = all.into_iter().flatten().collect();
    if all.is_empty() {
        String::new()
    } else {
        format!("({})", all.join(", "))
    }
}
