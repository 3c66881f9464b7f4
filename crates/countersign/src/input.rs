//! JSON text in, checked values out: a fast typed pass, and an exact one for what does not pass it (law 4).

use std::fmt;

use crate::{
    Contract, Location, Valid, Violation, Violations,
    json::{Limits, SyntaxError, Value, read},
    judge as exact_judge,
    private::{UNREADABLE, decoded},
    schema::Schema,
};

/// Why a text is no valid instance.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The text is not JSON (RFC 8259).
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in code points.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// The text is JSON and breaks its contract; the list is never empty.
    Invalid(Violations),
}

impl Error {
    /// The violations, where the text was JSON at all.
    #[must_use]
    pub const fn violations(&self) -> Option<&Violations> {
        match self {
            Self::Invalid(violations) => Some(violations),
            Self::Syntax { .. } => None,
        }
    }

    pub(crate) fn syntax(error: &SyntaxError, text: &str) -> Self {
        let (line, column) = error.line_column(text);
        Self::Syntax {
            line,
            column,
            message: error.message.to_owned(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax {
                line,
                column,
                message,
            } => {
                write!(f, "not JSON: {message} at line {line} column {column}")
            }
            Self::Invalid(violations) => violations.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Syntax { .. } => None,
            Self::Invalid(violations) => Some(violations),
        }
    }
}

/// Reads a JSON text and checks every constraint of `T`.
///
/// Valid text costs one typed pass. Text that does not pass is read again as a value, so that *all* violations are
/// listed: missing and wrongly typed members beside broken bounds. Numbers are judged by their text, never rounded.
///
/// # Errors
/// [`Error::Syntax`] for what is not JSON or nested more than 127 levels, [`Error::Invalid`] for everything else.
pub fn from_json<T: Contract>(text: &str) -> Result<Valid<T>, Error> {
    checked(text).map_err(|broken| refusal(T::schema(), text, broken))
}

/// [`from_json`] for bytes, which must be UTF-8 (RFC 8259, section 8.1); that is checked once, ahead of all else.
///
/// # Errors
/// Those of `from_json`.
pub fn from_slice<T: Contract>(bytes: &[u8]) -> Result<Valid<T>, Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => from_json(text),
        Err(error) => Err(not_utf8(bytes, error.valid_up_to())),
    }
}

#[cold]
pub(crate) fn not_utf8(bytes: &[u8], offset: usize) -> Error {
    let valid = bytes.get(..offset).unwrap_or_default();
    let text = String::from_utf8_lossy(valid);
    let message = "invalid UTF-8";
    Error::syntax(&SyntaxError { offset, message }, &text)
}

/// The typed pass: the value, or what is wrong with it as far as its type can tell, which is nothing where there is none.
pub(crate) fn checked<T: Contract>(text: &str) -> Result<Valid<T>, Violations> {
    match decoded(text) {
        Some(value) => Valid::new(value),
        None => Err(Violations::new()),
    }
}

/// Everything that is wrong with a text that was not accepted, of which `broken` is what its value told.
#[cold]
pub(crate) fn refusal(schema: &'static Schema, text: &str, broken: Violations) -> Error {
    match read(text, Limits::default()) {
        Err(error) => Error::syntax(&error, text),
        Ok(value) => Error::Invalid(all(schema, &value, broken)),
    }
}

/// Everything that is wrong with a value that was not accepted. The judge has no objection where a float was rounded on
/// to a bound, and where a hand-written `decode` is stricter than its schema.
#[cold]
pub(crate) fn all(schema: &'static Schema, value: &Value, mut broken: Violations) -> Violations {
    let judged = exact_judge::judge(schema, value);
    if !judged.is_empty() {
        return judged;
    }
    if broken.is_empty() {
        broken.push(Violation::new(&Location::root(), "type", UNREADABLE));
    }
    broken
}

/// Judges a JSON value that is already in memory: all violations, exactly, by the constants of `T` alone.
///
/// What it accepts, `T` accepts, and the reverse; [`from_json`] asks it only about text that the typed pass refused.
pub fn judge<T: Contract>(value: &Value) -> Violations {
    exact_judge::judge(T::schema(), value)
}

/// Writes a value as compact JSON text.
///
/// # Errors
/// For what JSON cannot say: NaN and the infinities, which are never written as `null`.
pub fn to_json<T: Contract>(value: &T) -> Result<String, serde_json::Error> {
    let mut text = Vec::with_capacity(128);
    value.encode(&mut serde_json::Serializer::new(&mut text))?;
    String::from_utf8(text).map_err(serde::ser::Error::custom)
}
