//! The integers: the JSON type `integer`, a number without a fractional part however it is spelled (`1.0`, `1e3`, `-0`).

use crate::{
    Contract, Location, Validate, Violations,
    json::Reader,
    schema::{Assertion, Schema, Types, Width},
};

macro_rules! integers {
    ($($type:ty, $width:ident, $read:ident;)*) => { $(
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

            #[inline]
            fn decode(reader: &mut Reader<'_>) -> Option<Self> {
                reader.$read()?.try_into().ok()
            }
        }
    )* };
}

integers! {
    i8, I8, i64;
    i16, I16, i64;
    i32, I32, i64;
    i64, I64, i64;
    u8, U8, u64;
    u16, U16, u64;
    u32, U32, u64;
    u64, U64, u64;
}
