//! `String`: the JSON type `string`.

use serde::{Deserialize, Deserializer, Serializer};

use crate::{
    Contract, Location, Validate, Violations,
    schema::{Schema, Types},
};

impl Validate for String {
    #[inline]
    fn check(&self, _: &Location<'_>, _: &mut Violations) {}
}

impl Contract for String {
    fn schema() -> &'static Schema {
        &Schema {
            name: None,
            types: Types::STRING,
            assertions: &[],
        }
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}
