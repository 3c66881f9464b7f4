//! [`Response`]: what every generated response enum can say; [`Undocumented`]: what no document has foreseen.

use std::fmt;

use super::{Bytes, HeaderMap, StatusCode};
use crate::{Location, Validate, Violations};

/// The responses of one operation: a variant for each documented status, range and default, and [`Undocumented`].
pub trait Response: fmt::Debug + Send + 'static {
    /// What the response is made of. Codegen writes it: a match on the variants, and nothing else.
    fn parts(&self) -> Parts<'_>;

    /// The status.
    fn status(&self) -> StatusCode {
        self.parts().status
    }

    /// Whether the document knows such a response.
    fn is_documented(&self) -> bool {
        self.parts().is_documented
    }

    /// Checks every constraint of the header fields and of the body; streams are not read for that.
    ///
    /// # Errors
    /// All violations: those of the body, and those of the header fields under `/headers`.
    fn validate(&self) -> Result<(), Violations> {
        self.parts().validate()
    }
}

/// What a response is made of.
#[derive(Clone, Copy)]
pub struct Parts<'r> {
    status: StatusCode,
    is_documented: bool,
    headers: Option<&'r dyn Validate>,
    body: Option<&'r dyn Validate>,
}

impl<'r> Parts<'r> {
    /// A documented response of one code.
    #[must_use]
    pub fn code(code: u16) -> Self {
        Self::of(status(code))
    }

    /// A documented response of a range, or of the default.
    #[must_use]
    pub const fn of(status: StatusCode) -> Self {
        Self {
            status,
            is_documented: true,
            headers: None,
            body: None,
        }
    }

    /// A response that the document does not have.
    #[must_use]
    pub const fn undocumented(response: &Undocumented) -> Self {
        Self {
            is_documented: false,
            ..Self::of(response.status)
        }
    }

    /// The header fields.
    #[must_use]
    pub const fn headers(mut self, headers: &'r dyn Validate) -> Self {
        self.headers = Some(headers);
        self
    }

    /// The body, where it has constraints.
    #[must_use]
    pub const fn body(mut self, body: &'r dyn Validate) -> Self {
        self.body = Some(body);
        self
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Whether the document knows such a response.
    #[must_use]
    pub const fn is_documented(&self) -> bool {
        self.is_documented
    }

    /// Checks header fields and body.
    ///
    /// # Errors
    /// As [`Response::validate`].
    pub fn validate(&self) -> Result<(), Violations> {
        let (root, mut violations) = (Location::root(), Violations::new());
        if let Some(headers) = self.headers {
            headers.check(&root.property("headers"), &mut violations);
        }
        if let Some(body) = self.body {
            body.check(&root, &mut violations);
        }
        violations.into_result()
    }
}

impl fmt::Debug for Parts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Parts({})", self.status)
    }
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
