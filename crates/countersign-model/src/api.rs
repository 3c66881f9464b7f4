//! The whole API: what `lower` gives, and what everything after it reads.

use countersign_spec::document::SecurityScheme;

use crate::{Operation, Schema, SchemaId, SecurityRequirement, TypeDef, TypeId};

/// An API as plain data. Lists are in document order.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`, Markdown.
    pub description: Option<String>,
    /// `servers`; one at `/` where the document declares none.
    pub servers: Vec<Server>,
    /// `components.securitySchemes`
    pub security_schemes: Vec<SecurityScheme>,
    /// `security`: what holds for an operation that does not say otherwise.
    pub security: Vec<SecurityRequirement>,
    /// Every schema that a type, an operation or another schema needs.
    pub schemas: Vec<Schema>,
    /// The types: each component in document order, followed by the types written inside it; then those of operations.
    pub types: Vec<TypeDef>,
    /// What a client may send.
    pub operations: Vec<Operation>,
    /// What the service sends to its client: webhooks, then the callbacks of operations.
    pub webhooks: Vec<Operation>,
}

impl Api {
    /// The schema of an id that this API gave out.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> Option<&Schema> {
        self.schemas.get(id.index())
    }

    /// The type of an id that this API gave out.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.index())
    }
}

/// A server (OpenAPI 3.1, section 4.8.5).
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Server {
    /// `url`, a template where it has variables.
    pub url: String,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `variables`
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL (OpenAPI 3.1, section 4.8.6).
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// `default`
    pub default: String,
    /// `enum`; empty where any value may stand.
    pub values: Vec<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
}
