//! `Option<T>`: null, or what `T` is. Absence belongs to a field, and the derive sees to it.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer, Serializer,
    de::{Error, Visitor},
};

use crate::{
    Contract, Location, Validate, Violations,
    schema::{Assertion, Link, Nullable, Schema, Types},
};

impl<T: Validate> Validate for Option<T> {
    #[inline]
    fn check(&self, at: &Location<'_>, violations: &mut Violations) {
        if let Some(value) = self {
            value.check(at, violations);
        }
    }
}

impl<T: Contract> Contract for Option<T> {
    fn schema() -> &'static Schema {
        const {
            &Schema {
                name: None,
                types: Types::ANY,
                assertions: &[Assertion::Nullable(Link {
                    schema: T::schema,
                    nullable: Nullable::Yes,
                    assertions: &[],
                })],
            }
        }
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(OrNull(PhantomData))
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.encode(serializer),
            None => serializer.serialize_none(),
        }
    }
}

struct OrNull<T>(PhantomData<T>);

impl<'de, T: Contract> Visitor<'de> for OrNull<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        T::decode(deserializer).map(Some)
    }
}
