//! Sending a request and taking in the answer: over the network, or to a service in this process.

mod hooked;
mod network;
#[cfg(not(feature = "tls"))]
mod plain;
mod polite;
mod program;
mod recording;
mod renewing;
mod service;
#[cfg(feature = "tls")]
mod tls;
mod token;
mod wait;

use std::fmt;
use std::future::Future;
use std::time::Duration;

use http::{Request, Response};
use hyper::body::Bytes;

use crate::GivenHeader;

pub use hooked::Hooked;
pub use network::Network;
pub use polite::{Pace, Polite};
pub use recording::{Record, Recorded, Recording};
pub use renewing::Renewing;
pub use service::InProcess;
pub use token::{ClientCredentials, Token};
pub use wait::wait_for;

/// What carries requests to the service under test.
pub trait Transport: Sync {
    /// Sends a request, whose URI is a path with a query, and takes in the whole answer.
    ///
    /// # Errors
    /// When there is no answer, for the reasons that [`SendError`] lists.
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> impl Future<Output = Result<Response<Bytes>, SendError>> + Send;

    /// What stands before the path in the lines that repeat a request: a URL, or the name of a shell variable.
    fn base(&self) -> String;

    /// The exchanges so far, where it [keeps](Recording) them.
    fn recorded(&self) -> Option<Record> {
        None
    }

    /// The headers that took the place of the user's so far, where it [renews](Renewing) them: no report shows them.
    fn renewed(&self) -> Vec<GivenHeader> {
        Vec::new()
    }
}

/// The bounds of one exchange.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub struct Bounds {
    /// How long an answer may take, its body included.
    pub timeout: Duration,
    /// How many bytes the body of an answer may have.
    pub most_body: usize,
}

impl Default for Bounds {
    /// 10 seconds and 16 MiB.
    fn default() -> Self {
        Bounds {
            timeout: Duration::from_secs(10),
            most_body: 16 << 20,
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum SendError {
    /// The URL is none that this transport serves.
    Url(String),
    /// `https://` was asked for, and feature `tls` is not built in.
    TlsNotBuilt,
    /// The certificates that are to be trusted cannot be.
    Tls(String),
    /// The user's hook failed.
    Hook(String),
    /// The token endpoint gave no token.
    Token(String),
    /// No connection came about: refused, no such host.
    Connect(String),
    /// There was no whole answer within this time.
    Timeout(Duration),
    /// The connection broke, or what came over it is not HTTP.
    Broken(String),
    /// The body of the answer is longer than this many bytes.
    TooLong(usize),
    /// It was not sent: a request before it did not do what it was for.
    NotReached,
}

impl SendError {
    /// Whether no service can be talked to at all.
    pub(crate) fn is_unreachable(&self) -> bool {
        matches!(
            self,
            SendError::Connect(_)
                | SendError::Url(_)
                | SendError::TlsNotBuilt
                | SendError::Tls(_)
                | SendError::Hook(_)
                | SendError::Token(_)
        )
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SendError::Url(reason) => write!(f, "the URL cannot be used: {reason}"),
            SendError::TlsNotBuilt => {
                f.write_str("https is not supported: TLS is not built into this version; use http://, or a proxy that adds TLS")
            }
            SendError::Tls(reason) => write!(f, "the certificates cannot be used: {reason}"),
            SendError::Hook(reason) => write!(f, "the hook failed: {reason}"),
            SendError::Token(reason) => write!(f, "the token endpoint gave no token: {reason}"),
            SendError::Connect(reason) => write!(f, "no connection: {reason}"),
            SendError::Timeout(after) => write!(f, "no whole answer within {after:?}"),
            SendError::Broken(reason) => write!(f, "the answer broke off or is not HTTP: {reason}"),
            SendError::NotReached => f.write_str("a request before it did not do what it was for"),
            SendError::TooLong(most) => write!(f, "the answer's body is longer than {most} bytes"),
        }
    }
}

impl std::error::Error for SendError {}

/// The message of an error with those of its causes, which say what happened.
pub(crate) fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text
}
