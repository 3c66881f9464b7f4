//! What `openapi!` expands to: the items that `generate` would write.

use std::path::{Path, PathBuf};

use countersign_codegen::{Examples, TokenStream, emit};
use countersign_model::Mapping;
use countersign_spec::render::Colour;

use crate::Format;
use crate::pipeline::compile;
use crate::place::{Place, rooted};

/// The items of a document, and the files that they were made from.
#[derive(Clone, Debug)]
pub struct Expansion {
    /// The items, equal to those of the generated file.
    pub tokens: TokenStream,
    /// The document and every file that it refers to: when one changes, the items may.
    pub files: Vec<PathBuf>,
}

/// Expands a document; `schema` is relative to the crate's folder.
///
/// # Errors
/// The diagnostics as text for people, where one of them is an error.
pub fn expand(manifest_dir: &Path, schema: &str) -> Result<Expansion, String> {
    let place = Place {
        folder: manifest_dir,
        schema,
        root: None,
        mirrors: &[],
    };
    let mapping = Mapping::default();
    let compiled = compile(place, &mapping, |named| emit(named, Examples::Tested));
    match compiled.source {
        Some(tokens) if !compiled.report.diagnostics.has_errors() => {
            let (root, _) = rooted(manifest_dir, schema);
            let sources = &compiled.report.sources;
            let files = sources
                .ids()
                .filter(|id| !sources.name(*id).contains("://")) // the metaschemas, which are no file
                .map(|id| root.join(sources.name(id)))
                .collect();
            Ok(Expansion { tokens, files })
        }
        _ => Err(compiled.report.render(Format::Human, Colour::Off)),
    }
}
