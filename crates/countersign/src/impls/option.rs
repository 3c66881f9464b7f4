//! `Option<T>`: null, or what `T` is. Absence belongs to a field, and the derive sees to it.

use serde::Serializer;

use crate::{
    Contract, Location, Validate, Violations,
    json::Reader,
    schema::{Assertion, Link, Nullable, Schema, Target, Types},
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
                    schema: Target::Type(T::schema),
                    nullable: Nullable::Yes,
                    assertions: &[],
                })],
            }
        }
    }

    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        match reader.null() {
            true => Some(None),
            false => T::decode(reader).map(Some),
        }
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.encode(serializer),
            None => serializer.serialize_none(),
        }
    }
}
