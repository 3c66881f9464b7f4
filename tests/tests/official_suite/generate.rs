//! A schema of the suite through the pipeline, to the letter: the source of its types, or why there is none.

use std::{any::Any, panic};

use countersign_codegen::{Examples, Header, name, render};
use countersign_model::{Definition, Formats, Mapping, Reading, lower_as};
use countersign_spec::{Diagnostics, Memory, Severity, read_mirrored, resolve};

use crate::{
    place,
    suite::{Group, Remote},
};

/// The file of the document.
const DOCUMENT: &str = "suite.json";

/// What became of a schema.
pub(crate) enum Generated {
    /// Its types.
    Source(Source),
    /// It has no types, or they do not compile; the reason.
    Nothing(String),
}

/// The types of a schema.
pub(crate) struct Source {
    /// The text of the module.
    pub(crate) text: String,
    /// The Rust type of a place that refers to the schema: where that admits null and its type does not, an `Option`.
    pub(crate) place: Place,
    /// Whether no type of it is a checked value.
    pub(crate) is_typed: bool,
    /// Whether the generator warns of something that it does not enforce.
    pub(crate) is_warned: bool,
    /// What the compiler warns of.
    pub(crate) lints: Vec<String>,
}

/// A Rust type, in the module of the schema.
pub(crate) struct Place {
    /// The name of the schema's own type.
    pub(crate) ident: String,
    /// Whether null stands beside it.
    pub(crate) nullable: bool,
}

/// Generates the types of a schema; a panic is attributed to it.
pub(crate) fn of(group: &Group, remotes: &[Remote]) -> Generated {
    let outcome = panic::catch_unwind(|| source(group, remotes));
    match outcome {
        Ok(Ok(source)) => Generated::Source(source),
        Ok(Err(reason)) => Generated::Nothing(reason),
        Err(payload) => Generated::Nothing(format!("the generator panics: {}", said(&*payload))),
    }
}

fn source(group: &Group, remotes: &[Remote]) -> Result<Source, String> {
    let document = place::document(&group.schema).to_string();
    let mut files = Memory::new().with(DOCUMENT, document);
    for remote in remotes {
        files = files.with(place::remote(&remote.path), remote.text.as_str());
    }
    let (found, mut diagnostics) = read_mirrored(&files, &[place::mirror()], "", DOCUMENT);
    let (resolved, more) = resolve(found);
    diagnostics.extend(more);
    let resolved = resolved.ok_or_else(|| refusal(&diagnostics))?;
    let (api, more) = lower_as(&resolved, Reading::Literal, &mapping(group));
    diagnostics.extend(more);
    if diagnostics.has_errors() {
        return Err(refusal(&diagnostics));
    }
    let (named, more) = name(&api);
    diagnostics.extend(more);
    let header = Header {
        source: DOCUMENT,
        command: "cargo test",
    };
    let (text, more) = render(&named, Examples::Omitted, header);
    diagnostics.extend(more);
    let root = api.types.iter().find(|it| it.component);
    let root = root.ok_or("the component has no type")?;
    let place = Place {
        ident: named.type_name(root.id).ok_or("no name")?.to_owned(),
        nullable: root.nullable,
    };
    Ok(Source {
        text,
        place,
        is_typed: !api
            .types
            .iter()
            .any(|it| matches!(it.definition, Definition::Checked(_))),
        is_warned: diagnostics.count(Severity::Warning) > 0,
        lints: Vec::new(),
    })
}

/// Formats assert only where the suite says so: in the part about them.
fn mapping(group: &Group) -> Mapping {
    let formats = match group.file.starts_with("optional/format/") {
        true => Formats::Asserted,
        false => Formats::Annotated,
    };
    Mapping {
        formats,
        ..Mapping::default()
    }
}

/// The first error, which the others may follow from.
fn refusal(diagnostics: &Diagnostics) -> String {
    let mut errors = diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error);
    errors.next().map_or_else(
        || "no document".to_owned(),
        |it| format!("{}: {}", it.code.as_str(), it.message),
    )
}

fn said(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("of no text")
}
