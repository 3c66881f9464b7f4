//! Every operation of the document, and every schema that the document names outside of schemas.

use countersign_spec::NodeId;
use countersign_spec::document::{Document, MediaType, Operation, PathItem};

use crate::lower::Arena;

type Found<'d> = Vec<(&'d PathItem, &'d Operation)>;

/// What clients send, and what the service sends to them: webhooks, then the callbacks of all operations.
pub(super) fn operations(document: &Document) -> (Found<'_>, Found<'_>) {
    let outgoing = of_items(&document.paths);
    let mut incoming = of_items(&document.webhooks);
    incoming.extend(callbacks(&outgoing));
    // Webhooks and callbacks may have callbacks.
    let mut at = 0;
    while at < incoming.len() {
        let found = callbacks(&incoming[at..=at]);
        incoming.extend(found);
        at += 1;
    }
    (outgoing, incoming)
}

fn of_items(items: &[PathItem]) -> Found<'_> {
    items
        .iter()
        .flat_map(|item| {
            item.operations
                .iter()
                .map(move |operation| (item, operation))
        })
        .collect()
}

fn callbacks<'d>(operations: &[(&'d PathItem, &'d Operation)]) -> Found<'d> {
    let items = operations
        .iter()
        .flat_map(|(_, operation)| &operation.callbacks)
        .flat_map(|callback| &callback.paths);
    items
        .flat_map(|item| {
            item.operations
                .iter()
                .map(move |operation| (item, operation))
        })
        .collect()
}

/// Asks for every schema that components and operations name, in document order.
pub(crate) fn ask_for_schemas(arena: &mut Arena<'_>) {
    let document = arena.resolved.document();
    for (_, node) in &document.components.schemas {
        arena.schema_of(*node);
    }
    let (outgoing, incoming) = operations(document);
    for (_, operation) in outgoing.into_iter().chain(incoming) {
        schemas_of(operation, &mut |node| {
            arena.schema_of(node);
        });
    }
}

fn schemas_of(operation: &Operation, found: &mut dyn FnMut(NodeId)) {
    for parameter in &operation.parameters {
        parameter.schema.into_iter().for_each(&mut *found);
        content(&parameter.content, found);
    }
    if let Some(body) = &operation.request_body {
        content(&body.content, found);
    }
    for response in &operation.responses {
        for header in &response.headers {
            header.schema.into_iter().for_each(&mut *found);
            content(&header.content, found);
        }
        content(&response.content, found);
    }
}

fn content(content: &[MediaType], found: &mut dyn FnMut(NodeId)) {
    for media in content {
        media
            .schema
            .into_iter()
            .chain(media.item_schema)
            .for_each(&mut *found);
    }
}
