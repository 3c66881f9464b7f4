//! What the specification asks beyond fields and types: ids, parameters, paths, servers, security.

use std::collections::HashMap;

use crate::document::{Document, Operation, PathItem, SpecVersion};
use crate::{Code, Diagnostic, Diagnostics, NodeId, Span, Tree};

mod access;
mod link;
mod parameter;
mod path;

/// Checks a typed document.
pub(super) fn check(tree: &Tree, document: &Document, diagnostics: &mut Diagnostics) {
    let mut rules = Rules {
        tree,
        document,
        diagnostics,
        ids: HashMap::new(),
    };
    rules.content();
    rules.servers(&document.servers);
    rules.security(&document.security);
    rules.ambiguous_paths();
    for item in &document.paths {
        rules.path_item(item);
        rules.path_parameters(item);
    }
    for item in &document.webhooks {
        rules.path_item(item);
    }
    rules.links();
}

struct Rules<'a> {
    tree: &'a Tree,
    document: &'a Document,
    diagnostics: &'a mut Diagnostics,
    /// Each `operationId` with the operation that had it first, and with the place of its path.
    ids: HashMap<&'a str, (NodeId, Span, Span)>,
}

impl<'a> Rules<'a> {
    /// A document without anything to use is most likely a mistake (OpenAPI 3.1 section 4.8.1).
    fn content(&mut self) {
        let root = self.tree.node(self.document.node);
        let has = |field: &str| root.get(field).is_some();
        if has("paths")
            || self.document.version > SpecVersion::V3_0 && (has("webhooks") || has("components"))
        {
            return;
        }
        let place = root
            .entry("openapi")
            .map_or_else(|| root.span().before(), |entry| entry.key_span);
        let diagnostic = Diagnostic::warning(
            Code::MissingField,
            "an OpenAPI document must have a field `paths`",
        )
        .at(place, "no `paths` in this document")
        .help("add `paths: {}` to a document of components only");
        self.diagnostics.push(diagnostic);
    }

    fn path_item(&mut self, item: &'a PathItem) {
        self.servers(&item.servers);
        self.duplicate_parameters(&item.parameters);
        for operation in &item.operations {
            self.operation(item, operation);
        }
    }

    fn operation(&mut self, item: &'a PathItem, operation: &'a Operation) {
        self.operation_id(item, operation);
        self.duplicate_parameters(&operation.parameters);
        self.servers(&operation.servers);
        for parameter in &operation.parameters {
            self.parameter(parameter);
        }
        if let Some(security) = &operation.security {
            self.security(security);
        }
        for callback in &operation.callbacks {
            for item in &callback.paths {
                self.path_item(item);
            }
        }
    }

    fn operation_id(&mut self, item: &'a PathItem, operation: &'a Operation) {
        let Some(id) = &operation.operation_id else {
            return;
        };
        let here = item.path.span;
        let (first, span, place) =
            *self
                .ids
                .entry(&id.value)
                .or_insert((operation.node, id.span, here));
        if first == operation.node && place != here {
            let message = format!("two places share the operation `{}`", id.value);
            let diagnostic = Diagnostic::note(Code::DuplicateOperationId, message)
                .at(here, "refers to it as well")
                .related(place, "the first one")
                .help("the later one is numbered in generated code; a path item of its own gives it a name");
            self.diagnostics.push(diagnostic);
        }
        if first != operation.node {
            let diagnostic = Diagnostic::warning(
                Code::DuplicateOperationId,
                format!("two operations have the id `{}`", id.value),
            )
            .at(id.span, "again here")
            .related(span, "first here")
            .help("give each operation an id of its own; until then the later one is numbered in generated code");
            self.diagnostics.push(diagnostic);
        }
    }
}
