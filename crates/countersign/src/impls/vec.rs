//! `Vec<T>`: the JSON type `array`.

use serde::{Serializer, ser::SerializeSeq};

use crate::{
    Contract, Location, Validate, Violations,
    json::{Place, Reader},
    private::Encode,
    schema::{Assertion, Link, Nullable, Schema, Target, Types},
};

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
                    schema: Target::Type(T::schema),
                    nullable: Nullable::No,
                    assertions: &[],
                })],
            }
        }
    }

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.open_array()?;
        let mut items = Self::new();
        let mut place = Place::First;
        while reader.item(&mut place)? {
            items.push(T::decode(reader)?);
        }
        Some(items)
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(Some(self.len()))?;
        for item in self {
            items.serialize_element(&Encode(item))?;
        }
        items.end()
    }
}
