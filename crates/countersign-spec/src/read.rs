//! The first stage: text to trees, the entry document and every file that it refers to.

use crate::{Diagnostics, Files, NodeId, Tree};

/// What was read: every file's tree, references not yet followed.
#[derive(Clone, Debug)]
pub struct Read {
    pub(crate) tree: Tree,
    pub(crate) root: Option<NodeId>,
}

impl Read {
    /// The trees of all files, with their texts.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }
}

/// Reads a document and every file that it refers to, each once.
pub fn read(files: &dyn Files, entry: &str) -> (Read, Diagnostics) {
    let _ = (files, entry);
    (
        Read {
            tree: Tree::default(),
            root: None,
        },
        Diagnostics::new(),
    )
}
