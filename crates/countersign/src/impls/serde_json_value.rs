//! [`serde_json::Value`]: for types that people write. Generated code uses our own [`Value`](crate::Value).
//!
//! Its limits are `serde_json`'s: an integer beyond 64 bits becomes the nearest float, a number beyond `f64` is
//! refused, members come back sorted by name, and of two members with one name the last is kept.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::{
    Contract, Location, Validate, Violations,
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

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}
