//! What is known to differ, each with its reason. An entry that agrees fails the run.

use std::collections::BTreeSet;

use crate::document::Document;

/// A document, a type of it, and why the judges do not agree about its instances.
type Known = (&'static str, &'static str, &'static str);

const KNOWN: &[Known] = &[];

/// Whether it is known that the judges differ about a type.
pub(crate) fn is_known(file: &str, ident: &str) -> bool {
    KNOWN
        .iter()
        .any(|(known, name, _)| (*known, *name) == (file, ident))
}

/// The entries about documents that were judged, and about which the judges agree.
pub(crate) fn unneeded(
    documents: &[Document],
    differing: &BTreeSet<(String, String)>,
) -> Vec<String> {
    let judged = KNOWN
        .iter()
        .filter(|(file, ..)| documents.iter().any(|document| document.file == *file));
    let agreed = judged
        .filter(|(file, ident, _)| !differing.contains(&((*file).to_owned(), (*ident).to_owned())));
    agreed
        .map(|(file, ident, reason)| {
            format!("{file}: {ident}: is known to differ, and does not: {reason}")
        })
        .collect()
}
