//! `bool`: the JSON type `boolean`.

use serde::{Deserialize, Deserializer, Serializer};

use crate::{
    Contract, Location, Validate, Violations,
    schema::{Schema, Types},
};

impl Validate for bool {
    #[inline]
    fn check(&self, _: &Location<'_>, _: &mut Violations) {}
}

impl Contract for bool {
    fn schema() -> &'static Schema {
        &Schema {
            name: None,
            types: Types::BOOLEAN,
            assertions: &[],
        }
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
}
