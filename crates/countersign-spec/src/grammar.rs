//! The objects of OpenAPI as a table: which fields each has, and what stands in them.
//!
//! One table serves the search for references, the check of types and required fields, and 'did you mean'.

use crate::document::SpecVersion;

mod objects;

/// A kind of object, by its name in OpenAPI 3.2.0 section 4.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Object {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocumentation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
    SecurityRequirement,
}

/// What stands in a field.
#[derive(Copy, Clone, Debug)]
pub(crate) enum Form {
    Text,
    /// Text for people, on which nothing else depends.
    Prose,
    Boolean,
    Any,
    /// The object itself.
    Object(Object),
    /// The object, or a `$ref` to one.
    Reference(Object),
    List(&'static Form),
    Map(&'static Form),
    /// The text of a discriminator's mapping: a schema's name or a reference to one.
    SchemaName,
    /// What the subschemas of a schema may be in, the rest of its keywords being the model's to read: a schema, a
    /// list of them, or something that is none.
    Subschema,
    Subschemas,
}

/// One field of an object.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    pub(crate) need: Need,
    pub(crate) since: SpecVersion,
}

/// What happens without a field.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Need {
    /// Nothing.
    Optional,
    /// The document breaks the specification, but nothing that we do depends on it.
    Formal,
    /// The object has no meaning.
    Required,
}

/// All that an object may hold.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) known: &'static [Field],
    /// What stands under the keys that are not fields, where the object is a map as well.
    pub(crate) rest: Option<Form>,
}

impl Fields {
    /// The field of a name.
    pub(crate) fn get(self, name: &str) -> Option<&'static Field> {
        self.known.iter().find(|field| field.name == name)
    }
}

impl Object {
    /// Its fields.
    pub(crate) fn fields(self) -> Fields {
        objects::fields(self)
    }

    /// Its name with an article, for messages: `a response`.
    pub(crate) fn described(self) -> &'static str {
        match self {
            Object::Document => "an OpenAPI document",
            Object::Info => "an info object",
            Object::Contact => "a contact",
            Object::License => "a license",
            Object::Server => "a server",
            Object::ServerVariable => "a server variable",
            Object::Components => "a components object",
            Object::Paths => "a paths object",
            Object::PathItem => "a path item",
            Object::Operation => "an operation",
            Object::ExternalDocumentation => "an external documentation object",
            Object::Parameter => "a parameter",
            Object::RequestBody => "a request body",
            Object::MediaType => "a media type",
            Object::Encoding => "an encoding",
            Object::Responses => "a responses object",
            Object::Response => "a response",
            Object::Callback => "a callback",
            Object::Example => "an example object",
            Object::Link => "a link",
            Object::Header => "a header",
            Object::Tag => "a tag",
            Object::Schema => "a schema",
            Object::Discriminator => "a discriminator",
            Object::SecurityScheme => "a security scheme",
            Object::OAuthFlows => "an OAuth flows object",
            Object::OAuthFlow => "an OAuth flow",
            Object::SecurityRequirement => "a security requirement",
        }
    }

    /// The kind that a section of `components` holds.
    pub(crate) fn of_section(section: &str) -> Option<Object> {
        Some(match section {
            "schemas" => Object::Schema,
            "responses" => Object::Response,
            "parameters" => Object::Parameter,
            "examples" => Object::Example,
            "requestBodies" => Object::RequestBody,
            "headers" => Object::Header,
            "securitySchemes" => Object::SecurityScheme,
            "links" => Object::Link,
            "callbacks" => Object::Callback,
            "pathItems" => Object::PathItem,
            "mediaTypes" => Object::MediaType,
            _ => return None,
        })
    }

    /// The section of `components` that holds the kind.
    pub(crate) fn section(self) -> Option<&'static str> {
        Some(match self {
            Object::Schema => "schemas",
            Object::Response => "responses",
            Object::Parameter => "parameters",
            Object::Example => "examples",
            Object::RequestBody => "requestBodies",
            Object::Header => "headers",
            Object::SecurityScheme => "securitySchemes",
            Object::Link => "links",
            Object::Callback => "callbacks",
            Object::PathItem => "pathItems",
            Object::MediaType => "mediaTypes",
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Object;

    #[test]
    fn sections_and_kinds_agree() {
        for section in [
            "schemas",
            "responses",
            "parameters",
            "examples",
            "requestBodies",
            "headers",
            "securitySchemes",
            "links",
            "callbacks",
            "pathItems",
            "mediaTypes",
        ] {
            let object = Object::of_section(section).unwrap();
            assert_eq!(object.section(), Some(section));
        }
        assert_eq!(Object::of_section("things"), None);
        assert_eq!(Object::Info.section(), None);
    }

    #[test]
    fn no_field_is_listed_twice() {
        for object in [
            Object::Document,
            Object::Operation,
            Object::Parameter,
            Object::Schema,
            Object::PathItem,
        ] {
            let mut names: Vec<_> = object
                .fields()
                .known
                .iter()
                .map(|field| field.name)
                .collect();
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{object:?}");
        }
    }
}
