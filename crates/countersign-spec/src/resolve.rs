//! The second stage: references followed, the document typed.

use crate::{Diagnostics, Document, Location, Node, NodeId, Read, Sources, Tree, version};

mod check;
mod links;
mod rules;
mod template;
mod typed;

use links::Links;

/// A document whose references have all been followed as far as they lead.
#[derive(Clone, Debug)]
pub struct Resolved {
    tree: Tree,
    links: Links,
    document: Document,
}

impl Resolved {
    /// The typed document.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The trees of all files.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The texts of all files.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        self.tree.sources()
    }

    /// A view of a node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.tree.node(id)
    }

    /// What a reference names, one step: from the mapping that holds a `$ref`, or from the text of a discriminator's
    /// mapping, to the node that it points at.
    ///
    /// `None` for a node that is no reference (a `$ref` inside an example is none) or whose reference is broken: it
    /// names nothing, something of another kind, or is part of a cycle of references.
    #[must_use]
    pub fn target(&self, reference: NodeId) -> Option<NodeId> {
        self.links.target(reference)
    }

    /// Where a node stands: the identity of a schema.
    #[must_use]
    pub fn location(&self, id: NodeId) -> Location {
        self.tree.location(id)
    }
}

/// Follows every reference and types the document; `None` only when there is no usable document.
pub fn resolve(read: Read) -> (Option<Resolved>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let Read { tree, root, survey } = read;
    let Some(root) = root else {
        return (None, diagnostics);
    };
    let version = match version::declared(tree.node(root)) {
        Ok(version) => version,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return (None, diagnostics);
        }
    };
    let links = links::judge(&tree, &survey.references, &mut diagnostics);
    check::check(&tree, &survey.objects, version, &mut diagnostics);
    let document = typed::document(&tree, &links, root, version, &mut diagnostics);
    rules::check(&tree, &document, &mut diagnostics);
    (
        Some(Resolved {
            tree,
            links,
            document,
        }),
        diagnostics,
    )
}
