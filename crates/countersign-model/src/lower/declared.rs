//! Dialects that a document declares: `$schema`, `jsonSchemaDialect`, and the `$vocabulary` of their metaschemas (JSON
//! Schema 2020-12 core, section 8.1).

use std::rc::Rc;

use countersign_spec::{Code, Diagnostic, Entry, Node, NodeId};

use super::{Arena, Dialect, vocabulary};

/// The vocabularies that a dialect does not have. Those that it has, or says nothing of, are read.
#[derive(Clone, Debug, Default)]
pub(super) struct LeftOut(Option<Rc<[&'static str]>>);

impl LeftOut {
    /// Whether a keyword belongs to one of them.
    pub(super) fn has(&self, keyword: &str) -> bool {
        let Some(left_out) = &self.0 else {
            return false;
        };
        let names = vocabulary::vocabulary_of(keyword);
        names.is_some_and(|names| names.iter().all(|name| left_out.contains(name)))
    }
}

/// What the dialect of a schema leaves out.
pub(super) fn left_out(arena: &mut Arena<'_>, schema: Node<'_>) -> LeftOut {
    let declared = match arena.dialect {
        Dialect::OpenApi30 => None,
        Dialect::JsonSchema => arena.resolved.dialect(schema.id()),
    };
    let Some(text) = declared else {
        return LeftOut::default();
    };
    if let Some(known) = arena.declared.get(&text) {
        return known.clone();
    }
    let left_out = read(arena, text);
    arena.declared.insert(text, left_out.clone());
    left_out
}

fn read(arena: &mut Arena<'_>, text: NodeId) -> LeftOut {
    let resolved = arena.resolved;
    let Some(metaschema) = resolved.target(text) else {
        report_unknown(arena, resolved.node(text));
        return LeftOut::default();
    };
    let Some(vocabularies) = resolved.node(metaschema).get("$vocabulary") else {
        return LeftOut::default();
    };
    let known: Vec<&str> = vocabularies
        .entries()
        .filter_map(|entry| vocabulary(entry.key))
        .collect();
    for entry in vocabularies.entries() {
        if vocabulary(entry.key).is_none() && entry.value.as_bool() == Some(true) {
            report_unknown_vocabulary(arena, resolved.node(text), entry);
        }
    }
    let all = vocabulary::VOCABULARIES.into_iter();
    LeftOut(Some(all.filter(|name| !known.contains(name)).collect()))
}

/// The vocabulary with a URI.
fn vocabulary(uri: &str) -> Option<&'static str> {
    let of_json_schema = uri.strip_prefix("https://json-schema.org/draft/2020-12/vocab/");
    let of_openapi = uri.starts_with("https://spec.openapis.org/oas/3.");
    let name = of_json_schema.or(of_openapi.then_some("base"))?;
    let mut all = vocabulary::VOCABULARIES.into_iter();
    all.find(|known| *known == name)
}

fn report_unknown(arena: &mut Arena<'_>, text: Node<'_>) {
    let message = format!("unknown dialect `{}`", text.as_str().unwrap_or(""));
    arena.report(
        Diagnostic::warning(Code::NotExpressed, message)
            .at(text.span(), "read as JSON Schema 2020-12")
            .help("keep its metaschema beside the document, and declare it by that name"),
    );
}

fn report_unknown_vocabulary(arena: &mut Arena<'_>, text: Node<'_>, entry: Entry<'_>) {
    let message = format!("unknown vocabulary `{}`", entry.key);
    arena.report(
        Diagnostic::warning(Code::NotEnforced, message)
            .at(
                text.span(),
                "keywords of this dialect that are not enforced",
            )
            .related(entry.key_span, "required here"),
    );
}

/// A keyword of a vocabulary that the dialect leaves out is none (core, section 6.5).
pub(super) fn report_left_out(arena: &mut Arena<'_>, entry: Entry<'_>) {
    let message = format!("`{}` has no effect here", entry.key);
    arena.report(Diagnostic::note(Code::NotExpressed, message).at(
        entry.key_span,
        "the dialect of this schema has no such keyword",
    ));
}
