//! [`Error`] and [`Failure`]: responses that are errors, and everything that is no response.

use std::{fmt, time::Duration};

use crate::{
    Violations,
    http::{BoxError, Response, StatusCode, Undocumented},
};

/// Why a call has no documented response of the class 2xx.
#[derive(Debug)]
pub enum Error<R> {
    /// The service answered: with a status of another class, or with one that the document does not have.
    Response(Box<R>),
    /// There is no response that could be understood.
    Failure(Failure),
}

/// Why there is no response that could be understood. The raw response is kept where there was one.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// Not sent: the request breaks its contract.
    Invalid {
        /// Which part of it.
        part: Part,
        /// All violations of that part; never empty.
        violations: Violations,
    },
    /// Not sent: a value has no text that could be sent at its place.
    Unsendable {
        /// The name of the parameter, or `body`.
        place: String,
        /// Why.
        reason: String,
    },
    /// Not sent whole: the stream of the body broke off, or an item of it breaks its contract.
    Unsent(BoxError),
    /// Not sent: the credentials could not be had.
    Credentials(BoxError),
    /// No response: the connection could not be made or broke off.
    Transport(BoxError),
    /// No whole response within this time.
    Timeout(Duration),
    /// The body broke off; what had come of it is in the response.
    Broken {
        /// What had come.
        response: Box<Undocumented>,
        /// What the transport says.
        error: BoxError,
    },
    /// The body is longer than a client takes.
    TooLong {
        /// What had come.
        response: Box<Undocumented>,
        /// The limit, in bytes.
        limit: usize,
    },
    /// The status is documented, and its body has a media type that is not.
    ContentType {
        /// The response as it came.
        response: Box<Undocumented>,
        /// The documented media types.
        documented: Vec<&'static str>,
    },
    /// The body is not what its media type says (invalid JSON), or its shape is not that of its type.
    Undecodable {
        /// The response as it came.
        response: Box<Undocumented>,
        /// What is wrong with it.
        reason: crate::Error,
    },
    /// A documented header is missing or has not its shape.
    Headers {
        /// The response as it came.
        response: Box<Undocumented>,
        /// What is wrong, by the names of the headers.
        violations: Violations,
    },
    /// The response breaks constraints of the document, and the client was told to refuse that.
    Violating {
        /// The status.
        status: StatusCode,
        /// All violations.
        violations: Violations,
    },
}

/// A part of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// The parameters.
    Parameters,
    /// The body.
    Body,
}

impl<R> Error<R> {
    /// The response, where the service answered one that could be understood.
    #[must_use]
    pub fn response(&self) -> Option<&R> {
        match self {
            Self::Response(response) => Some(response),
            Self::Failure(_) => None,
        }
    }

    /// The failure, where there was no such response.
    #[must_use]
    pub const fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failure(failure) => Some(failure),
            Self::Response(_) => None,
        }
    }
}

impl Failure {
    /// The response as it came, where one came.
    #[must_use]
    pub fn raw(&self) -> Option<&Undocumented> {
        match self {
            Self::Broken { response, .. }
            | Self::TooLong { response, .. }
            | Self::ContentType { response, .. }
            | Self::Undecodable { response, .. }
            | Self::Headers { response, .. } => Some(response),
            _ => None,
        }
    }
}

impl<R> From<Failure> for Error<R> {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl<R: Response> fmt::Display for Error<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Response(response) if response.is_documented() => {
                write!(f, "the service answered {}", response.status())
            }
            Self::Response(response) => {
                write!(
                    f,
                    "the service answered {}, which the document does not have",
                    response.status()
                )
            }
            Self::Failure(failure) => failure.fmt(f),
        }
    }
}

impl<R: Response> std::error::Error for Error<R> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Response(_) => None,
            Self::Failure(failure) => Some(failure),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid { part, violations } => {
                let part = match part {
                    Part::Parameters => "parameters",
                    Part::Body => "body",
                };
                write!(
                    f,
                    "not sent, the {part} of the request break the contract: {violations}"
                )
            }
            Self::Unsendable { place, reason } => write!(f, "not sent, `{place}`: {reason}"),
            Self::Unsent(error) => write!(f, "not sent whole: {}", Chain(&**error)),
            Self::Credentials(error) => write!(f, "not sent, there are no credentials: {error}"),
            Self::Transport(error) => write!(f, "no response: {}", Chain(&**error)),
            Self::Timeout(limit) => write!(f, "no whole response within {limit:?}"),
            Self::Broken { response, error } => {
                let (status, length) = (response.status, response.body.len());
                write!(
                    f,
                    "the body of a {status} broke off after {length} bytes: {}",
                    Chain(&**error)
                )
            }
            Self::TooLong { response, limit } => {
                write!(
                    f,
                    "the body of a {} is longer than {limit} bytes",
                    response.status
                )
            }
            Self::ContentType {
                response,
                documented,
            } => {
                let found = response.headers.get(::http::header::CONTENT_TYPE);
                let found = found.map_or("none".into(), |value| {
                    String::from_utf8_lossy(value.as_bytes())
                });
                let documented = documented.join(", ");
                write!(
                    f,
                    "a {} has the content type {found}, documented are {documented}",
                    response.status
                )
            }
            Self::Undecodable { response, reason } => {
                write!(
                    f,
                    "the body of a {} cannot be decoded: {reason}",
                    response.status
                )
            }
            Self::Headers {
                response,
                violations,
            } => {
                write!(
                    f,
                    "the header fields of a {} cannot be decoded: {violations}",
                    response.status
                )
            }
            Self::Violating { status, violations } => {
                write!(f, "a {status} breaks the contract: {violations}")
            }
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unsent(error)
            | Self::Credentials(error)
            | Self::Transport(error)
            | Self::Broken { error, .. } => Some(&**error),
            Self::Undecodable { reason, .. } => Some(reason),
            Self::Invalid { violations, .. }
            | Self::Headers { violations, .. }
            | Self::Violating { violations, .. } => Some(violations),
            _ => None,
        }
    }
}

/// An error with its causes, which transports keep to themselves.
struct Chain<'a>(&'a (dyn std::error::Error + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut error = self.0;
        for _ in 0..8 {
            let Some(source) = error.source() else { break };
            write!(f, ": {source}")?;
            error = source;
        }
        Ok(())
    }
}
