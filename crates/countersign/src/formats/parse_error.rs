//! [`FormatError`]: a text that does not have the format of its type.

use std::fmt;

/// A text that does not have the format of its type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FormatError {
    pub(super) format: &'static str,
}

impl FormatError {
    /// The name of the format.
    #[must_use]
    pub const fn format(&self) -> &'static str {
        self.format
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text does not have the format `{}`", self.format)
    }
}

impl std::error::Error for FormatError {}
