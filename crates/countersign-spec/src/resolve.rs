//! The second stage: references followed, the document typed.

use std::collections::BTreeMap;

use crate::read::{Anchor, Resources};
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
    resources: Resources,
    dialects: BTreeMap<NodeId, NodeId>,
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

    /// What a reference names, one step: from the mapping that holds a `$ref`, or from the text of a `$dynamicRef` or of a
    /// discriminator's mapping, to the node that it points at.
    ///
    /// `None` for a node that is no reference (a `$ref` inside an example is none) or whose reference is broken: it
    /// names nothing, something of another kind, or is part of a cycle of references.
    #[must_use]
    pub fn target(&self, reference: NodeId) -> Option<NodeId> {
        self.links.target(reference)
    }

    /// The node that begins the schema resource in which a node stands: the nearest schema around it with an `$id`, or
    /// the root of the file (JSON Schema 2020-12 core, section 4.3.5).
    #[must_use]
    pub fn resource(&self, id: NodeId) -> NodeId {
        self.resources.of(&self.tree, id)
    }

    /// The schemas with a `$dynamicAnchor` in a resource, each with its name, in the order in which they were found.
    pub fn dynamic_anchors(&self, resource: NodeId) -> impl Iterator<Item = (&str, NodeId)> {
        let anchors = self.resources.anchors(resource).iter();
        let dynamic = anchors.filter(|anchor| anchor.is_dynamic);
        dynamic.map(|Anchor { name, node, .. }| (name.as_str(), *node))
    }

    /// The schemas with a `$dynamicAnchor` of a name, in every resource, in document order.
    pub fn dynamic_anchors_of(&self, name: &str) -> impl Iterator<Item = NodeId> {
        self.resources.dynamic(name)
    }

    /// The text that declares the dialect of a schema, where that is neither OpenAPI's own nor JSON Schema 2020-12:
    /// `$schema` of the nearest schema around it, or `jsonSchemaDialect`. Its [`target`](Self::target) is the metaschema.
    #[must_use]
    pub fn dialect(&self, schema: NodeId) -> Option<NodeId> {
        if self.dialects.is_empty() {
            return None;
        }
        let mut here = schema;
        loop {
            if let Some(text) = self.dialects.get(&here) {
                return Some(*text);
            }
            let is_standard = self.tree.node(here).get("$schema").is_some();
            match self.tree.parent(here).filter(|_| !is_standard) {
                Some(parent) => here = parent,
                None if is_standard => return None,
                None => return self.dialects.get(&self.document.node).copied(),
            }
        }
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
            resources: survey.resources,
            dialects: survey.dialects.into_iter().collect(),
            document,
        }),
        diagnostics,
    )
}
