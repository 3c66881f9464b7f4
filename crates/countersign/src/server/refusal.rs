//! [`Refusal`]: why a request never reaches its operation.

use axum::http::StatusCode;

use crate::{
    Violation, Violations,
    http::{Location, Operation, Parameter},
};

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Refusal {
    /// 400: the syntax of a parameter or of the body is broken.
    Malformed {
        /// Where.
        source: Source,
        /// What is wrong.
        message: String,
    },
    /// 401: no credentials that any scheme admits.
    Unauthenticated,
    /// 403: the credentials are known, and not enough.
    Forbidden,
    /// 404: no operation has this path.
    NotFound,
    /// 405: no operation of this path has the method.
    MethodNotAllowed,
    /// 406: the client accepts none of the media types that the operation can send.
    NotAcceptable,
    /// 413: the body is longer than the limit.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// 415: the body's media type is not documented.
    UnsupportedMediaType,
    /// 422: parameters and body break their schemas.
    Invalid {
        /// The violations, of parameters first.
        objections: Vec<Objection>,
        /// How many more there are than are kept.
        omitted: usize,
    },
    /// 500: the operation failed; nothing is said about how.
    Internal,
    /// 500: in tests and debug builds, the operation's response breaks its schema.
    InvalidResponse(Violations),
}

/// A violation, and the part of the request that has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Objection {
    /// The part.
    pub source: Source,
    /// The violation; its pointer starts at the part.
    pub violation: Violation,
}

/// A part of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Source {
    /// The body.
    Body,
    /// A parameter.
    Parameter {
        /// Its name on the wire.
        name: &'static str,
        /// Where it stands.
        location: Location,
    },
    /// The query string as such, or the cookies.
    Part(Location),
}

impl Source {
    pub(super) const fn of(parameter: &Parameter) -> Self {
        Self::Parameter {
            name: parameter.name,
            location: parameter.location,
        }
    }
}

/// `the body`, ``the query parameter `limit` ``
impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Body => f.write_str("the body"),
            Self::Parameter { name, location } => {
                write!(f, "the {} parameter `{name}`", location.name())
            }
            Self::Part(location) => write!(f, "the {}", location.name()),
        }
    }
}

impl Refusal {
    pub(super) fn malformed(source: Source, message: impl std::fmt::Display) -> Self {
        Self::Malformed {
            source,
            message: message.to_string(),
        }
    }

    /// The violations of a body.
    pub(super) fn of_body(violations: Violations) -> Self {
        let omitted = violations.omitted();
        let objections = violations.into_iter().map(|violation| Objection {
            source: Source::Body,
            violation,
        });
        Self::Invalid {
            objections: objections.collect(),
            omitted,
        }
    }

    /// The status that names the refusal.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Malformed { .. } => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Internal | Self::InvalidResponse(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The status that an operation refuses with: its own, or the nearest that the document has instead.
    #[must_use]
    pub fn status_of(&self, operation: &Operation) -> StatusCode {
        let own = self.status();
        let others: &[StatusCode] = match self {
            Self::Malformed { .. } => &[StatusCode::UNPROCESSABLE_ENTITY],
            Self::TooLarge { .. } | Self::UnsupportedMediaType | Self::Invalid { .. } => {
                &[StatusCode::BAD_REQUEST]
            }
            _ => &[],
        };
        let documented = |status: &StatusCode| operation.case(status.as_u16()).is_some();
        if documented(&own) {
            return own;
        }
        others.iter().copied().find(documented).unwrap_or(own)
    }

    /// What is wrong, in one sentence for people; never anything of the server's inside.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::Malformed { source, message } => format!("{source} is malformed: {message}"),
            Self::Unauthenticated => "credentials are needed".to_owned(),
            Self::Forbidden => "the credentials are not enough".to_owned(),
            Self::NotFound => "there is nothing at this path".to_owned(),
            Self::MethodNotAllowed => "the path does not have this method".to_owned(),
            Self::NotAcceptable => "no documented media type is accepted".to_owned(),
            Self::TooLarge { limit } => format!("the body is longer than {limit} bytes"),
            Self::UnsupportedMediaType => "the media type of the body is not documented".to_owned(),
            Self::Invalid {
                objections,
                omitted,
            } => headline(objections.len() + omitted),
            Self::Internal => "the request could not be served".to_owned(),
            Self::InvalidResponse(violations) => {
                format!("the response breaks its schema: {violations}")
            }
        }
    }

    /// What is wrong with parameters and body; empty for all but [`Refusal::Invalid`].
    #[must_use]
    pub fn objections(&self) -> &[Objection] {
        match self {
            Self::Invalid { objections, .. } => objections,
            _ => &[],
        }
    }

    /// Two refusals of one request as one: broken syntax before broken schemas, and of those all.
    pub(super) fn with(self, other: Self) -> Self {
        match (self, other) {
            (
                Self::Invalid {
                    mut objections,
                    omitted,
                },
                Self::Invalid {
                    objections: more,
                    omitted: more_omitted,
                },
            ) => {
                objections.extend(more);
                Self::Invalid {
                    objections,
                    omitted: omitted + more_omitted,
                }
            }
            (Self::Invalid { .. }, other) => other,
            (first, _) => first,
        }
    }

    /// The first violations, and the rest counted.
    pub(super) fn cut(self, listed: usize) -> Self {
        match self {
            Self::Invalid {
                mut objections,
                omitted,
            } => {
                let more = objections.len().saturating_sub(listed);
                objections.truncate(listed);
                Self::Invalid {
                    objections,
                    omitted: omitted + more,
                }
            }
            other => other,
        }
    }
}

fn headline(count: usize) -> String {
    match count {
        1 => "1 violation".to_owned(),
        count => format!("{count} violations"),
    }
}
