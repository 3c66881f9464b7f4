//! Every operation of the document, and every schema that the document names outside of schemas.

use countersign_spec::NodeId;
use countersign_spec::document::{Callback, Document, MediaType, Operation, PathItem};

use super::unused;
use crate::lower::{self, Arena, Side};
use crate::{Reading, Trigger};

/// An operation, the path item that has it, and what makes it happen.
pub(super) struct Found<'d> {
    pub(super) item: &'d PathItem,
    pub(super) operation: &'d Operation,
    pub(super) trigger: Trigger,
}

/// What clients send, and what the service sends to them: webhooks, then the callbacks of all operations.
pub(super) fn operations(document: &Document) -> (Vec<Found<'_>>, Vec<Found<'_>>) {
    let outgoing = of_items(&document.paths, &Trigger::Call);
    let mut incoming = of_items(&document.webhooks, &Trigger::Webhook);
    incoming.extend(outgoing.iter().flat_map(callbacks));
    // Webhooks and callbacks may have callbacks.
    let mut at = 0;
    while let Some(found) = incoming.get(at).map(callbacks) {
        incoming.extend(found);
        at += 1;
    }
    (outgoing, incoming)
}

fn of_items<'d>(items: &'d [PathItem], trigger: &Trigger) -> Vec<Found<'d>> {
    let found = |(item, operation)| Found {
        item,
        operation,
        trigger: trigger.clone(),
    };
    let operations = |item: &'d PathItem| item.operations.iter().map(move |found| (item, found));
    items.iter().flat_map(operations).map(found).collect()
}

fn callbacks<'d>(found: &Found<'d>) -> Vec<Found<'d>> {
    let owner = found.id();
    let of_callback = |callback: &'d Callback| {
        let trigger = Trigger::Callback {
            name: callback.name.value.clone(),
            operation: owner.clone(),
        };
        of_items(&callback.paths, &trigger)
    };
    found
        .operation
        .callbacks
        .iter()
        .flat_map(of_callback)
        .collect()
}

impl Found<'_> {
    /// See [`Operation::id`](crate::Operation::id).
    pub(super) fn id(&self) -> String {
        let method = self.operation.method.as_str().to_lowercase();
        match &self.operation.operation_id {
            Some(id) => id.value.clone(),
            None => format!("{method} {}", self.item.path.value),
        }
    }
}

/// Asks for every schema that components and operations name, in document order.
pub(crate) fn ask_for_schemas(arena: &mut Arena<'_>) {
    let document = arena.resolved.document();
    for (_, node) in &document.components.schemas {
        arena.schema_of(*node);
    }
    each_schema(document, &mut |_, node| {
        arena.schema_of(node);
    });
    // What no operation uses is checked all the same.
    for node in unused::schemas(arena.resolved) {
        arena.schema_of(node);
    }
}

/// Gives clients and the service the schemas of what they send, unless schemas are taken to the letter.
pub(crate) fn part_sides(arena: &mut Arena<'_>) {
    if arena.reading == Reading::Literal {
        return;
    }
    let (mut client, mut service) = (Vec::new(), Vec::new());
    each_schema(arena.resolved.document(), &mut |side, node| {
        let id = arena.schema_of(node);
        match side {
            Side::Client => client.push(id),
            Side::Service => service.push(id),
        }
    });
    lower::part_sides(arena, &client, &service);
}

/// Visits every schema that an operation names, with the side that sends it.
fn each_schema(document: &Document, visit: &mut dyn FnMut(Side, NodeId)) {
    let (outgoing, incoming) = operations(document);
    for found in outgoing.iter().chain(&incoming) {
        let (asks, answers) = found.trigger.sides();
        requested(found.operation, &mut |node| visit(asks, node));
        answered(found.operation, &mut |node| visit(answers, node));
    }
}

impl Trigger {
    /// Who sends the request, and who the response.
    pub(super) fn sides(&self) -> (Side, Side) {
        match self {
            Trigger::Call => (Side::Client, Side::Service),
            Trigger::Webhook | Trigger::Callback { .. } => (Side::Service, Side::Client),
        }
    }
}

fn requested(operation: &Operation, found: &mut dyn FnMut(NodeId)) {
    for parameter in &operation.parameters {
        parameter.schema.into_iter().for_each(&mut *found);
        content(&parameter.content, found);
    }
    if let Some(body) = &operation.request_body {
        content(&body.content, found);
    }
}

fn answered(operation: &Operation, found: &mut dyn FnMut(NodeId)) {
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
        let own = media.schema.into_iter().chain(media.item_schema);
        own.for_each(&mut *found);
        let positions = media.prefix_encoding.iter().chain(&media.item_encoding);
        for encoding in media.encoding.iter().chain(positions) {
            let headers = encoding.headers.iter();
            headers
                .flat_map(|header| header.schema)
                .for_each(&mut *found);
        }
    }
}
