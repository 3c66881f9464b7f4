//! The integers: the JSON type `integer`, a number without a fractional part however it is spelled (`1.0`, `1e3`, `-0`).

use std::fmt;

use serde::{
    Deserializer, Serializer,
    de::{Error, Unexpected, Visitor},
};

use crate::{
    Contract, Location, Validate, Violations, exactness,
    schema::{Assertion, Schema, Types, Width},
};

/// 2^53: below it every integer has a float of its own, so that a float says exactly which one was meant. It may itself
/// stand for 2^53 + 1, rounded.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Any integer that a deserializer hands out, before it is narrowed to the type asked for.
struct Whole;

impl Visitor<'_> for Whole {
    type Value = i128;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<i128, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i128, E> {
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<i128, E> {
        Ok(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<i128, E> {
        // Larger ones share floats: the judge decides from the text. Smaller ones may have been rounded as well.
        if value.trunc() == value && value.abs() < EXACT {
            exactness::doubt();
            Ok(value as i128)
        } else {
            Err(E::invalid_value(Unexpected::Float(value), &self))
        }
    }
}

#[cold]
fn out_of_range<E: Error>(value: i128, name: &str) -> E {
    E::custom(format_args!("integer `{value}` is out of range for {name}"))
}

macro_rules! integers {
    ($($type:ty, $width:ident, $deserialize:ident, $serialize:ident;)*) => { $(
        impl Validate for $type {
            #[inline]
            fn check(&self, _: &Location<'_>, _: &mut Violations) {}
        }

        impl Contract for $type {
            fn schema() -> &'static Schema {
                &Schema {
                    name: None,
                    types: Types::INTEGER,
                    assertions: &[Assertion::Fits(Width::$width)],
                }
            }

            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = deserializer.$deserialize(Whole)?;
                Self::try_from(value).map_err(|_| out_of_range(value, stringify!($type)))
            }

            fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.$serialize(*self)
            }
        }
    )* };
}

integers! {
    i8, I8, deserialize_i8, serialize_i8;
    i16, I16, deserialize_i16, serialize_i16;
    i32, I32, deserialize_i32, serialize_i32;
    i64, I64, deserialize_i64, serialize_i64;
    u8, U8, deserialize_u8, serialize_u8;
    u16, U16, deserialize_u16, serialize_u16;
    u32, U32, deserialize_u32, serialize_u32;
    u64, U64, deserialize_u64, serialize_u64;
}
