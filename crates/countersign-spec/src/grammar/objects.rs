//! The fields of each object, as OpenAPI 3.0.4, 3.1.1 and 3.2.0 list them.

use super::Form::{self, Any, Boolean, List, Map, Prose, SchemaName, Subschema, Subschemas, Text};
use super::{Field, Fields, Need, Object};
use crate::document::SpecVersion;

const fn field(name: &'static str, form: Form) -> Field {
    Field {
        name,
        form,
        need: Need::Optional,
        since: SpecVersion::V3_0,
    }
}

/// Without it the object has no meaning.
const fn required(name: &'static str, form: Form) -> Field {
    Field {
        need: Need::Required,
        ..field(name, form)
    }
}

/// The specification asks for it, we do not.
const fn formal(name: &'static str, form: Form) -> Field {
    Field {
        need: Need::Formal,
        ..field(name, form)
    }
}

const fn since_31(name: &'static str, form: Form) -> Field {
    Field {
        since: SpecVersion::V3_1,
        ..field(name, form)
    }
}

const fn since_32(name: &'static str, form: Form) -> Field {
    Field {
        since: SpecVersion::V3_2,
        ..field(name, form)
    }
}

const TEXTS: Form = List(&Text);
const SCHEMA: Form = Form::Reference(Object::Schema);
const SERVERS: Form = List(&Form::Object(Object::Server));
const PARAMETERS: Form = List(&Form::Reference(Object::Parameter));
const SECURITY: Form = List(&Form::Object(Object::SecurityRequirement));
const CONTENT: Form = Map(&Form::Reference(Object::MediaType));
const HEADERS: Form = Map(&Form::Reference(Object::Header));
const EXAMPLES: Form = Map(&Form::Reference(Object::Example));
const LINKS: Form = Map(&Form::Reference(Object::Link));
const CALLBACKS: Form = Map(&Form::Reference(Object::Callback));
const PATH_ITEMS: Form = Map(&Form::Reference(Object::PathItem));
const EXTERNAL_DOCS: Field = field("externalDocs", Form::Object(Object::ExternalDocumentation));
const OPERATION: Form = Form::Object(Object::Operation);
const OAUTH_FLOW: Form = Form::Object(Object::OAuthFlow);

/// The fields of an object.
pub(super) fn fields(object: Object) -> Fields {
    let known = match object {
        Object::Document => DOCUMENT,
        Object::Info => INFO,
        Object::Contact => CONTACT,
        Object::License => LICENSE,
        Object::Server => SERVER,
        Object::ServerVariable => SERVER_VARIABLE,
        Object::Components => COMPONENTS,
        Object::PathItem => PATH_ITEM,
        Object::Operation => OPERATION_FIELDS,
        Object::ExternalDocumentation => EXTERNAL_DOCUMENTATION,
        Object::Parameter => PARAMETER,
        Object::RequestBody => REQUEST_BODY,
        Object::MediaType => MEDIA_TYPE,
        Object::Encoding => ENCODING,
        Object::Response => RESPONSE,
        Object::Example => EXAMPLE,
        Object::Link => LINK,
        Object::Header => HEADER,
        Object::Tag => TAG,
        Object::Schema => SCHEMA_FIELDS,
        Object::Discriminator => DISCRIMINATOR,
        Object::SecurityScheme => SECURITY_SCHEME,
        Object::OAuthFlows => OAUTH_FLOWS,
        Object::OAuthFlow => OAUTH_FLOW_FIELDS,
        Object::Paths | Object::Responses | Object::Callback | Object::SecurityRequirement => &[],
    };
    let rest = match object {
        Object::Paths | Object::Callback => Some(Form::Reference(Object::PathItem)),
        Object::Responses => Some(Form::Reference(Object::Response)),
        Object::SecurityRequirement => Some(TEXTS),
        _ => None,
    };
    Fields { known, rest }
}

const DOCUMENT: &[Field] = &[
    required("openapi", Text),
    since_32("$self", Text),
    formal("info", Form::Object(Object::Info)),
    since_31("jsonSchemaDialect", Text),
    field("servers", SERVERS),
    field("paths", Form::Object(Object::Paths)),
    since_31("webhooks", PATH_ITEMS),
    field("components", Form::Object(Object::Components)),
    field("security", SECURITY),
    field("tags", List(&Form::Object(Object::Tag))),
    EXTERNAL_DOCS,
];

const INFO: &[Field] = &[
    formal("title", Prose),
    since_31("summary", Prose),
    field("description", Prose),
    field("termsOfService", Prose),
    field("contact", Form::Object(Object::Contact)),
    field("license", Form::Object(Object::License)),
    formal("version", Text),
];

const CONTACT: &[Field] = &[
    field("name", Prose),
    field("url", Prose),
    field("email", Prose),
];

const LICENSE: &[Field] = &[
    formal("name", Prose),
    since_31("identifier", Prose),
    field("url", Prose),
];

const SERVER: &[Field] = &[
    required("url", Text),
    field("description", Prose),
    since_32("name", Text),
    field("variables", Map(&Form::Object(Object::ServerVariable))),
];

const SERVER_VARIABLE: &[Field] = &[
    field("enum", TEXTS),
    required("default", Text),
    field("description", Prose),
];

const COMPONENTS: &[Field] = &[
    field("schemas", Map(&SCHEMA)),
    field("responses", Map(&Form::Reference(Object::Response))),
    field("parameters", Map(&Form::Reference(Object::Parameter))),
    field("examples", EXAMPLES),
    field("requestBodies", Map(&Form::Reference(Object::RequestBody))),
    field("headers", HEADERS),
    field(
        "securitySchemes",
        Map(&Form::Reference(Object::SecurityScheme)),
    ),
    field("links", LINKS),
    field("callbacks", CALLBACKS),
    since_31("pathItems", PATH_ITEMS),
    since_32("mediaTypes", CONTENT),
];

const PATH_ITEM: &[Field] = &[
    field("$ref", Text),
    field("summary", Prose),
    field("description", Prose),
    field("get", OPERATION),
    field("put", OPERATION),
    field("post", OPERATION),
    field("delete", OPERATION),
    field("options", OPERATION),
    field("head", OPERATION),
    field("patch", OPERATION),
    field("trace", OPERATION),
    since_32("query", OPERATION),
    since_32("additionalOperations", Map(&OPERATION)),
    field("servers", SERVERS),
    field("parameters", PARAMETERS),
];

const OPERATION_FIELDS: &[Field] = &[
    field("tags", TEXTS),
    field("summary", Prose),
    field("description", Prose),
    EXTERNAL_DOCS,
    field("operationId", Text),
    field("parameters", PARAMETERS),
    field("requestBody", Form::Reference(Object::RequestBody)),
    field("responses", Form::Object(Object::Responses)),
    field("callbacks", CALLBACKS),
    field("deprecated", Boolean),
    field("security", SECURITY),
    field("servers", SERVERS),
];

const EXTERNAL_DOCUMENTATION: &[Field] = &[field("description", Prose), formal("url", Prose)];

const PARAMETER: &[Field] = &[
    required("name", Text),
    required("in", Text),
    field("description", Prose),
    field("required", Boolean),
    field("deprecated", Boolean),
    field("allowEmptyValue", Boolean),
    field("style", Text),
    field("explode", Boolean),
    field("allowReserved", Boolean),
    field("schema", SCHEMA),
    field("example", Any),
    field("examples", EXAMPLES),
    field("content", CONTENT),
];

const REQUEST_BODY: &[Field] = &[
    field("description", Prose),
    required("content", CONTENT),
    field("required", Boolean),
];

const MEDIA_TYPE: &[Field] = &[
    field("schema", SCHEMA),
    since_32("itemSchema", SCHEMA),
    field("example", Any),
    field("examples", EXAMPLES),
    field("encoding", Map(&Form::Object(Object::Encoding))),
    since_32("prefixEncoding", List(&Form::Object(Object::Encoding))),
    since_32("itemEncoding", Form::Object(Object::Encoding)),
];

const ENCODING: &[Field] = &[
    field("contentType", Text),
    field("headers", HEADERS),
    field("style", Text),
    field("explode", Boolean),
    field("allowReserved", Boolean),
    since_32("encoding", Map(&Form::Object(Object::Encoding))),
    since_32("prefixEncoding", List(&Form::Object(Object::Encoding))),
    since_32("itemEncoding", Form::Object(Object::Encoding)),
];

const RESPONSE: &[Field] = &[
    since_32("summary", Prose),
    formal("description", Prose),
    field("headers", HEADERS),
    field("content", CONTENT),
    field("links", LINKS),
];

const EXAMPLE: &[Field] = &[
    field("summary", Prose),
    field("description", Prose),
    since_32("dataValue", Any),
    since_32("serializedValue", Text),
    field("value", Any),
    field("externalValue", Text),
];

const LINK: &[Field] = &[
    field("operationRef", Text),
    field("operationId", Text),
    field("parameters", Map(&Any)),
    field("requestBody", Any),
    field("description", Prose),
    field("server", Form::Object(Object::Server)),
];

const HEADER: &[Field] = &[
    field("description", Prose),
    field("required", Boolean),
    field("deprecated", Boolean),
    field("allowEmptyValue", Boolean),
    field("style", Text),
    field("explode", Boolean),
    field("allowReserved", Boolean),
    field("schema", SCHEMA),
    field("example", Any),
    field("examples", EXAMPLES),
    field("content", CONTENT),
];

const TAG: &[Field] = &[
    required("name", Text),
    since_32("summary", Prose),
    field("description", Prose),
    EXTERNAL_DOCS,
    since_32("parent", Text),
    since_32("kind", Text),
];

/// The keywords that hold subschemas (JSON Schema 2020-12 core, section 10, and older drafts). The model reads the rest.
const SCHEMA_FIELDS: &[Field] = &[
    field("properties", Map(&SCHEMA)),
    field("items", Subschemas),
    field("allOf", Subschemas),
    field("oneOf", Subschemas),
    field("anyOf", Subschemas),
    field("additionalProperties", Subschema),
    field("not", Subschema),
    field("discriminator", Form::Object(Object::Discriminator)),
    field("prefixItems", Subschemas),
    field("patternProperties", Map(&SCHEMA)),
    field("propertyNames", Subschema),
    field("contains", Subschema),
    field("if", Subschema),
    field("then", Subschema),
    field("else", Subschema),
    field("dependentSchemas", Map(&SCHEMA)),
    field("dependencies", Map(&Subschema)),
    field("unevaluatedItems", Subschema),
    field("unevaluatedProperties", Subschema),
    field("additionalItems", Subschema),
    field("contentSchema", Subschema),
    field("$defs", Map(&SCHEMA)),
    field("definitions", Map(&SCHEMA)),
];

const DISCRIMINATOR: &[Field] = &[
    required("propertyName", Text),
    field("mapping", Map(&SchemaName)),
    since_32("defaultMapping", SchemaName),
];

const SECURITY_SCHEME: &[Field] = &[
    required("type", Text),
    field("description", Prose),
    field("name", Text),
    field("in", Text),
    field("scheme", Text),
    field("bearerFormat", Text),
    field("flows", Form::Object(Object::OAuthFlows)),
    field("openIdConnectUrl", Text),
    since_32("oauth2MetadataUrl", Text),
    since_32("deprecated", Boolean),
];

const OAUTH_FLOWS: &[Field] = &[
    field("implicit", OAUTH_FLOW),
    field("password", OAUTH_FLOW),
    field("clientCredentials", OAUTH_FLOW),
    field("authorizationCode", OAUTH_FLOW),
    since_32("deviceAuthorization", OAUTH_FLOW),
];

const OAUTH_FLOW_FIELDS: &[Field] = &[
    field("authorizationUrl", Text),
    since_32("deviceAuthorizationUrl", Text),
    field("tokenUrl", Text),
    field("refreshUrl", Text),
    formal("scopes", Map(&Text)),
];
