//! `type`, `enum` and `const`.

use countersign_spec::{Code, Diagnostic, Entry, Kind, Node, nearest};

use super::{Arena, Dialect, dialect};
use crate::{JsonType, Reading, Schema, TypeSet};

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "type" => schema.types = read_types(arena, entry),
        "enum" => read_enumeration(arena, schema, entry),
        "const" => schema.constant = Some(entry.value.to_value()),
        _ => return false,
    }
    true
}

fn read_types(arena: &mut Arena<'_>, entry: Entry<'_>) -> Option<TypeSet> {
    if entry.value.kind() != Kind::Sequence {
        let json_type = read_type(arena, entry.key, entry.value)?;
        if json_type == JsonType::Null && arena.dialect == Dialect::OpenApi30 {
            dialect::report_null_type(arena, entry);
        }
        return Some(TypeSet::of(json_type));
    }
    let mut types = TypeSet::NONE;
    for item in entry.value.items() {
        let Some(json_type) = read_type(arena, entry.key, item) else {
            continue;
        };
        if types.names(json_type) {
            arena.report_twice(item, json_type);
        }
        types = types.with(json_type);
    }
    if arena.dialect == Dialect::OpenApi30 {
        dialect::report_type_array(arena, entry, types);
    }
    if types.is_empty() {
        if entry.value.is_empty() {
            let diagnostic = Diagnostic::error(Code::KeywordValue, "`type` is empty");
            arena.report(diagnostic.at(entry.value.span(), "expected one type at least"));
        }
        return None;
    }
    Some(types)
}

fn read_type(arena: &mut Arena<'_>, keyword: &str, node: Node<'_>) -> Option<JsonType> {
    let Some(name) = node.as_str() else {
        report_no_type(arena, keyword, node);
        return None;
    };
    let json_type = JsonType::parse(name);
    if json_type.is_none() {
        let diagnostic = Diagnostic::error(Code::KeywordValue, format!("unknown type `{name}`"))
            .at(node.span(), "no type of JSON Schema");
        arena.report(match other_name(name) {
            Some(help) => diagnostic.help(help),
            None => diagnostic
                .help("types are null, boolean, integer, number, string, array and object"),
        });
    }
    json_type
}

fn report_no_type(arena: &mut Arena<'_>, keyword: &str, node: Node<'_>) {
    if node.is_null() {
        let diagnostic = Diagnostic::error(Code::KeywordType, "`type` needs the name of a type");
        arena.report(
            diagnostic
                .at(node.span(), "this is null")
                .help("write `\"null\"` with quotes"),
        );
    } else {
        arena.report_wrong(keyword, node, "the name of a type");
    }
}

fn other_name(name: &str) -> Option<String> {
    let meant = match name {
        "int" | "int32" | "int64" | "long" => Some("integer"),
        "float" | "double" | "decimal" => Some("number"),
        "bool" => Some("boolean"),
        "file" => return Some("a file is `type: string` with `format: binary`".to_owned()),
        "date" | "date-time" | "datetime" | "uuid" => {
            return Some(format!("write `type: string` with `format: {name}`"));
        }
        "any" => return Some("a schema without `type` accepts every value".to_owned()),
        "list" => Some("array"),
        "map" | "dict" => Some("object"),
        _ => nearest(
            name,
            JsonType::ALL.iter().map(|json_type| json_type.as_str()),
        ),
    };
    meant.map(|meant| format!("did you mean `{meant}`?"))
}

fn read_enumeration(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) {
    if entry.value.kind() != Kind::Sequence {
        return arena.report_wrong(entry.key, entry.value, "a sequence of values");
    }
    if entry.value.is_empty() && arena.reading == Reading::Intended {
        let message = "`enum` is empty: taken as if it were not there";
        arena.report(
            Diagnostic::warning(Code::KeywordValue, message)
                .at(entry.value.span(), "by the letter, no value satisfies this")
                .help("list the values, or remove `enum`"),
        );
        return;
    }
    schema.enumeration = Some(arena.values(entry));
}

impl Arena<'_> {
    fn report_twice(&mut self, item: Node<'_>, json_type: JsonType) {
        let message = format!("`{}` is listed twice in `type`", json_type.as_str());
        self.report(
            Diagnostic::warning(Code::DuplicateEntry, message)
                .at(item.span(), "the second has no effect"),
        );
    }
}
