//! `Box<T>`: what `T` is, on the heap, so that types may be recursive.

use serde::{Deserializer, Serializer};

use crate::{Contract, Location, Validate, Violations, schema::Schema};

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

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self::new)
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::encode(self, serializer)
    }
}
