//! [`to_value`]: a typed value as the JSON value that it stands for.

use crate::{
    Contract, Value,
    json::{Limits, read},
};

/// The JSON value of `value`, exactly as it would be written.
///
/// It goes by way of the text, so that a type is compiled for one serializer only.
///
/// # Errors
/// Those of [`to_json`](crate::to_json), as text.
pub(crate) fn to_value<T: Contract>(value: &T) -> Result<Value, String> {
    let text = crate::to_json(value).map_err(|error| error.to_string())?;
    read(&text, Limits::default()).map_err(|error| error.message.to_owned())
}
