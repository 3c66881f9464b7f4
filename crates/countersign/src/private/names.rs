//! The names that derived code uses, as one identifier each.
//!
//! A derive runs unoptimised, and what it writes is read by the compiler token by token, for thousands of types: a path
//! such as `::core::option::Option::Some` is twelve of them. The underscores keep them apart from every name of the user's, whose
//! own `Option` may be something else.

pub use std::{
    convert::Into as __Into,
    fmt::{Debug as __Debug, Display as __Display, Formatter as __Formatter, Result as __Written},
    option::Option::{self as __Option, None as __None, Some as __Some},
    result::Result::{self as __Result, Err as __Err},
    str::FromStr as __FromStr,
};

pub use serde::{
    Deserialize as __Deserialize, Deserializer as __Deserializer, Serialize as __Serialize,
    Serializer as __Serializer,
};

pub use super::limited::{maybe as __maybe, optional as __optional, plain as __plain};
pub use super::{
    Capture as __Capture, Choice as __Choice, Members as __Members, Partial as __Partial,
    Word as __Word, Writer as __Writer, check as __check, check_one_of as __check_one_of,
    check_tagged as __check_tagged, check_value as __check_value, check_word as __check_word,
    debug as __debug, decode_choice as __decode_choice, decode_value as __decode_value,
    decode_word as __decode_word, deserialize as __deserialize, parse_word as __parse_word,
    schema as __schema, takes as __takes, types_ahead as __types_ahead,
};
pub use crate::{
    Contract as __Contract, Location as __Location,
    Maybe::{self as __Maybe, Absent as __Absent},
    Valid as __Valid, Validate as __Validate, Value as __Value, Violations as __Violations,
    checks as __checks,
    checks::Newtype as __Newtype,
    json::Reader as __Reader,
    schema::{Bound as __Bound, Literal as __Literal, Schema as __Schema},
};

/// `Default::default()`
#[inline]
#[must_use]
pub fn __default<T: Default>() -> T {
    T::default()
}

/// `Into::into(value)`
#[inline]
pub fn __into<T: Into<U>, U>(value: T) -> U {
    value.into()
}
