//! `f32` and `f64`: the JSON type `number`. JSON has no NaN and no infinity: they are never read, and never written as null.

use serde::Serializer;

use crate::{
    Contract, Location, Validate, Violations, checks,
    json::Reader,
    schema::{Assertion, Schema, Types, Width},
};

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

            fn decode(reader: &mut Reader<'_>) -> Option<Self> {
                let nearest = reader.f64()? as $type;
                nearest.is_finite().then_some(nearest)
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
