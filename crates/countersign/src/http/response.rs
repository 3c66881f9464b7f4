//! [`Response`]: what every generated response enum can say; [`Undocumented`]: what no document has foreseen.

use std::fmt;

use super::{Bytes, HeaderMap, StatusCode};
use crate::Validate;

/// The responses of one operation: a variant for each documented status, range and default, and [`Undocumented`].
///
/// Its `validate` checks the body and the headers that it holds; streams are not read for that.
pub trait Response: Validate + fmt::Debug + Send + 'static {
    /// The status.
    fn status(&self) -> StatusCode;

    /// Whether the document knows such a response.
    fn is_documented(&self) -> bool;
}

/// A response that the document does not have, as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Undocumented {
    /// The status.
    pub status: StatusCode,
    /// The header fields.
    pub headers: HeaderMap,
    /// The body, undecoded.
    pub body: Bytes,
}

/// A status code of a document; one that HTTP does not have (RFC 9110, section 15) is 500.
#[doc(hidden)]
#[must_use]
pub fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
