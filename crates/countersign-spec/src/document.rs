//! The OpenAPI document as typed data: references followed, schemas left as nodes for the model to read.
//!
//! Names follow the objects of OpenAPI 3.0.4, 3.1.1 and 3.2.0, section 4 ("Schema" in 3.0).

use crate::{NodeId, Span, Spanned};

/// The version of the specification that a document declares in `openapi`.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub enum SpecVersion {
    /// 3.0.x: schemas are its own dialect, after a draft of JSON Schema.
    V3_0,
    /// 3.1.x: schemas are JSON Schema 2020-12.
    V3_1,
    /// 3.2.x: schemas are JSON Schema 2020-12.
    V3_2,
}

/// The whole document (OpenAPI Object).
#[derive(Clone, Debug)]
pub struct Document {
    /// The declared version.
    pub version: SpecVersion,
    /// The root mapping.
    pub node: NodeId,
    /// `info`.
    pub info: Info,
    /// `servers`; empty where the document declares none (which means one server at `/`).
    pub servers: Vec<Server>,
    /// `paths`, in document order.
    pub paths: Vec<PathItem>,
    /// `webhooks`; `path` holds the webhook's name.
    pub webhooks: Vec<PathItem>,
    /// `components`.
    pub components: Components,
    /// `security`: any one of these suffices; empty where none is required.
    pub security: Vec<SecurityRequirement>,
    /// `tags`.
    pub tags: Vec<Tag>,
}

/// Info Object.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// `title`.
    pub title: String,
    /// `version`: of the API, not of OpenAPI.
    pub version: String,
    /// `description`, Markdown.
    pub description: Option<String>,
}

/// Tag Object.
#[derive(Clone, Debug)]
pub struct Tag {
    /// `name`.
    pub name: Spanned<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
}

/// Server Object.
#[derive(Clone, Debug)]
pub struct Server {
    /// `url`, a template where it has variables.
    pub url: Spanned<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `variables`.
    pub variables: Vec<ServerVariable>,
}

/// Server Variable Object.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Its name in the URL template.
    pub name: Spanned<String>,
    /// `default`.
    pub default: String,
    /// `enum`; empty where any value may stand.
    pub values: Vec<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
}

/// Path Item Object.
#[derive(Clone, Debug)]
pub struct PathItem {
    /// The path template, the webhook's name, or the callback's expression.
    pub path: Spanned<String>,
    /// The mapping.
    pub node: NodeId,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `servers`, which replace the document's.
    pub servers: Vec<Server>,
    /// `parameters` as declared here; each operation has them merged in already.
    pub parameters: Vec<Parameter>,
    /// The operations, in document order.
    pub operations: Vec<Operation>,
}

/// An HTTP method, RFC 9110 section 9.
#[derive(Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub enum Method {
    /// `get`
    Get,
    /// `put`
    Put,
    /// `post`
    Post,
    /// `delete`
    Delete,
    /// `options`
    Options,
    /// `head`
    Head,
    /// `patch`
    Patch,
    /// `trace`
    Trace,
    /// `query`, OpenAPI 3.2
    Query,
    /// A key of `additionalOperations`, OpenAPI 3.2, spelt as on the wire.
    Other(String),
}

impl Method {
    /// The method as it is sent: `GET`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
            Method::Head => "HEAD",
            Method::Patch => "PATCH",
            Method::Trace => "TRACE",
            Method::Query => "QUERY",
            Method::Other(method) => method,
        }
    }
}

/// Operation Object.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The mapping.
    pub node: NodeId,
    /// Where the method stands as a key: the place to point at.
    pub span: Span,
    /// The method.
    pub method: Method,
    /// `operationId`.
    pub operation_id: Option<Spanned<String>>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `parameters`, those of the path item merged in: an operation's own replaces one of equal name and location.
    pub parameters: Vec<Parameter>,
    /// `requestBody`.
    pub request_body: Option<RequestBody>,
    /// `responses`, in document order.
    pub responses: Vec<Response>,
    /// `callbacks`.
    pub callbacks: Vec<Callback>,
    /// `security`; `None` where the document's holds, empty where none is required.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `servers`, which replace those of the path item and of the document.
    pub servers: Vec<Server>,
}

/// Where a parameter is sent.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub enum ParameterLocation {
    /// `path`
    Path,
    /// `query`
    Query,
    /// `querystring`: the whole of it, OpenAPI 3.2
    QueryString,
    /// `header`
    Header,
    /// `cookie`
    Cookie,
}

/// How a parameter's value is written (`style`, OpenAPI 3.1 section 4.8.12.3).
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub enum Style {
    /// `matrix`
    Matrix,
    /// `label`
    Label,
    /// `form`
    Form,
    /// `simple`
    Simple,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// `cookie`, OpenAPI 3.2
    Cookie,
}

/// Parameter Object.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The mapping.
    pub node: NodeId,
    /// `name`.
    pub name: Spanned<String>,
    /// `in`.
    pub location: ParameterLocation,
    /// `required`; true for every path parameter.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `style`, or the default of the location.
    pub style: Style,
    /// `explode`, or the default of the style.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `allowEmptyValue`.
    pub allow_empty_value: bool,
    /// `schema`.
    pub schema: Option<NodeId>,
    /// `content`; at most one.
    pub content: Vec<MediaType>,
    /// `example` and `examples`.
    pub examples: Vec<Example>,
}

/// Request Body Object.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// The mapping.
    pub node: NodeId,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `required`.
    pub required: bool,
    /// `content`, in document order.
    pub content: Vec<MediaType>,
}

/// Which statuses a response stands for (Responses Object).
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub enum Status {
    /// One status code, `200`.
    Code(u16),
    /// A class of them by its first digit: 2 for `2XX`.
    Class(u8),
    /// `default`: every status that is not named.
    Default,
}

/// Response Object.
#[derive(Clone, Debug)]
pub struct Response {
    /// The key under which the operation has it.
    pub status: Spanned<Status>,
    /// The mapping.
    pub node: NodeId,
    /// `summary`, OpenAPI 3.2.
    pub summary: Option<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `headers`; `Content-Type` is left out, as the specification says.
    pub headers: Vec<Header>,
    /// `content`, in document order.
    pub content: Vec<MediaType>,
    /// `links`.
    pub links: Vec<Link>,
}

/// Header Object.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: Spanned<String>,
    /// The mapping.
    pub node: NodeId,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `explode`.
    pub explode: bool,
    /// `schema`.
    pub schema: Option<NodeId>,
    /// `content`; at most one.
    pub content: Vec<MediaType>,
    /// `example` and `examples`.
    pub examples: Vec<Example>,
}

/// Media Type Object.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// The media type or range, `application/json`.
    pub name: Spanned<String>,
    /// The mapping.
    pub node: NodeId,
    /// `schema`.
    pub schema: Option<NodeId>,
    /// `itemSchema`, OpenAPI 3.2: of each item of a sequential media type.
    pub item_schema: Option<NodeId>,
    /// `example` and `examples`.
    pub examples: Vec<Example>,
    /// `encoding`.
    pub encoding: Vec<Encoding>,
    /// `prefixEncoding`, OpenAPI 3.2: of parts by position.
    pub prefix_encoding: Vec<Encoding>,
    /// `itemEncoding`, OpenAPI 3.2: of every part after those.
    pub item_encoding: Option<Encoding>,
}

/// Encoding Object.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// The property that it is for; `None` where a position is.
    pub property: Option<Spanned<String>>,
    /// The mapping.
    pub node: NodeId,
    /// `contentType`.
    pub content_type: Option<String>,
    /// `headers`.
    pub headers: Vec<Header>,
    /// `style`.
    pub style: Option<Style>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// An example that the document holds itself; an `externalValue` is none.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its key in `examples`; `None` for `example`.
    pub name: Option<Spanned<String>>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `value`, or `dataValue` of OpenAPI 3.2.
    pub value: NodeId,
}

/// Link Object.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its name.
    pub name: Spanned<String>,
    /// The mapping.
    pub node: NodeId,
    /// `operationId`.
    pub operation_id: Option<Spanned<String>>,
    /// `operationRef`.
    pub operation_ref: Option<Spanned<String>>,
    /// `parameters`: each a constant or a runtime expression.
    pub parameters: Vec<(Spanned<String>, NodeId)>,
    /// `requestBody`: a constant or a runtime expression.
    pub request_body: Option<NodeId>,
}

/// Callback Object.
#[derive(Clone, Debug)]
pub struct Callback {
    /// Its name.
    pub name: Spanned<String>,
    /// Its path items, by runtime expression.
    pub paths: Vec<PathItem>,
}

/// Components Object. Schemas and the unread kinds are nodes.
#[derive(Clone, Debug, Default)]
pub struct Components {
    /// `schemas`.
    pub schemas: Vec<(Spanned<String>, NodeId)>,
    /// `responses`.
    pub responses: Vec<(Spanned<String>, NodeId)>,
    /// `parameters`.
    pub parameters: Vec<(Spanned<String>, NodeId)>,
    /// `examples`.
    pub examples: Vec<(Spanned<String>, NodeId)>,
    /// `requestBodies`.
    pub request_bodies: Vec<(Spanned<String>, NodeId)>,
    /// `headers`.
    pub headers: Vec<(Spanned<String>, NodeId)>,
    /// `securitySchemes`.
    pub security_schemes: Vec<SecurityScheme>,
}

/// Security Requirement Object: all of these schemes together; none at all where it is empty.
#[derive(Clone, Debug)]
pub struct SecurityRequirement {
    /// Each scheme's name with the scopes or roles that it needs.
    pub schemes: Vec<(Spanned<String>, Vec<String>)>,
}

/// Security Scheme Object.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Its name in `components/securitySchemes`.
    pub name: Spanned<String>,
    /// The mapping.
    pub node: NodeId,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `type` and the fields that belong to it.
    pub form: SecurityForm,
}

/// What a security scheme asks for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SecurityForm {
    /// `apiKey`
    ApiKey {
        /// The parameter's name.
        name: String,
        /// `query`, `header` or `cookie`.
        location: ParameterLocation,
    },
    /// `http`
    Http {
        /// The authentication scheme in lower case, `bearer`.
        scheme: String,
        /// `bearerFormat`
        bearer_format: Option<String>,
    },
    /// `mutualTLS`
    MutualTls,
    /// `oauth2`
    OAuth2,
    /// `openIdConnect`
    OpenIdConnect {
        /// `openIdConnectUrl`
        url: String,
    },
}
