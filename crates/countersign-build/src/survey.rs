//! [`survey`]: what a document comes to, in figures; for those who measure.

use std::path::Path;

use countersign_codegen::{Examples, Header, Named, render};
use countersign_model::{Api, Definition, Mapping, Schema};
use countersign_spec::{Folder, read_within};

use crate::Report;
use crate::pipeline::compile_read;

/// What a document comes to.
#[derive(Clone, Debug)]
pub struct Survey {
    /// What was found.
    pub report: Report,
    /// The source of its types as it would be written, and its figures; nothing where the document has errors.
    pub source: Option<(String, Figures)>,
}

/// How much of an API there is, and how much of it Rust types hold.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Figures {
    /// Schema objects that types or operations need.
    pub schemas: usize,
    /// Those of them that are no part of a checked value.
    pub typed: usize,
    /// Rust types.
    pub types: usize,
    /// Operations, those of webhooks and callbacks included.
    pub operations: usize,
}

/// Takes a document through every stage and writes nothing; `schema` is relative to `folder`, which no reference may
/// leave.
pub fn survey(folder: &Path, schema: &str, command: &str) -> Survey {
    let read = read_within(&Folder::new(folder.to_path_buf()), "", schema);
    let compiled = compile_read(read, &Mapping::default(), |named| {
        let header = Header {
            source: schema,
            command,
        };
        let (text, diagnostics) = render(named, Examples::Tested, header);
        ((text, figures(named)), diagnostics)
    });
    let has_errors = compiled.report.diagnostics.has_errors();
    Survey {
        source: compiled.source.filter(|_| !has_errors),
        report: compiled.report,
    }
}

fn figures(named: &Named<'_>) -> Figures {
    let api = named.api();
    let checked = checked(api);
    let typed = api
        .schemas
        .iter()
        .filter(|schema| !is_inside(schema, &checked))
        .count();
    Figures {
        schemas: api.schemas.len(),
        typed,
        types: api.types.len(),
        operations: api.operations.len() + api.webhooks.len(),
    }
}

/// A file by its number, and the way to a place in it.
type Place<'a> = (countersign_spec::SourceId, Vec<&'a str>);

fn place(schema: &Schema) -> Place<'_> {
    let location = &schema.origin.location;
    (location.source, location.pointer.split('/').collect())
}

/// Where checked values begin, in order; none stands inside of another.
fn checked(api: &Api) -> Vec<Place<'_>> {
    let checked = api
        .types
        .iter()
        .filter_map(|definition| match &definition.definition {
            Definition::Checked(checked) => api.schema(checked.schema),
            _ => None,
        });
    let mut places: Vec<Place<'_>> = checked.map(place).collect();
    places.sort_unstable();
    places.dedup_by(|inner, outer| is_within(inner, outer));
    places
}

fn is_within(inner: &Place<'_>, outer: &Place<'_>) -> bool {
    inner.0 == outer.0 && inner.1.starts_with(&outer.1)
}

/// Whether a schema is one of these, or written inside of one: then it is the last that is not behind the schema.
fn is_inside(schema: &Schema, places: &[Place<'_>]) -> bool {
    let place = place(schema);
    let behind = places.partition_point(|outer| *outer <= place);
    behind > 0 && is_within(&place, &places[behind - 1])
}
