//! A diagnostic as a JSON value.

use countersign_json::{Number, Value};

use crate::{Diagnostic, Sources, Span};

/// The value of one diagnostic.
pub(super) fn value(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let related = diagnostic
        .related
        .iter()
        .map(|(span, label)| object([("label", string(label)), ("place", place(*span, sources))]));
    object([
        ("code", string(diagnostic.code.as_str())),
        ("severity", string(diagnostic.severity.as_str())),
        ("message", string(&diagnostic.message)),
        ("label", string(&diagnostic.label)),
        (
            "help",
            diagnostic.help.as_deref().map_or(Value::Null, string),
        ),
        (
            "place",
            diagnostic
                .span
                .map_or(Value::Null, |span| place(span, sources)),
        ),
        ("related", Value::Array(related.collect())),
    ])
}

fn place(span: Span, sources: &Sources) -> Value {
    let (start, end) = (sources.position(span), sources.end_position(span));
    object([
        ("file", string(sources.name(span.source))),
        ("line", number(start.line)),
        ("column", number(start.column)),
        ("end_line", number(end.line)),
        ("end_column", number(end.column)),
    ])
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(
        members
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

fn string(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn number(value: u32) -> Value {
    Value::Number(Number::from(i128::from(value)))
}
