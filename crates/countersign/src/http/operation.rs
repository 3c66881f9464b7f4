//! [`Operation`] and its parts: what a document says about an operation, as constants that generated code holds.
//!
//! Each part is written as the document has it: a `const fn` makes it with the defaults of OpenAPI, and others say what
//! differs from them. A call is what a constant costs to compile, so that there are as few as there are things to say.

use super::{Location, Media, Parameter};
use crate::{Contract, schema::Schema};

/// One operation (OpenAPI 3.2, section 4.10), its references followed.
#[derive(Debug)]
pub struct Operation {
    /// `operationId`, or the method and the path where there is none.
    pub id: &'static str,
    /// The method as it is sent: `GET`.
    pub method: &'static str,
    /// The path template: `/books/{id}`.
    pub path: &'static str,
    /// The parameters, in document order.
    pub parameters: &'static [Parameter],
    /// The schema of all parameters: an object with a property for each, by [`Parameter::member`].
    pub schema: fn() -> &'static Schema,
    /// `requestBody`
    pub body: Option<RequestBody>,
    /// `responses`, in document order.
    pub responses: &'static [Case],
    /// Any one of these suffices; empty where none is required.
    pub security: &'static [&'static [Requirement]],
    /// Servers that replace those of the API; empty where they do not.
    pub servers: &'static [Server],
}

/// A request body (OpenAPI 3.2, section 4.13).
#[derive(Clone, Copy, Debug)]
pub struct RequestBody {
    /// `required`
    pub required: bool,
    /// `content`, in document order; never empty.
    pub content: &'static [Media],
}

/// A response (OpenAPI 3.2, section 4.17) and the statuses that it stands for.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The statuses.
    pub status: Statuses,
    /// `headers`, in document order: parameters of the style `simple`.
    pub headers: &'static [Parameter],
    /// The schema of all headers: an object with a property for each.
    pub schema: fn() -> &'static Schema,
    /// `content`, in document order; empty where there is no body.
    pub content: &'static [Media],
}

/// The statuses that a response stands for (OpenAPI 3.2, section 4.16). An exact code comes before its class, and a
/// class before the default.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Statuses {
    /// One code.
    Code(u16),
    /// A class by its first digit: 4 for `4XX`.
    Class(u16),
    /// All that are not named: `default`.
    Default,
}

/// One scheme that a request must satisfy, beside those of its group.
#[derive(Clone, Copy, Debug)]
pub struct Requirement {
    /// The scheme.
    pub scheme: &'static Scheme,
    /// The scopes or roles that are needed.
    pub scopes: &'static [&'static str],
}

/// A security scheme (OpenAPI 3.2, section 4.27).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// What it asks for.
    pub kind: SchemeKind,
}

/// What a security scheme asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SchemeKind {
    /// `apiKey`: a parameter of this location and name.
    ApiKey {
        /// `in`
        location: Location,
        /// `name`
        name: &'static str,
    },
    /// `http` with the scheme `basic` (RFC 7617).
    Basic,
    /// `http` with the scheme `bearer` (RFC 6750).
    Bearer,
    /// `http` with another scheme, in lower case.
    Http(&'static str),
    /// `oauth2`: a bearer token in the end.
    OAuth2,
    /// `openIdConnect`: a bearer token in the end.
    OpenIdConnect,
    /// `mutualTLS`: the transport's work.
    MutualTls,
    /// A name that the document does not declare: a client has nothing to show for it, and a server admits nobody.
    Undeclared,
}

/// A server (OpenAPI 3.2, section 4.6).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Server {
    /// `url`, a template where it has variables.
    pub url: &'static str,
    /// `variables`
    pub variables: &'static [Variable],
}

/// A variable of a server's URL.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Variable {
    /// Its name in the template.
    pub name: &'static str,
    /// `default`
    pub default: &'static str,
    /// `enum`; empty where any value may stand.
    pub values: &'static [&'static str],
}

impl Operation {
    /// An operation of which nothing else is known: no parameters, no body, no responses, and no security.
    #[must_use]
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            parameters: &[],
            schema: crate::schema::any,
            body: None,
            responses: &[],
            security: &[],
            servers: &[],
        }
    }

    /// `parameters`
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// The struct of all parameters.
    #[must_use]
    pub const fn schema<T: Contract>(mut self) -> Self {
        self.schema = T::schema;
        self
    }

    /// `requestBody`
    #[must_use]
    pub const fn body(mut self, body: RequestBody) -> Self {
        self.body = Some(body);
        self
    }

    /// `responses`
    #[must_use]
    pub const fn responses(mut self, responses: &'static [Case]) -> Self {
        self.responses = responses;
        self
    }

    /// `security`
    #[must_use]
    pub const fn security(mut self, security: &'static [&'static [Requirement]]) -> Self {
        self.security = security;
        self
    }

    /// `servers`
    #[must_use]
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers = servers;
        self
    }

    /// The response that a status belongs to, by index: an exact code, else its class, else the default.
    #[must_use]
    pub fn case(&self, status: u16) -> Option<usize> {
        let of = |statuses| {
            self.responses
                .iter()
                .position(|case| case.status == statuses)
        };
        of(Statuses::Code(status))
            .or_else(|| of(Statuses::Class(status / 100)))
            .or_else(|| of(Statuses::Default))
    }
}

impl RequestBody {
    /// A body of these media types.
    #[must_use]
    pub const fn new(content: &'static [Media]) -> Self {
        Self {
            required: false,
            content,
        }
    }

    /// A body of `application/json`.
    #[must_use]
    pub const fn json<T: Contract>() -> Self {
        Self::new(const { &[Media::json::<T>()] })
    }

    /// A body of `application/x-www-form-urlencoded`, without `encoding`.
    #[must_use]
    pub const fn form<T: Contract>() -> Self {
        Self::new(const { &[Media::form::<T>()] })
    }

    /// `required: true`
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl Case {
    /// The response of these statuses, without documented headers or a body.
    #[must_use]
    pub const fn new(status: Statuses) -> Self {
        Self {
            status,
            headers: &[],
            schema: crate::schema::any,
            content: &[],
        }
    }

    /// The response of one code.
    #[must_use]
    pub const fn code(code: u16) -> Self {
        Self::new(Statuses::Code(code))
    }

    /// The response of all statuses that have none of their own: `default`.
    #[must_use]
    pub const fn rest() -> Self {
        Self::new(Statuses::Default)
    }

    /// `content` of `application/json` alone.
    #[must_use]
    pub const fn json<T: Contract>(self) -> Self {
        self.content(const { &[Media::json::<T>()] })
    }

    /// `content` of `application/problem+json` alone.
    #[must_use]
    pub const fn problem<T: Contract>(self) -> Self {
        self.content(const { &[Media::problem::<T>()] })
    }

    /// `content`
    #[must_use]
    pub const fn content(mut self, content: &'static [Media]) -> Self {
        self.content = content;
        self
    }

    /// `headers`
    #[must_use]
    pub const fn headers(mut self, headers: &'static [Parameter]) -> Self {
        self.headers = headers;
        self
    }

    /// The struct of all headers.
    #[must_use]
    pub const fn schema<T: Contract>(mut self) -> Self {
        self.schema = T::schema;
        self
    }
}

impl Requirement {
    /// A scheme of which no scopes are needed.
    #[must_use]
    pub const fn new(scheme: &'static Scheme) -> Self {
        Self {
            scheme,
            scopes: &[],
        }
    }

    /// The scopes or roles that are needed.
    #[must_use]
    pub const fn scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Operation, Statuses};

    static OPERATION: Operation = Operation::new("get", "GET", "/").responses(&[
        Case::rest(),
        Case::new(Statuses::Class(4)),
        Case::code(404),
    ]);

    #[test]
    fn the_most_precise_response_has_the_status() {
        assert_eq!(OPERATION.case(404), Some(2));
        assert_eq!(OPERATION.case(422), Some(1));
        assert_eq!(OPERATION.case(200), Some(0));
        static ONLY_OK: Operation = Operation::new("get", "GET", "/").responses(&[Case::code(200)]);
        assert_eq!(ONLY_OK.case(418), None);
    }
}
