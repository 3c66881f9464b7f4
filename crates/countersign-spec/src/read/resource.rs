//! The names that schemas give themselves: `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12 core, section 8.2).

use std::collections::{BTreeMap, HashMap};

use super::uri;
use crate::document::SpecVersion;
use crate::{Code, Diagnostic, Node, NodeId, Tree};

/// The schema resources that have been seen, and what has a name in them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resources {
    /// Whether schemas have names at all, as they do since OpenAPI 3.1.
    are_read: bool,
    /// By absolute URI, without fragment.
    by_uri: HashMap<String, NodeId>,
    /// The URI of each schema with an `$id`.
    bases: HashMap<NodeId, String>,
    /// By its root: the URI of a file that has one besides its name.
    files: HashMap<NodeId, String>,
    /// By the node that begins the resource.
    anchors: BTreeMap<NodeId, Vec<Anchor>>,
}

/// A name inside a resource.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    pub(crate) name: String,
    pub(crate) node: NodeId,
    /// Whether it is a `$dynamicAnchor`.
    pub(crate) is_dynamic: bool,
}

impl Resources {
    pub(super) fn new(version: SpecVersion) -> Self {
        Resources {
            are_read: version >= SpecVersion::V3_1,
            ..Resources::default()
        }
    }

    /// Whether schemas have names at all.
    pub(super) fn are_read(&self) -> bool {
        self.are_read
    }

    /// How many names there are, of both kinds.
    pub(super) fn count(&self) -> usize {
        self.by_uri.len() + self.anchors.values().map(Vec::len).sum::<usize>()
    }

    /// Whether every base is the name of a file.
    pub(super) fn is_empty(&self) -> bool {
        self.bases.is_empty() && self.files.is_empty()
    }

    /// The node that begins the resource with a URI.
    pub(super) fn get(&self, uri: &str) -> Option<NodeId> {
        self.by_uri.get(uri).copied()
    }

    /// The node that begins the resource in which a node stands: the nearest schema with an `$id`, or the file.
    pub(crate) fn of(&self, tree: &Tree, node: NodeId) -> NodeId {
        let mut here = node;
        if self.bases.is_empty() {
            return tree.root(tree.node(node).span().source).unwrap_or(node);
        }
        while !self.bases.contains_key(&here) {
            match tree.parent(here) {
                Some(parent) => here = parent,
                None => break,
            }
        }
        here
    }

    /// The URI that references in a resource start from.
    pub(super) fn base(&self, tree: &Tree, resource: NodeId) -> String {
        let named = self.bases.get(&resource);
        let known = named.or_else(|| self.files.get(&resource));
        known.cloned().unwrap_or_else(|| {
            let source = tree.node(resource).span().source;
            uri::of_file(tree.sources().name(source))
        })
    }

    /// What has a name in a resource.
    pub(crate) fn anchors(&self, resource: NodeId) -> &[Anchor] {
        self.anchors.get(&resource).map_or(&[], Vec::as_slice)
    }

    /// The schemas with a `$dynamicAnchor` of a name, in every resource.
    pub(crate) fn dynamic(&self, name: &str) -> impl Iterator<Item = NodeId> {
        let anchors = self.anchors.values().flatten();
        let named = anchors.filter(move |anchor| anchor.is_dynamic && anchor.name == name);
        named.map(|anchor| anchor.node)
    }

    /// The schema that a plain name stands for in a resource.
    pub(super) fn anchor(&self, resource: NodeId, name: &str) -> Option<NodeId> {
        let mut anchors = self.anchors(resource).iter();
        anchors
            .find(|anchor| anchor.name == name)
            .map(|anchor| anchor.node)
    }

    /// Gives the root of a file a URI besides its name.
    pub(super) fn name_file(&mut self, root: NodeId, uri: String) {
        self.by_uri.entry(uri.clone()).or_insert(root);
        self.files.insert(root, uri);
    }

    /// Takes in the names that a schema gives itself. Schemas around it have been taken in before.
    pub(super) fn take(&mut self, tree: &Tree, schema: Node<'_>, said: &mut Vec<Diagnostic>) {
        if !self.are_read {
            return;
        }
        if let Some(id) = schema.get("$id")
            && !self.bases.contains_key(&schema.id())
        {
            self.take_id(tree, schema, id, said);
        }
        for (keyword, is_dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
            if let Some(name) = schema.get(keyword) {
                self.take_anchor(tree, schema, name, is_dynamic, said);
            }
        }
    }

    fn take_id(&mut self, tree: &Tree, schema: Node<'_>, id: Node<'_>, said: &mut Vec<Diagnostic>) {
        let Some(text) = id.as_str() else {
            return said.push(not_text(id, "$id"));
        };
        let (reference, fragment) = uri::split_fragment(text);
        if !fragment.is_empty() {
            said.push(
                Diagnostic::warning(Code::MalformedReference, "`$id` cannot have a fragment")
                    .at(id.span(), "not used")
                    .help("write the name after the `#` as an `$anchor`"),
            );
            return;
        }
        let around = self.of(tree, schema.id());
        let uri = uri::resolve(&self.base(tree, around), reference);
        if let Some(other) = self.get(&uri).filter(|other| *other != schema.id()) {
            said.push(twice(tree, id, other, "$id"));
        }
        self.by_uri.entry(uri.clone()).or_insert(schema.id());
        self.bases.insert(schema.id(), uri);
    }

    fn take_anchor(
        &mut self,
        tree: &Tree,
        schema: Node<'_>,
        name: Node<'_>,
        is_dynamic: bool,
        said: &mut Vec<Diagnostic>,
    ) {
        let keyword = if is_dynamic {
            "$dynamicAnchor"
        } else {
            "$anchor"
        };
        let Some(text) = name.as_str() else {
            return said.push(not_text(name, keyword));
        };
        let resource = self.of(tree, schema.id());
        let anchors = self.anchors.entry(resource).or_default();
        let is_same = |anchor: &&Anchor| anchor.name == text;
        match anchors.iter().find(is_same) {
            Some(known) if known.node != schema.id() => {
                let other = known.node;
                said.push(twice(tree, name, other, keyword));
            }
            Some(known) if known.is_dynamic == is_dynamic => {}
            _ => anchors.push(Anchor {
                name: text.to_owned(),
                node: schema.id(),
                is_dynamic,
            }),
        }
    }
}

fn not_text(value: Node<'_>, keyword: &str) -> Diagnostic {
    Diagnostic::error(Code::WrongType, format!("`{keyword}` must be a string"))
        .at(value.span(), value.kind().described())
        .help("quote it")
}

fn twice(tree: &Tree, again: Node<'_>, first: NodeId, keyword: &str) -> Diagnostic {
    let name = again.as_str().unwrap_or("");
    let message = format!("two schemas have the name `{name}`");
    let place = tree
        .key(first)
        .map_or_else(|| tree.node(first).span().before(), |(_, span)| span);
    Diagnostic::warning(Code::DuplicateIdentifier, message)
        .at(again.span(), "not used: references lead to the first one")
        .related(place, "the first one")
        .help(format!("give each its own `{keyword}`"))
}
