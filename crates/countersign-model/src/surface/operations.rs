//! Operations and their parts as plain data.

use countersign_spec::NodeId;
use countersign_spec::document::{self, Document, Status};

use super::examples::Examples;
use super::roots::Found;
use super::server;
use crate::lower::Side;
use crate::plan::{Name, Planner, component_words};
use crate::{
    Encoding, Header, Link, MediaType, Operation, Parameter, Presence, RequestBody, Response,
    SchemaId, Slot,
};

pub(super) struct Reader<'p, 'a, 'r> {
    planner: &'p mut Planner<'a, 'r>,
    document: &'r Document,
    examples: Examples,
    /// Who sends what is being read.
    side: Side,
}

impl<'p, 'a, 'r> Reader<'p, 'a, 'r> {
    pub(super) fn new(planner: &'p mut Planner<'a, 'r>, document: &'r Document) -> Self {
        Reader {
            planner,
            document,
            examples: Examples::default(),
            side: Side::Client,
        }
    }

    pub(super) fn operation(&mut self, found: Found<'_>) -> Operation {
        let id = found.id();
        let Found {
            item,
            operation,
            trigger,
        } = found;
        let name = Name::root(vec![id.clone()]);
        let (asks, answers) = trigger.sides();
        self.side = asks;
        let parameters = operation.parameters.iter();
        let parameters = parameters
            .map(|parameter| self.parameter(parameter, &name))
            .collect();
        let request_body = operation.request_body.as_ref();
        let request_body = request_body.map(|body| self.request_body(body, &name));
        self.side = answers;
        let responses = operation.responses.iter();
        let responses = responses
            .map(|response| self.response(response, &name))
            .collect();
        let servers = if operation.servers.is_empty() {
            &item.servers
        } else {
            &operation.servers
        };
        let security = operation
            .security
            .as_ref()
            .unwrap_or(&self.document.security);
        Operation {
            trigger,
            method: operation.method.clone(),
            path: item.path.value.clone(),
            summary: operation.summary.clone().or_else(|| item.summary.clone()),
            description: operation
                .description
                .clone()
                .or_else(|| item.description.clone()),
            tags: operation.tags.clone(),
            deprecated: operation.deprecated,
            location: self.planner.arena().resolved.location(operation.node),
            span: operation.span,
            security: security.clone(),
            servers: servers.iter().map(server).collect(),
            parameters,
            request_body,
            responses,
            id,
        }
    }

    fn parameter(&mut self, parameter: &document::Parameter, operation: &Name) -> Parameter {
        let name = operation.then(&parameter.name.value);
        let place = self.place(parameter.schema, &name);
        let content = self.content(&parameter.content, &name);
        let (schema, slot) = place.unzip();
        Parameter {
            name: parameter.name.value.clone(),
            location: parameter.location,
            presence: self.presence(parameter.required, schema),
            deprecated: parameter.deprecated,
            description: parameter.description.clone(),
            style: parameter.style,
            explode: parameter.explode,
            allow_reserved: parameter.allow_reserved,
            allow_empty_value: parameter.allow_empty_value,
            examples: self
                .examples
                .read(self.planner.arena(), schema, &parameter.examples),
            schema,
            slot,
            content,
        }
    }

    fn request_body(&mut self, body: &document::RequestBody, operation: &Name) -> RequestBody {
        RequestBody {
            required: body.required,
            description: body.description.clone(),
            content: self.content(&body.content, &operation.then("request")),
        }
    }

    fn response(&mut self, response: &document::Response, operation: &Name) -> Response {
        let status = operation.then(&match response.status.value {
            Status::Code(code) => code.to_string(),
            Status::Class(class) => format!("{class}XX"),
            Status::Default => "default".to_owned(),
        });
        Response {
            status: response.status.value,
            description: response.description.clone(),
            headers: response
                .headers
                .iter()
                .map(|header| self.header(header, &status))
                .collect(),
            content: self.content(&response.content, &status.then("response")),
            links: response.links.iter().map(|link| self.link(link)).collect(),
        }
    }

    fn header(&mut self, header: &document::Header, response: &Name) -> Header {
        let name = response.then(&header.name.value);
        let (schema, slot) = self.place(header.schema, &name).unzip();
        let content = self.content(&header.content, &name);
        Header {
            name: header.name.value.clone(),
            presence: self.presence(header.required, schema),
            deprecated: header.deprecated,
            description: header.description.clone(),
            explode: header.explode,
            examples: self
                .examples
                .read(self.planner.arena(), schema, &header.examples),
            schema,
            slot,
            content,
        }
    }

    /// Bodies by media type; the first has the plain name, the others that of their media type besides.
    fn content(&mut self, content: &[document::MediaType], name: &Name) -> Vec<MediaType> {
        let mut read = Vec::with_capacity(content.len());
        for (index, media) in content.iter().enumerate() {
            let name = if index == 0 {
                name.clone()
            } else {
                name.then(&media.name.value)
            };
            let (schema, slot) = self.place(media.schema, &name).unzip();
            let (item_schema, item_slot) =
                self.place(media.item_schema, &name.then("item")).unzip();
            read.push(MediaType {
                name: media.name.value.clone(),
                examples: self
                    .examples
                    .read(self.planner.arena(), schema, &media.examples),
                schema,
                slot,
                item_schema,
                item_slot,
                encoding: media
                    .encoding
                    .iter()
                    .map(|encoding| {
                        let property = encoding.property.as_ref();
                        let property = property.map(|name| name.value.clone()).unwrap_or_default();
                        (property, self.encoding(encoding, &name))
                    })
                    .collect(),
                prefix_encoding: media
                    .prefix_encoding
                    .iter()
                    .map(|encoding| self.encoding(encoding, &name))
                    .collect(),
                item_encoding: media
                    .item_encoding
                    .as_ref()
                    .map(|encoding| self.encoding(encoding, &name)),
            });
        }
        read
    }

    fn encoding(&mut self, encoding: &document::Encoding, body: &Name) -> Encoding {
        let part = match &encoding.property {
            Some(property) => body.then(&property.value),
            None => body.then("part"),
        };
        Encoding {
            content_type: encoding.content_type.clone(),
            headers: encoding
                .headers
                .iter()
                .map(|header| self.header(header, &part))
                .collect(),
            style: encoding.style,
            explode: encoding.explode,
            allow_reserved: encoding.allow_reserved,
        }
    }

    fn link(&mut self, link: &document::Link) -> Link {
        let resolved = self.planner.arena().resolved;
        let value = |node: NodeId| resolved.node(node).to_value();
        let parameters = link.parameters.iter();
        Link {
            name: link.name.value.clone(),
            operation: link.operation_id.as_ref().map(|id| id.value.clone()),
            reference: link.operation_ref.as_ref().map(|uri| uri.value.clone()),
            parameters: parameters
                .map(|(name, node)| (name.value.clone(), value(*node)))
                .collect(),
            request_body: link.request_body.map(value),
        }
    }

    /// The schema and the place of a value. What stands in a component has the component's name.
    fn place(&mut self, schema: Option<NodeId>, name: &Name) -> Option<(SchemaId, Slot)> {
        let node = schema?;
        let arena = self.planner.arena();
        let id = arena.schema_of(node);
        let id = match self.side {
            Side::Client => arena.sent_form(id).unwrap_or(id),
            Side::Service => id,
        };
        let words = component_words(&arena.schema(id).origin.location.pointer);
        let name = words.map_or_else(|| name.clone(), Name::root);
        Some((id, self.planner.plan_root(id, &name)))
    }

    fn presence(&mut self, required: bool, schema: Option<SchemaId>) -> Presence {
        match schema {
            _ if required => Presence::Required,
            Some(schema) => self.planner.presence(schema),
            None => Presence::Optional,
        }
    }
}
