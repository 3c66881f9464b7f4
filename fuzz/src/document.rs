//! A text as a document, through the stages that need no Rust.

use countersign_model::{Api, lower};
use countersign_spec::{
    Diagnostics, Memory, Sources, read,
    render::{self, Colour},
    resolve,
};

/// Reads, resolves and lowers a text, and shows what is said about it; the model, where there is one and no error.
pub(crate) fn compiled(name: &str, text: &[u8]) -> Option<Api> {
    let files = Memory::new().with(name, text);
    let (found, mut diagnostics) = read(&files, name);
    let sources = found.tree().sources().clone();
    let (resolved, more) = resolve(found);
    diagnostics.extend(more);
    let lowered = resolved.as_ref().map(lower);
    let api = lowered.map(|(api, more)| {
        diagnostics.extend(more);
        api
    });
    show(&diagnostics, &sources);
    assert!(
        resolved.is_some() || diagnostics.has_errors(),
        "no document, and no word of it"
    );
    api.filter(|_| !diagnostics.has_errors())
}

/// Every way to show diagnostics: their places have to be in the text.
fn show(diagnostics: &Diagnostics, sources: &Sources) {
    for diagnostic in diagnostics.iter() {
        let place = diagnostic.span.map(|span| sources.slice(span));
        assert!(place.is_none_or(|text| text.len() < usize::MAX));
    }
    let human = render::human(diagnostics, sources, Colour::Off);
    let short = render::short(diagnostics, sources);
    let json = render::json(diagnostics, sources);
    assert_eq!(short.is_empty(), human.is_empty());
    for line in json.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

/// A document of one component schema; 3.0 where the text begins with a space.
pub(crate) fn of_schema(schema: &str) -> String {
    let version = if schema.starts_with(' ') {
        "3.0.3"
    } else {
        "3.1.1"
    };
    format!(
        "openapi: {version}\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    A: {schema}\n"
    )
}
