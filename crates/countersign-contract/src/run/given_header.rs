//! A header or a query parameter that the user gives, whose value no report shows.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue};

/// What a shell makes of `user:password`, which stands between these.
const BASIC: &str = "Basic $(printf %s \"";
const BASIC_END: &str = "\" | base64 | tr -d '\\n')";

/// A header that the user gives; or a parameter of the query, whose name then starts with `?`.
#[derive(Clone, Eq, PartialEq)]
pub struct GivenHeader {
    name: String,
    pub(crate) value: HeaderValue,
    shown: String,
}

impl GivenHeader {
    /// A header by name and value, with the text that reports show instead of the value: for a shell, `Bearer ${TOKEN}`.
    /// `?key` is the name of the query parameter `key`.
    ///
    /// # Errors
    /// What is wrong with the name or the value (RFC 9110, section 5).
    pub fn new(name: &str, value: &str, shown: impl Into<String>) -> Result<GivenHeader, String> {
        let in_query = name.strip_prefix('?').filter(|name| !name.is_empty());
        let name = match (in_query, name.parse::<HeaderName>()) {
            (Some(_), _) => name.to_owned(),
            (None, Ok(name)) => name.as_str().to_owned(),
            (None, Err(_)) => return Err(format!("`{name}` is not the name of a header")),
        };
        let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
            format!("the value of `{name}` has characters that a header cannot have")
        })?;
        value.set_sensitive(true);
        Ok(GivenHeader {
            name,
            value,
            shown: shown.into(),
        })
    }

    /// A header whose value reports do not show: they name an environment variable after the header instead.
    ///
    /// # Errors
    /// As [`GivenHeader::new`].
    pub fn secret(name: &str, value: &str) -> Result<GivenHeader, String> {
        GivenHeader::new(name, value, format!("${{{}}}", variable(name)))
    }

    /// `user:password` as basic authentication (RFC 7617, section 2).
    ///
    /// # Errors
    /// As [`GivenHeader::new`].
    pub fn basic(secret: &str, shown: &str) -> Result<GivenHeader, String> {
        let encoded = STANDARD.encode(secret);
        let shown = format!("{BASIC}{shown}{BASIC_END}");
        GivenHeader::new("authorization", &format!("Basic {encoded}"), shown)
    }

    /// What stands for `user:password` where this is what a shell is shown for basic authentication.
    #[must_use]
    pub fn shown_basic(shown: &str) -> Option<&str> {
        shown.strip_prefix(BASIC)?.strip_suffix(BASIC_END)
    }

    /// The name: that of a header in lower case, that of a query parameter after a `?`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the query parameter, where it is one.
    pub(crate) fn in_query(&self) -> Option<&str> {
        self.name.strip_prefix('?')
    }

    /// What reports show instead of the value.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }
}

/// The name of an environment variable for a secret of this name.
pub(super) fn variable(name: &str) -> String {
    let letter = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_uppercase()
        } else {
            '_'
        }
    };
    name.trim_start_matches('?').chars().map(letter).collect()
}

impl fmt::Debug for GivenHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GivenHeader")
            .field("name", &self.name)
            .field("shown", &self.shown)
            .finish_non_exhaustive()
    }
}
