//! `bool`: the JSON type `boolean`.

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
}
