//! `String`: the JSON type `string`.

use std::borrow::Cow;

use crate::{
    Contract, Location, Validate, Violations,
    json::Reader,
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

    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.text().map(Cow::into_owned)
    }
}
