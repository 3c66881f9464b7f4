//! The files of one document: each read once, into one tree.

use std::collections::BTreeMap;
use std::io;

use super::mirror::Mirror;
use super::text::{self, MAX_BYTES};
use crate::{Code, Diagnostic, Diagnostics, Files, NodeId, SourceId, Span, Tree};

/// Every file that was asked for so far.
pub(super) struct Library<'f> {
    files: &'f dyn Files,
    folder: String,
    entry: String,
    mirrors: &'f [Mirror],
    pub(super) tree: Tree,
    /// By name; `None` for what could not be read, which has been said.
    roots: BTreeMap<String, Option<NodeId>>,
    bytes: usize,
    pub(super) diagnostics: Diagnostics,
}

impl<'f> Library<'f> {
    pub(super) fn new(
        files: &'f dyn Files,
        mirrors: &'f [Mirror],
        folder: &str,
        entry: &str,
    ) -> Self {
        Library {
            files,
            folder: folder.to_owned(),
            entry: entry.to_owned(),
            mirrors,
            tree: Tree::default(),
            roots: BTreeMap::new(),
            bytes: 0,
            diagnostics: Diagnostics::new(),
        }
    }

    /// Reads the entry document.
    pub(super) fn entry(&mut self) -> Option<NodeId> {
        let name = self.entry.clone();
        self.file(&name, None)
    }

    /// The folder that references may not leave, with its slash; empty for the root of the files.
    pub(super) fn folder(&self) -> &str {
        &self.folder
    }

    /// The root of a file, read when it is asked for the first time; `from` is the reference that asks.
    pub(super) fn file(&mut self, name: &str, from: Option<Span>) -> Option<NodeId> {
        if let Some(root) = self.roots.get(name) {
            return *root;
        }
        let root = match self.files.read(name) {
            Ok(bytes) => self.add(name, bytes, from),
            Err(error) => {
                self.diagnostics.push(unreadable(name, &error, from));
                None
            }
        };
        self.roots.insert(name.to_owned(), root);
        root
    }

    /// The same where there is such a file; where there is none, nothing is said.
    pub(super) fn file_if_there(&mut self, name: &str) -> Option<NodeId> {
        let is_there = self.roots.contains_key(name) || self.files.read(name).is_ok();
        is_there.then(|| self.file(name, None))?
    }

    /// Takes in a text of our own under a name, once.
    pub(super) fn give(&mut self, name: &str, text: &str) {
        if !self.roots.contains_key(name) {
            let root = self.add(name, text.as_bytes().to_vec(), None);
            self.roots.insert(name.to_owned(), root);
        }
    }

    /// The file that stands for a URI.
    pub(super) fn mirrored(&self, uri: &str) -> Option<String> {
        self.mirrors.iter().find_map(|mirror| mirror.file(uri))
    }

    /// The URI that a file stands for.
    pub(super) fn uri_of(&self, file: &str) -> Option<String> {
        self.mirrors.iter().find_map(|mirror| mirror.uri(file))
    }

    /// The roots of all files that could be read, by name.
    pub(super) fn roots(&self) -> impl Iterator<Item = NodeId> {
        self.roots.values().copied().flatten()
    }

    /// The root of a source that has been read.
    pub(super) fn root(&self, source: SourceId) -> Option<NodeId> {
        self.roots
            .get(self.tree.sources().name(source))
            .copied()
            .flatten()
    }

    pub(super) fn finish(self) -> (Tree, Diagnostics) {
        (self.tree, self.diagnostics)
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>, from: Option<Span>) -> Option<NodeId> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > MAX_BYTES {
            let diagnostic = Diagnostic::error(
                Code::UnreadableFile,
                format!("`{name}` is too large to be read"),
            )
            .help("all files of a document together may have 1 GiB");
            self.diagnostics.push(place(diagnostic, from));
            return None;
        }
        let decoded = text::decode(bytes);
        let source = self.tree.add_source(name, decoded.text);
        match decoded.fault {
            Some(fault) => {
                self.diagnostics.push(fault.diagnostic(source));
                None
            }
            None => super::read_source(&mut self.tree, source, &mut self.diagnostics),
        }
    }
}

fn unreadable(name: &str, error: &io::Error, from: Option<Span>) -> Diagnostic {
    let (code, what) = match error.kind() {
        io::ErrorKind::NotFound => (Code::UnreadableFile, "there is no such file".to_owned()),
        io::ErrorKind::PermissionDenied => (Code::OutsideReference, error.to_string()),
        _ => (Code::UnreadableFile, error.to_string()),
    };
    let diagnostic = Diagnostic::error(code, format!("cannot read `{name}`: {what}"));
    place(diagnostic, from).help("names are relative to the file that refers to them")
}

fn place(diagnostic: Diagnostic, from: Option<Span>) -> Diagnostic {
    match from {
        Some(span) => diagnostic.at(span, "referred to here"),
        None => diagnostic,
    }
}
