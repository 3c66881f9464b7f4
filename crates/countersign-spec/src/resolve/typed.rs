//! The tree as the typed [`Document`]. What has the wrong form was reported by the check and is left out here.

use std::collections::HashSet;

use super::links::Links;
use crate::document::{
    Components, Document, Info, PathItem, Server, ServerVariable, SpecVersion, Status, Tag,
};
use crate::{Diagnostics, Entry, Node, NodeId, Spanned, Tree};

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
    };
    Document {
        version,
        node: root.id(),
        info: typer.field(root, "info").map(info).unwrap_or_default(),
        servers: typer.servers(root),
        paths: typer.path_items(typer.field(root, "paths"), Keys::Paths),
        webhooks: typer.path_items(root.get("webhooks"), Keys::Names),
        components: typer.components(root),
        security: typer.security(root).unwrap_or_default(),
        tags: typer.list(root, "tags").filter_map(tag).collect(),
    }
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
}

/// What the keys of a map of path items are.
#[derive(Copy, Clone, Eq, PartialEq)]
enum Keys {
    Paths,
    Names,
}

impl<'a> Typer<'a> {
    /// What a node comes to after its references.
    fn follow(&self, node: Node<'a>) -> Option<Node<'a>> {
        self.links.follow(node, self.tree)
    }

    /// A field's value after its references.
    fn field(&self, node: Node<'a>, field: &str) -> Option<Node<'a>> {
        self.follow(node.get(field)?)
    }

    /// The items of a list after their references.
    fn list(&self, node: Node<'a>, field: &str) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let (tree, links) = (self.tree, self.links);
        items(node, field).filter_map(move |item| links.follow(item, tree))
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
        if !self.inside.insert(node.id()) {
            return None;
        }
        let parameters = self.parameters(node);
        let item = PathItem {
            path: key(entry),
            node: node.id(),
            summary: text(node, "summary"),
            description: text(node, "description"),
            servers: self.servers(node),
            operations: self.operations(node, &parameters),
            parameters,
        };
        self.inside.remove(&node.id());
        Some(item)
    }

    fn servers(&mut self, node: Node<'a>) -> Vec<Server> {
        self.list(node, "servers").filter_map(server).collect()
    }

    fn components(&mut self, root: Node<'a>) -> Components {
        let Some(node) = self.field(root, "components") else {
            return Components::default();
        };
        let section = |name: &str| {
            let entries = node.get(name).into_iter().flat_map(Node::entries);
            entries
                .map(|entry| (key(entry), entry.value.id()))
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

fn info(node: Node<'_>) -> Info {
    Info {
        title: text(node, "title").unwrap_or_default(),
        version: text(node, "version").unwrap_or_default(),
        description: text(node, "description"),
    }
}

fn tag(node: Node<'_>) -> Option<Tag> {
    Some(Tag {
        name: spanned(node, "name")?,
        description: text(node, "description"),
    })
}

fn server(node: Node<'_>) -> Option<Server> {
    let variables = node.get("variables").into_iter().flat_map(Node::entries);
    Some(Server {
        url: spanned(node, "url")?,
        description: text(node, "description"),
        variables: variables.map(server_variable).collect(),
    })
}

fn server_variable(entry: Entry<'_>) -> ServerVariable {
    ServerVariable {
        name: key(entry),
        default: text(entry.value, "default").unwrap_or_default(),
        values: texts(entry.value, "enum"),
        description: text(entry.value, "description"),
    }
}

fn key(entry: Entry<'_>) -> Spanned<String> {
    Spanned {
        value: entry.key.to_owned(),
        span: entry.key_span,
    }
}

fn text(node: Node<'_>, field: &str) -> Option<String> {
    node.get(field)?.as_str().map(str::to_owned)
}

fn spanned(node: Node<'_>, field: &str) -> Option<Spanned<String>> {
    let value = node.get(field)?;
    Some(Spanned {
        value: value.as_str()?.to_owned(),
        span: value.span(),
    })
}

fn texts(node: Node<'_>, field: &str) -> Vec<String> {
    items(node, field)
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
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
