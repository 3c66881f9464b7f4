//! Operations, parameters, bodies, examples: what the document says besides its schemas, and which schemas it uses.

mod examples;
mod operations;
mod roots;
mod unused;

use countersign_spec::Diagnostics;
use countersign_spec::document::{self, Document};

use crate::lower::Arena;
use crate::plan::{Planner, Reached};
use crate::{Api, Operation, Server, ServerVariable, Slot, TypeDef};

pub(crate) use roots::{ask_for_schemas, part_sides};

/// The operations of both directions.
pub(crate) struct Surface {
    operations: Vec<Operation>,
    webhooks: Vec<Operation>,
}

impl Surface {
    /// Reads the operations and plans the types that are written in them.
    pub(crate) fn of(planner: &mut Planner<'_, '_>) -> Surface {
        let document = planner.arena().resolved.document();
        let (outgoing, incoming) = roots::operations(document);
        let mut reader = operations::Reader::new(planner, document);
        let operations = outgoing
            .into_iter()
            .map(|found| reader.operation(found))
            .collect();
        let webhooks = incoming
            .into_iter()
            .map(|found| reader.operation(found))
            .collect();
        Surface {
            operations,
            webhooks,
        }
    }

    /// Visits every place in every operation.
    pub(crate) fn each_slot(&mut self, visit: &mut dyn FnMut(&mut Slot)) {
        let operations = self.operations.iter_mut().chain(&mut self.webhooks);
        operations.for_each(|operation| slots_of(operation, visit));
    }

    /// The types that requests and responses name; a webhook's request is what the server sends.
    pub(crate) fn reached(&mut self) -> Reached {
        let mut reached = Reached::default();
        for operation in &mut self.operations {
            sent_mut(operation)
                .into_iter()
                .for_each(|slot| reached.request(slot));
            answered_mut(operation)
                .into_iter()
                .for_each(|slot| reached.response(slot));
        }
        for operation in &mut self.webhooks {
            sent_mut(operation)
                .into_iter()
                .for_each(|slot| reached.response(slot));
            answered_mut(operation)
                .into_iter()
                .for_each(|slot| reached.request(slot));
        }
        reached
    }

    pub(crate) fn into_api(
        self,
        document: &Document,
        types: Vec<TypeDef>,
        arena: Arena<'_>,
    ) -> (Api, Diagnostics) {
        let (schemas, diagnostics) = arena.into_parts();
        let api = Api {
            title: document.info.title.clone(),
            version: document.info.version.clone(),
            description: document.info.description.clone(),
            servers: servers_or_root(&document.servers),
            security_schemes: document.components.security_schemes.clone(),
            security: document.security.clone(),
            schemas,
            types,
            operations: self.operations,
            webhooks: self.webhooks,
        };
        (api, diagnostics)
    }
}

/// Visits every place in every operation of an API.
pub(crate) fn each_slot(api: &mut Api, visit: &mut dyn FnMut(&mut Slot)) {
    let operations = api.operations.iter_mut().chain(&mut api.webhooks);
    operations.for_each(|operation| slots_of(operation, visit));
}

fn slots_of(operation: &mut Operation, visit: &mut dyn FnMut(&mut Slot)) {
    sent_mut(operation).into_iter().for_each(&mut *visit);
    answered_mut(operation).into_iter().for_each(&mut *visit);
}

/// The places in what is sent: parameters and the body.
fn sent_mut(operation: &mut Operation) -> Vec<&mut Slot> {
    let parameters = operation.parameters.iter_mut().flat_map(|parameter| {
        parameter
            .slot
            .iter_mut()
            .chain(content_mut(&mut parameter.content))
    });
    let body = operation
        .request_body
        .iter_mut()
        .flat_map(|body| content_mut(&mut body.content));
    parameters.chain(body).collect()
}

/// The places in what comes back: headers and bodies.
fn answered_mut(operation: &mut Operation) -> Vec<&mut Slot> {
    let responses = operation.responses.iter_mut().flat_map(|response| {
        let headers = response.headers.iter_mut().flat_map(|header| {
            header
                .slot
                .iter_mut()
                .chain(content_mut(&mut header.content))
        });
        headers.chain(content_mut(&mut response.content))
    });
    responses.collect()
}

fn content_mut(content: &mut [crate::MediaType]) -> impl Iterator<Item = &mut Slot> {
    content.iter_mut().flat_map(|media| {
        let named = media.encoding.iter_mut().map(|(_, encoding)| encoding);
        let encodings = named
            .chain(&mut media.prefix_encoding)
            .chain(&mut media.item_encoding);
        let headers = encodings.flat_map(|encoding| &mut encoding.headers);
        let own = media.slot.iter_mut().chain(&mut media.item_slot);
        own.chain(headers.flat_map(|header| &mut header.slot))
    })
}

/// OpenAPI 3.1, section 4.8.1: without servers there is one, with a URL of `/`.
fn servers_or_root(servers: &[document::Server]) -> Vec<Server> {
    if servers.is_empty() {
        return vec![Server {
            url: "/".to_owned(),
            description: None,
            variables: Vec::new(),
        }];
    }
    servers.iter().map(server).collect()
}

fn server(server: &document::Server) -> Server {
    let variable = |variable: &document::ServerVariable| ServerVariable {
        name: variable.name.value.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
        description: variable.description.clone(),
    };
    Server {
        url: server.url.value.clone(),
        description: server.description.clone(),
        variables: server.variables.iter().map(variable).collect(),
    }
}
