//! The tree as the typed [`Document`]. What has the wrong form was reported by the check and is left out here.

use std::cell::Cell;
use std::collections::HashSet;

use super::links::Links;
use crate::document::{
    Components, Document, Info, PathItem, Server, ServerVariable, SpecVersion, Status, Tag,
};
use crate::{Code, Diagnostic, Diagnostics, Entry, Node, NodeId, Spanned, Tree};

mod content;
mod operation;
mod parameter;
mod security;

/// Types the document at `root`.
pub(super) fn document(
    tree: &Tree,
    links: &Links,
    root: NodeId,
    version: SpecVersion,
    diagnostics: &mut Diagnostics,
) -> Document {
    let root = tree.node(root);
    let mut typer = Typer {
        tree,
        links,
        version,
        diagnostics,
        inside: HashSet::new(),
        budget: Budget::default(),
    };
    let document = typer.document(root);
    if let Some(place) = typer.budget.exhausted_at.get() {
        diagnostics.push(too_much(tree.node(place)));
    }
    document
}

/// The status that a key of a Responses Object stands for (OpenAPI 3.1 section 4.8.16).
pub(super) fn status(key: &str) -> Option<Status> {
    match key.as_bytes() {
        b"default" => Some(Status::Default),
        [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(Status::Class(class - b'0')),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(Status::Code),
        _ => None,
    }
}

struct Typer<'a> {
    tree: &'a Tree,
    links: &'a Links,
    version: SpecVersion,
    diagnostics: &'a mut Diagnostics,
    /// The path items that are being typed: a callback may lead back to the one that it stands in.
    inside: HashSet<NodeId>,
    budget: Budget,
}

/// What references may multiply the document to: each object and each 64 bytes of text cost one. The largest real
/// documents stay below 100,000.
const MAX_COST: u32 = 1_000_000;

/// How many callbacks may stand inside each other.
const MAX_CALLBACKS: usize = 16;

struct Budget {
    left: Cell<u32>,
    exhausted_at: Cell<Option<NodeId>>,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            left: Cell::new(MAX_COST),
            exhausted_at: Cell::new(None),
        }
    }
}

impl Budget {
    /// Pays for something; `None` when there is nothing left, for which `place` is blamed the first time.
    fn spend(&self, cost: usize, place: NodeId) -> Option<()> {
        let cost = u32::try_from(cost).ok();
        match cost.and_then(|cost| self.left.get().checked_sub(cost)) {
            Some(left) => {
                self.left.set(left);
                Some(())
            }
            None => self.exhaust(place),
        }
    }

    fn exhaust<T>(&self, place: NodeId) -> Option<T> {
        self.left.set(0);
        self.exhausted_at
            .set(self.exhausted_at.get().or(Some(place)));
        None
    }
}

fn too_much(place: Node<'_>) -> Diagnostic {
    Diagnostic::error(
        Code::ReferenceExpansion,
        "the references stand for too much",
    )
    .at(place.span(), "what comes from here on is left out")
    .help("references that lead to references multiply: refer to smaller objects")
}

/// What the keys of a map of path items are.
#[derive(Copy, Clone, Eq, PartialEq)]
enum Keys {
    Paths,
    Names,
}

impl<'a> Typer<'a> {
    fn document(&mut self, root: Node<'a>) -> Document {
        let version = self.version;
        Document {
            version,
            node: root.id(),
            info: self.info(root),
            servers: self.servers(root),
            paths: self.path_items(self.field(root, "paths"), Keys::Paths),
            webhooks: self.path_items(self.field(root, "webhooks"), Keys::Names),
            components: self.components(root),
            security: self.security(root).unwrap_or_default(),
            tags: self.tags(root),
        }
    }

    /// What a node comes to after its references.
    fn follow(&self, node: Node<'a>) -> Option<Node<'a>> {
        let mut id = node.id();
        self.budget.spend(1, id)?;
        while let Some(step) = self.links.step(id) {
            self.budget.spend(1, id)?;
            id = step?;
        }
        Some(self.tree.node(id))
    }

    /// A field's value after its references.
    fn field(&self, node: Node<'a>, field: &str) -> Option<Node<'a>> {
        self.follow(node.get(field)?)
    }

    /// The items of a list after their references.
    fn list(&self, node: Node<'a>, field: &str) -> Vec<Node<'a>> {
        items(node, field)
            .filter_map(|item| self.follow(item))
            .collect()
    }

    fn key(&self, entry: Entry<'a>) -> Spanned<String> {
        let value = self.owned(entry.key, entry.value).unwrap_or_default();
        Spanned {
            value,
            span: entry.key_span,
        }
    }

    fn text(&self, node: Node<'a>, field: &str) -> Option<String> {
        let value = node.get(field)?;
        self.owned(value.as_str()?, value)
    }

    fn spanned(&self, node: Node<'a>, field: &str) -> Option<Spanned<String>> {
        let value = node.get(field)?;
        Some(Spanned {
            value: self.owned(value.as_str()?, value)?,
            span: value.span(),
        })
    }

    fn texts(&self, node: Node<'a>, field: &str) -> Vec<String> {
        items(node, field)
            .filter_map(|item| self.owned(item.as_str()?, item))
            .collect()
    }

    fn owned(&self, text: &str, place: Node<'a>) -> Option<String> {
        self.budget.spend(1 + text.len() / 64, place.id())?;
        Some(text.to_owned())
    }

    fn path_items(&mut self, map: Option<Node<'a>>, keys: Keys) -> Vec<PathItem> {
        let entries = map.into_iter().flat_map(Node::entries);
        let fits = |entry: &Entry<'_>| match keys {
            Keys::Paths => entry.key.starts_with('/'),
            Keys::Names => !entry.key.starts_with("x-"),
        };
        entries
            .filter(fits)
            .filter_map(|entry| self.path_item(entry))
            .collect()
    }

    fn path_item(&mut self, entry: Entry<'a>) -> Option<PathItem> {
        let node = self.follow(entry.value)?;
        if self.inside.len() >= MAX_CALLBACKS {
            return self.budget.exhaust(node.id());
        }
        if !self.inside.insert(node.id()) {
            return None; // a callback that leads back to itself
        }
        let parameters = self.parameters(node);
        let item = PathItem {
            path: self.key(entry),
            node: node.id(),
            summary: self.text(node, "summary"),
            description: self.text(node, "description"),
            servers: self.servers(node),
            operations: self.operations(node, &parameters),
            parameters,
        };
        self.inside.remove(&node.id());
        Some(item)
    }

    fn info(&self, root: Node<'a>) -> Info {
        let Some(node) = self.field(root, "info") else {
            return Info::default();
        };
        Info {
            title: self.text(node, "title").unwrap_or_default(),
            version: self.text(node, "version").unwrap_or_default(),
            description: self.text(node, "description"),
        }
    }

    fn tags(&self, root: Node<'a>) -> Vec<Tag> {
        let tag = |node| {
            let name = self.spanned(node, "name")?;
            let description = self.text(node, "description");
            Some(Tag { name, description })
        };
        self.list(root, "tags")
            .into_iter()
            .filter_map(tag)
            .collect()
    }

    fn servers(&self, node: Node<'a>) -> Vec<Server> {
        let servers = self.list(node, "servers");
        servers
            .into_iter()
            .filter_map(|node| self.server(node))
            .collect()
    }

    fn server(&self, node: Node<'a>) -> Option<Server> {
        Some(Server {
            url: self.spanned(node, "url")?,
            description: self.text(node, "description"),
            variables: entries(node, "variables")
                .map(|entry| self.server_variable(entry))
                .collect(),
        })
    }

    fn server_variable(&self, entry: Entry<'a>) -> ServerVariable {
        ServerVariable {
            name: self.key(entry),
            default: self.text(entry.value, "default").unwrap_or_default(),
            values: self.texts(entry.value, "enum"),
            description: self.text(entry.value, "description"),
        }
    }

    fn components(&mut self, root: Node<'a>) -> Components {
        let Some(node) = self.field(root, "components") else {
            return Components::default();
        };
        let section = |name: &str| {
            entries(node, name)
                .map(|entry| (self.key(entry), entry.value.id()))
                .collect()
        };
        Components {
            schemas: section("schemas"),
            responses: section("responses"),
            parameters: section("parameters"),
            examples: section("examples"),
            request_bodies: section("requestBodies"),
            headers: section("headers"),
            security_schemes: self.security_schemes(node),
        }
    }
}

fn flag(node: Node<'_>, field: &str) -> Option<bool> {
    node.get(field)?.as_bool()
}

fn items<'t>(node: Node<'t>, field: &str) -> impl Iterator<Item = Node<'t>> + use<'t> {
    node.get(field).into_iter().flat_map(Node::items)
}

/// The entries of a map.
fn entries<'t>(node: Node<'t>, field: &str) -> impl Iterator<Item = Entry<'t>> + use<'t> {
    node.get(field).into_iter().flat_map(Node::entries)
}
