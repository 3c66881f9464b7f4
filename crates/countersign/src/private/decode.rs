//! Decoding as a whole: from text, and from any format of serde.

use countersign_json::text_of;
use serde::{Deserializer, de::Error};

use crate::{
    Contract,
    json::{Limits, Reader, read},
    judge::judge,
    schema::Schema,
};

/// The shape that a whole text has, if it is that of a `T`. No constraint is checked.
#[must_use]
pub fn decoded<T: Contract>(text: &str) -> Option<T> {
    let mut reader = Reader::new(text, Limits::default());
    let value = T::decode(&mut reader)?;
    reader.end()?;
    Some(value)
}

/// serde's `Deserialize` of a contract: the text of what the deserializer holds is read as any other.
///
/// # Errors
/// The deserializer's own, and all violations of what has not the shape of a `T`.
pub fn deserialize<'de, T: Contract, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = text_of(deserializer)?;
    decoded(&text).ok_or_else(|| D::Error::custom(refusal(T::schema(), &text)))
}

/// Why a text is not decoded.
#[cold]
fn refusal(schema: &'static Schema, text: &str) -> String {
    match read(text, Limits::default()) {
        Err(error) => error.to_string(),
        Ok(value) => {
            let violations = judge(schema, &value);
            match violations.is_empty() {
                true => UNREADABLE.to_owned(),
                false => violations.to_string(),
            }
        }
    }
}

/// What is said of a value that a hand-written `decode` refuses without its schema saying why.
pub(crate) const UNREADABLE: &str = "the value cannot be read";
