//! A header that the user gives, whose value no report shows.

use std::fmt;

use http::{HeaderName, HeaderValue};

/// A header that the user gives.
#[derive(Clone, Eq, PartialEq)]
pub struct GivenHeader {
    pub(super) name: HeaderName,
    pub(super) value: HeaderValue,
    shown: String,
}

impl GivenHeader {
    /// A header by name and value, with the text that reports show instead of the value: for a shell, `Bearer ${TOKEN}`.
    ///
    /// # Errors
    /// What is wrong with the name or the value (RFC 9110, section 5).
    pub fn new(name: &str, value: &str, shown: impl Into<String>) -> Result<GivenHeader, String> {
        let name: HeaderName = name
            .parse()
            .map_err(|_| format!("`{name}` is not the name of a header"))?;
        let mut value: HeaderValue = value.parse().map_err(|_| {
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
        let variable: String = name
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() {
                    c.to_ascii_uppercase()
                } else {
                    '_'
                }
            })
            .collect();
        GivenHeader::new(name, value, format!("${{{variable}}}"))
    }

    /// The name, in lower case.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// What reports show instead of the value.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }
}

impl fmt::Debug for GivenHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GivenHeader")
            .field("name", &self.name)
            .field("shown", &self.shown)
            .finish_non_exhaustive()
    }
}
