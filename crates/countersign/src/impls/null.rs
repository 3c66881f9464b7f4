//! `()`: the JSON type `null`.

use crate::{
    Contract, Location, Validate, Violations,
    json::Reader,
    schema::{Schema, Types},
};

impl Validate for () {
    #[inline]
    fn check(&self, _: &Location<'_>, _: &mut Violations) {}
}

impl Contract for () {
    fn schema() -> &'static Schema {
        &Schema {
            name: None,
            types: Types::NULL,
            assertions: &[],
        }
    }

    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.null().then_some(())
    }
}
