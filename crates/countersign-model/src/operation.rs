//! Operations: what is sent, and what comes back.

use std::sync::Arc;

use countersign_json::Value;
use countersign_spec::document::{Method, ParameterLocation, SecurityRequirement, Status, Style};
use countersign_spec::{Location, Span};

use crate::{Presence, SchemaId, Server, Slot};

/// One operation of the API (OpenAPI 3.1, section 4.8.10), its references followed.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, or the method and the path where there is none: `get /orders/{id}`.
    pub id: String,
    /// What makes it happen.
    pub trigger: Trigger,
    /// The method.
    pub method: Method,
    /// The path template, `/orders/{id}`; the name of a webhook, or the expression of a callback.
    pub path: String,
    /// `summary`
    pub summary: Option<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `tags`
    pub tags: Vec<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// Where the document has it.
    pub location: Location,
    /// The place to point at.
    pub span: Span,
    /// `parameters`, those of the path item merged in.
    pub parameters: Vec<Parameter>,
    /// `requestBody`
    pub request_body: Option<RequestBody>,
    /// `responses`, in document order.
    pub responses: Vec<Response>,
    /// Any one of these suffices; empty where none is required. The document's where the operation has none.
    pub security: Vec<SecurityRequirement>,
    /// Servers that replace those of the API; empty where they do not.
    pub servers: Vec<Server>,
}

/// What makes an operation happen.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum Trigger {
    /// A client calls it: one of `paths`.
    Call,
    /// The service has something to tell: one of `webhooks`.
    Webhook,
    /// The service was told where to call: one of an operation's `callbacks`.
    Callback {
        /// Its key in `callbacks`.
        name: String,
        /// The [`Operation::id`] of the operation that has it.
        operation: String,
    },
}

/// A parameter (OpenAPI 3.1, section 4.8.12).
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it is sent.
    pub location: ParameterLocation,
    /// Whether it may be left out.
    pub presence: Presence,
    /// `deprecated`
    pub deprecated: bool,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `style`, or the default of the location.
    pub style: Style,
    /// `explode`, or the default of the style.
    pub explode: bool,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// `allowEmptyValue`
    pub allow_empty_value: bool,
    /// `schema`
    pub schema: Option<SchemaId>,
    /// The place of the value, where there is a `schema`.
    pub slot: Option<Slot>,
    /// `content`; at most one, and none where there is a `schema`.
    pub content: Vec<MediaType>,
    /// `example` and `examples`
    pub examples: Vec<Example>,
}

/// A request body (OpenAPI 3.1, section 4.8.13).
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// `required`
    pub required: bool,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `content`, in document order.
    pub content: Vec<MediaType>,
}

/// A response (OpenAPI 3.1, section 4.8.17).
#[derive(Clone, Debug)]
pub struct Response {
    /// Which statuses it stands for.
    pub status: Status,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `headers`
    pub headers: Vec<Header>,
    /// `content`, in document order; empty where there is no body.
    pub content: Vec<MediaType>,
    /// `links`, in document order.
    pub links: Vec<Link>,
}

/// What can be asked for with the values of a response (OpenAPI 3.1, section 4.8.20).
#[derive(Clone, Debug)]
pub struct Link {
    /// Its key in `links`.
    pub name: String,
    /// The operation, by its [`Operation::id`]; `None` where `operationRef` names it, or nothing does.
    pub operation: Option<String>,
    /// `operationRef`: the operation by URI.
    pub reference: Option<String>,
    /// `parameters`: each a constant, or a string with a runtime expression.
    pub parameters: Vec<(String, Value)>,
    /// `requestBody`, likewise.
    pub request_body: Option<Value>,
}

/// A header of a response (OpenAPI 3.1, section 4.8.21).
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Whether it may be left out.
    pub presence: Presence,
    /// `deprecated`
    pub deprecated: bool,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `explode`
    pub explode: bool,
    /// `schema`
    pub schema: Option<SchemaId>,
    /// The place of the value, where there is a `schema`.
    pub slot: Option<Slot>,
    /// `content`; at most one, and none where there is a `schema`.
    pub content: Vec<MediaType>,
    /// `example` and `examples`
    pub examples: Vec<Example>,
}

/// A body in one media type (OpenAPI 3.1, section 4.8.14).
#[derive(Clone, Debug)]
pub struct MediaType {
    /// The media type or range, `application/json`.
    pub name: String,
    /// `schema`
    pub schema: Option<SchemaId>,
    /// The place of the value, where there is a `schema`.
    pub slot: Option<Slot>,
    /// `itemSchema` (OpenAPI 3.2): each item of a sequential media type.
    pub item_schema: Option<SchemaId>,
    /// The place of an item, where there is an `itemSchema`.
    pub item_slot: Option<Slot>,
    /// `encoding`, of properties by name, in document order.
    pub encoding: Vec<(String, Encoding)>,
    /// `prefixEncoding` (OpenAPI 3.2): of the first parts.
    pub prefix_encoding: Vec<Encoding>,
    /// `itemEncoding` (OpenAPI 3.2): of every part after those.
    pub item_encoding: Option<Encoding>,
    /// `example` and `examples`
    pub examples: Vec<Example>,
}

/// How one property, or one part, is written in a form or a multipart body (OpenAPI 3.1, section 4.8.15).
#[derive(Clone, Debug)]
pub struct Encoding {
    /// `contentType`: one media type or range, or several with commas.
    pub content_type: Option<String>,
    /// `headers` of the part.
    pub headers: Vec<Header>,
    /// `style`, where it is set: then it decides, and not `content_type`.
    pub style: Option<Style>,
    /// `explode`, where it is set.
    pub explode: Option<bool>,
    /// `allowReserved`
    pub allow_reserved: bool,
}

/// An example of the document.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its key in `examples`; `None` for `example`.
    pub name: Option<String>,
    /// The value; shared, since documents refer to one example from many places.
    pub value: Arc<Value>,
    /// Where the document has the value.
    pub span: Span,
    /// Whether the value satisfies the schema beside it as far as this model can tell; one that does not has been
    /// reported.
    pub valid: bool,
}

impl Operation {
    /// The places of values in it: parameters, the request body, headers and bodies of responses.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        let parameters = self.parameters.iter();
        let parameters =
            parameters.flat_map(|parameter| in_value(parameter.slot.as_ref(), &parameter.content));
        let body = self.request_body.iter();
        let body = body.flat_map(|body| in_content(&body.content));
        let responses = self.responses.iter().flat_map(|response| {
            let headers = response.headers.iter();
            let headers =
                headers.flat_map(|header| in_value(header.slot.as_ref(), &header.content));
            headers.chain(in_content(&response.content))
        });
        parameters.chain(body).chain(responses)
    }
}

fn in_value<'o>(
    slot: Option<&'o Slot>,
    content: &'o [MediaType],
) -> impl Iterator<Item = &'o Slot> {
    slot.into_iter().chain(in_content(content))
}

fn in_content(content: &[MediaType]) -> impl Iterator<Item = &Slot> {
    content.iter().flat_map(|media| {
        let own = [media.slot.as_ref(), media.item_slot.as_ref()];
        let headers = media.encodings().flat_map(|encoding| &encoding.headers);
        own.into_iter()
            .flatten()
            .chain(headers.flat_map(|header| &header.slot))
    })
}

impl MediaType {
    /// Every encoding: by name, by position, and of the rest.
    pub fn encodings(&self) -> impl Iterator<Item = &Encoding> {
        let named = self.encoding.iter().map(|(_, encoding)| encoding);
        named
            .chain(&self.prefix_encoding)
            .chain(&self.item_encoding)
    }
}
