//! The annotations: they say something about a value and never reject one.

use countersign_spec::{Code, Diagnostic, Entry, Kind};

use super::Arena;
use crate::Schema;

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    match entry.key {
        "title" => schema.annotations.title = arena.text(entry).map(str::to_owned),
        "description" => schema.annotations.description = arena.text(entry).map(str::to_owned),
        "default" => schema.annotations.default = Some(entry.value.to_value()),
        "example" => schema
            .annotations
            .examples
            .insert(0, entry.value.to_value()),
        "examples" => read_examples(arena, schema, entry),
        "deprecated" => set(arena, schema, entry, |schema| {
            schema.annotations.deprecated = true
        }),
        "readOnly" => set(arena, schema, entry, |schema| {
            schema.annotations.read_only = true
        }),
        "writeOnly" => set(arena, schema, entry, |schema| {
            schema.annotations.write_only = true
        }),
        _ => return report_unexpressed(arena, entry),
    }
    true
}

fn set(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>, apply: fn(&mut Schema)) {
    if arena.flag(entry) {
        apply(schema);
    }
}

fn read_examples(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) {
    if entry.value.kind() != Kind::Sequence {
        arena.report(
            Diagnostic::warning(Code::KeywordType, "`examples` needs a sequence")
                .at(entry.value.span(), "no example is read from this")
                .help("`examples` of a schema is a list of values; names for examples have their place in a media type"),
        );
        return;
    }
    let items = entry.value.items();
    schema
        .annotations
        .examples
        .extend(items.map(countersign_spec::Node::to_value));
}

/// Keywords which describe what is not JSON, or where to read more.
fn report_unexpressed(arena: &mut Arena<'_>, entry: Entry<'_>) -> bool {
    let consequence = match entry.key {
        "contentEncoding" | "contentMediaType" | "contentSchema" => {
            "the string is taken as it is, not decoded"
        }
        "xml" => "only JSON is read and written",
        "externalDocs" => "the link is not in the generated documentation",
        _ => return false,
    };
    let message = format!("`{}` has no effect here", entry.key);
    arena.report(Diagnostic::note(Code::NotExpressed, message).at(entry.key_span, consequence));
    true
}
