//! [`serde_json::Value`]: for types that people write. Generated code uses our own [`Value`](crate::Value).
//!
//! Its limits are `serde_json`'s: an integer beyond 64 bits becomes the nearest float, a number beyond `f64` is
//! refused, members come back sorted by name, and of two members with one name the last is kept.

use serde_json::Value;

use crate::{
    Contract, Location, Validate, Violations,
    json::Reader,
    schema::{Schema, Types},
};

impl Validate for Value {
    #[inline]
    fn check(&self, _: &Location<'_>, _: &mut Violations) {}
}

impl Contract for Value {
    fn schema() -> &'static Schema {
        &Schema {
            name: None,
            types: Types::ANY,
            assertions: &[],
        }
    }

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        serde_json::from_str(reader.raw()?).ok()
    }
}
