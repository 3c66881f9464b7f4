//! `Vec<T>`: the JSON type `array`.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer, Serializer,
    de::{SeqAccess, Visitor},
    ser::SerializeSeq,
};

use crate::{
    Contract, Location, Validate, Violations,
    private::{Decode, Encode},
    schema::{Assertion, Link, Nullable, Schema, Types},
};

/// How many items are reserved on the word of a deserializer alone.
const TRUSTED: usize = 1024;

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, at: &Location<'_>, violations: &mut Violations) {
        for (index, item) in self.iter().enumerate() {
            item.check(&at.item(index), violations);
        }
    }
}

impl<T: Contract> Contract for Vec<T> {
    fn schema() -> &'static Schema {
        const {
            &Schema {
                name: None,
                types: Types::ARRAY,
                assertions: &[Assertion::Items(Link {
                    schema: T::schema,
                    nullable: Nullable::No,
                    assertions: &[],
                })],
            }
        }
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Items(PhantomData))
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(Some(self.len()))?;
        for item in self {
            items.serialize_element(&Encode(item))?;
        }
        items.end()
    }
}

struct Items<T>(PhantomData<T>);

impl<'de, T: Contract> Visitor<'de> for Items<T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::with_capacity(access.size_hint().unwrap_or(0).min(TRUSTED));
        while let Some(item) = access.next_element_seed(Decode::new())? {
            items.push(item);
        }
        Ok(items)
    }
}
