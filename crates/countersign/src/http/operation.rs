//! [`Operation`] and its parts: what a document says about an operation, as constants that generated code holds.

use super::{Location, Media, Parameter};
use crate::schema::Schema;

/// One operation (OpenAPI 3.2, section 4.10), its references followed.
#[derive(Debug)]
pub struct Operation {
    /// `operationId`, or the method and the path where there is none.
    pub id: &'static str,
    /// The method as it is sent: `GET`.
    pub method: &'static str,
    /// The path template: `/books/{id}`.
    pub path: &'static str,
    /// The same, cut into its pieces.
    pub pieces: &'static [Piece],
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

/// A piece of a path template.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Piece {
    /// Text that is sent as it is.
    Text(&'static str),
    /// The parameter of this index.
    Parameter(usize),
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

impl Case {
    /// A response without documented headers.
    #[must_use]
    pub const fn new(status: Statuses, content: &'static [Media]) -> Self {
        Self {
            status,
            headers: &[],
            schema: crate::schema::any,
            content,
        }
    }
}

impl Operation {
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

#[cfg(test)]
mod tests {
    use super::{Case, Operation, Statuses};
    use crate::schema;

    const fn case(status: Statuses) -> Case {
        Case::new(status, &[])
    }

    static OPERATION: Operation = Operation {
        id: "get",
        method: "GET",
        path: "/",
        pieces: &[],
        parameters: &[],
        schema: schema::any,
        body: None,
        responses: &[
            case(Statuses::Default),
            case(Statuses::Class(4)),
            case(Statuses::Code(404)),
        ],
        security: &[],
        servers: &[],
    };

    #[test]
    fn the_most_precise_response_has_the_status() {
        assert_eq!(OPERATION.case(404), Some(2));
        assert_eq!(OPERATION.case(422), Some(1));
        assert_eq!(OPERATION.case(200), Some(0));
        static ONLY_OK: &[Case] = &[case(Statuses::Code(200))];
        let documented = Operation {
            responses: ONLY_OK,
            ..OPERATION
        };
        assert_eq!(documented.case(418), None);
    }
}
