//! `Box<T>`: what `T` is, on the heap, so that types may be recursive.

use serde::Serializer;

use crate::{Contract, Location, Validate, Violations, json::Reader, schema::Schema};

impl<T: Validate> Validate for Box<T> {
    #[inline]
    fn check(&self, at: &Location<'_>, violations: &mut Violations) {
        T::check(self, at, violations);
    }
}

impl<T: Contract> Contract for Box<T> {
    fn schema() -> &'static Schema {
        T::schema()
    }

    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        T::decode(reader).map(Self::new)
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::encode(self, serializer)
    }
}
