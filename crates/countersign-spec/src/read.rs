//! The first stage: text to trees, the entry document and every file that it refers to.

use std::ops::Range;

use crate::tree::{Duplicate, MAX_DEPTH, Refusal};
use crate::{Code, Diagnostic, Diagnostics, Files, NodeId, SourceId, Span, Tree, version};

mod json;
mod library;
mod metaschema;
mod mirror;
mod pointer;
mod resource;
mod scalar;
mod survey;
mod target;
mod text;
mod uri;
mod yaml;

pub use mirror::Mirror;
pub(crate) use resource::{Anchor, Resources};
pub(crate) use scalar::is_old_boolean;
pub(crate) use survey::{Outcome, Reference, Standing, Survey};

/// What was read: every file's tree, and the references between them, not yet judged.
#[derive(Clone, Debug)]
pub struct Read {
    pub(crate) tree: Tree,
    pub(crate) root: Option<NodeId>,
    pub(crate) survey: Survey,
}

impl Read {
    /// The trees of all files, with their texts.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The root of the entry document, if it could be read.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }
}

/// Reads a document and every file that it refers to, each once.
///
/// `entry` is the document's name in `files`, with forward slashes. References lead to files in the folder of the
/// entry document and below it, and nowhere else.
pub fn read(files: &dyn Files, entry: &str) -> (Read, Diagnostics) {
    let folder = entry.rfind('/').map_or("", |end| &entry[..=end]);
    read_within(files, folder, entry)
}

/// Reads a document and every file that it refers to, each once; references lead to files whose names begin with
/// `folder`, and nowhere else. The empty folder is all that `files` give.
pub fn read_within(files: &dyn Files, folder: &str, entry: &str) -> (Read, Diagnostics) {
    read_mirrored(files, &[], folder, entry)
}

/// The same, where references to other hosts that are allowed by name lead to copies among the files.
pub fn read_mirrored(
    files: &dyn Files,
    mirrors: &[Mirror],
    folder: &str,
    entry: &str,
) -> (Read, Diagnostics) {
    let mut library = library::Library::new(files, mirrors, folder, entry);
    let root = library.entry();
    let declared = root.map(|root| (root, version::declared(library.tree.node(root))));
    let survey = match declared {
        Some((root, Ok(version))) => survey::survey(&mut library, root, version),
        _ => Survey::default(),
    };
    let (tree, diagnostics) = library.finish();
    (Read { tree, root, survey }, diagnostics)
}

/// Reads one text into the tree, as JSON or YAML by its content and name.
fn read_source(tree: &mut Tree, source: SourceId, diagnostics: &mut Diagnostics) -> Option<NodeId> {
    let text = tree.sources().text(source);
    let is_json = tree.sources().name(source).ends_with(".json");
    if !is_json && !text.trim_start().starts_with('{') {
        return yaml::read(tree, source, diagnostics);
    }
    if text.trim().is_empty() {
        diagnostics.push(empty(source));
        return None;
    }
    match json::read(tree, source, diagnostics) {
        json::Outcome::Read(root) => Some(root),
        json::Outcome::Failed(diagnostic) if is_json || diagnostic.code != Code::JsonSyntax => {
            diagnostics.push(*diagnostic);
            None
        }
        json::Outcome::Failed(_) => yaml::read(tree, source, diagnostics), // YAML in flow style
    }
}

fn empty(source: SourceId) -> Diagnostic {
    Diagnostic::error(Code::EmptyFile, "the file holds no document")
        .at(
            span(source, &(0..0)),
            "nothing but white space and comments",
        )
        .help("an OpenAPI document begins with `openapi: 3.1.0`")
}

fn refused(refusal: Refusal, span: Span) -> Diagnostic {
    match refusal {
        Refusal::Depth => Diagnostic::error(Code::TooDeep, "the document is nested too deeply")
            .at(span, format!("more than {MAX_DEPTH} levels"))
            .help("give inner parts names under `components`, and refer to them with `$ref`"),
        Refusal::Expansion => {
            Diagnostic::error(Code::AliasExpansion, "the aliases stand for too much")
                .at(
                    span,
                    "with this alias, aliases stand for more than 1,000,000 nodes",
                )
                .help("use `$ref` in place of aliases of aliases")
        }
    }
}

fn report_duplicates(duplicates: Vec<Duplicate>, diagnostics: &mut Diagnostics) {
    diagnostics.extend(duplicates.into_iter().map(|duplicate| {
        Diagnostic::error(
            Code::DuplicateKey,
            format!("the key `{}` is there twice", duplicate.key),
        )
        .at(duplicate.again, "again here; this one is not used")
        .related(duplicate.first, "first here")
        .help("remove or rename one of the two")
    }));
}

fn span(source: SourceId, range: &Range<usize>) -> Span {
    let offset = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    Span {
        source,
        start: offset(range.start),
        end: offset(range.end),
    }
}
