//! `bool`: the JSON type `boolean`.

use serde::Serializer;

use crate::{
    Contract, Location, Validate, Violations,
    json::Reader,
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

    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.boolean()
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
}
