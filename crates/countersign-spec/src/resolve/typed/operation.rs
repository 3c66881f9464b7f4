//! Operations, request bodies, responses, callbacks and links.

use super::{Keys, Typer, entries, flag, status};
use crate::document::{
    Callback, Link, Method, Operation, Parameter, RequestBody, Response, SpecVersion,
};
use crate::{Entry, Kind, Node, Span, Spanned};

const METHODS: [(&str, Method); 9] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
    ("query", Method::Query),
];

impl<'a> Typer<'a> {
    /// The operations of a path item, in document order.
    pub(super) fn operations(&mut self, item: Node<'a>, shared: &[Parameter]) -> Vec<Operation> {
        let mut operations = Vec::new();
        for entry in item.entries() {
            match METHODS.iter().find(|(name, _)| *name == entry.key) {
                Some((_, Method::Query)) if self.version < SpecVersion::V3_2 => {}
                Some((_, method)) => {
                    operations.extend(self.operation(entry, method.clone(), shared))
                }
                None if entry.key == "additionalOperations"
                    && self.version >= SpecVersion::V3_2 =>
                {
                    let others = entry.value.entries();
                    operations.extend(others.filter_map(|other| {
                        self.operation(other, Method::Other(other.key.to_owned()), shared)
                    }));
                }
                None => {}
            }
        }
        operations
    }

    fn operation(
        &mut self,
        entry: Entry<'a>,
        method: Method,
        shared: &[Parameter],
    ) -> Option<Operation> {
        let node = self.follow(entry.value)?;
        let responses = self
            .field(node, "responses")
            .into_iter()
            .flat_map(Node::entries);
        (node.kind() == Kind::Mapping).then(|| Operation {
            node: node.id(),
            span: entry.key_span,
            method,
            operation_id: self.spanned(node, "operationId"),
            summary: self.text(node, "summary"),
            description: self.text(node, "description"),
            tags: self.texts(node, "tags"),
            deprecated: flag(node, "deprecated").unwrap_or(false),
            parameters: {
                let own = self.parameters(node);
                self.merge(shared, own)
            },
            request_body: node
                .get("requestBody")
                .and_then(|body| self.request_body(body)),
            responses: responses.filter_map(|entry| self.response(entry)).collect(),
            callbacks: entries(node, "callbacks")
                .filter_map(|entry| self.callback(entry))
                .collect(),
            security: self.security(node),
            servers: self.servers(node),
        })
    }

    /// The parameters of an operation: its own in place of those of the path item with the same name and location.
    fn merge(&self, shared: &[Parameter], own: Vec<Parameter>) -> Vec<Parameter> {
        let replaced = |shared: &Parameter| own.iter().any(|own| own.is_same(shared));
        let inherit = |shared: &Parameter| {
            let cost = 1
                + shared.description.as_ref().map_or(0, String::len) / 64
                + shared.examples.len()
                + own.len() / 16;
            self.budget.spend(cost, shared.node)?;
            (!replaced(shared)).then(|| shared.clone())
        };
        let mut merged: Vec<Parameter> = shared.iter().filter_map(inherit).collect();
        merged.extend(own);
        merged
    }

    fn request_body(&mut self, node: Node<'a>) -> Option<RequestBody> {
        let node = self.follow(node)?;
        (node.kind() == Kind::Mapping).then(|| RequestBody {
            node: node.id(),
            description: self.text(node, "description"),
            required: flag(node, "required").unwrap_or(false),
            content: self.content(node),
        })
    }

    fn response(&mut self, entry: Entry<'a>) -> Option<Response> {
        let status = Spanned {
            value: status(entry.key)?,
            span: entry.key_span,
        };
        let node = self.follow(entry.value)?;
        (node.kind() == Kind::Mapping).then(|| Response {
            status,
            node: node.id(),
            summary: self.text(node, "summary"),
            description: self.text(node, "description"),
            headers: self.headers(node),
            content: self.content(node),
            links: entries(node, "links")
                .filter_map(|entry| self.link(entry))
                .collect(),
        })
    }

    fn callback(&mut self, entry: Entry<'a>) -> Option<Callback> {
        let node = self.follow(entry.value)?;
        Some(Callback {
            name: self.key(entry),
            paths: self.path_items(Some(node), Keys::Names),
        })
    }

    fn link(&mut self, entry: Entry<'a>) -> Option<Link> {
        let node = self.follow(entry.value)?;
        Some(Link {
            name: self.key(entry),
            node: node.id(),
            operation_id: self.spanned(node, "operationId"),
            operation_ref: self.spanned(node, "operationRef"),
            parameters: entries(node, "parameters")
                .map(|entry| (self.key(entry), entry.value.id()))
                .collect(),
            request_body: node.get("requestBody").map(Node::id),
        })
    }
}

impl Operation {
    /// The operation's place for diagnostics: its id, or else its method.
    #[must_use]
    pub fn place(&self) -> Span {
        self.operation_id.as_ref().map_or(self.span, |id| id.span)
    }
}
