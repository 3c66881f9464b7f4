//! [`Malformed`] and [`Unsayable`]: what a codec cannot read, and what it cannot write.

use std::fmt;

/// Why a text cannot be read as what it should be: it breaks the syntax of its place, before any schema is asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Malformed(pub &'static str);

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Malformed {}

/// Why a value cannot be written: its place has no text for it that would be read back as the same value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Unsayable(pub &'static str);

impl fmt::Display for Unsayable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Unsayable {}
