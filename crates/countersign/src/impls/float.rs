//! `f32` and `f64`: the JSON type `number`. JSON has no NaN and no infinity: they are never read, and never written as null.

use std::fmt;

use serde::{
    Deserializer, Serializer,
    de::{Error as _, Unexpected, Visitor},
};

use crate::{
    Contract, Location, Validate, Violations, checks,
    schema::{Assertion, Schema, Types, Width},
};

/// Any number that a deserializer hands out, as the nearest float.
struct Nearest;

impl Visitor<'_> for Nearest {
    type Value = f64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number")
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }
}

#[cold]
fn no_such_number<E: serde::ser::Error>(value: f64) -> E {
    E::custom(format_args!("JSON has no number `{value}`"))
}

macro_rules! floats {
    ($($type:ty, $width:ident, $serialize:ident;)*) => { $(
        impl Validate for $type {
            #[inline]
            fn check(&self, at: &Location<'_>, violations: &mut Violations) {
                if !self.is_finite() {
                    checks::not_a_number(f64::from(*self), at, violations);
                }
            }
        }

        impl Contract for $type {
            fn schema() -> &'static Schema {
                &Schema {
                    name: None,
                    types: Types::NUMBER,
                    assertions: &[Assertion::Fits(Width::$width)],
                }
            }

            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = deserializer.deserialize_f64(Nearest)?;
                let narrow = value as $type;
                if narrow.is_finite() {
                    Ok(narrow)
                } else {
                    Err(D::Error::invalid_value(
                        Unexpected::Float(value),
                        &concat!("a number within ", stringify!($type)),
                    ))
                }
            }

            fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if self.is_finite() {
                    serializer.$serialize(*self)
                } else {
                    Err(no_such_number::<S::Error>(f64::from(*self)))
                }
            }
        }
    )* };
}

floats! {
    f32, F32, serialize_f32;
    f64, F64, serialize_f64;
}
