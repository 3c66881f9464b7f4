//! `BTreeMap<String, T>` and `HashMap<String, T>`: the JSON type `object`, all of whose members are alike.

use std::collections::{BTreeMap, HashMap};

use serde::{Serializer, ser::SerializeMap};

use crate::{
    Contract, Location, Validate, Violations,
    json::{Place, Reader},
    private::{Capture, Encode},
    schema::{Assertion, Link, Nullable, Schema, Target, Types},
};

fn read<M: Capture<Value: Contract>>(reader: &mut Reader<'_>) -> Option<M> {
    reader.open_object()?;
    let mut members = M::default();
    let mut place = Place::First;
    while reader.member(&mut place)? {
        let name = reader.key()?.into_owned();
        members.put(name, Contract::decode(reader)?).ok()?;
    }
    Some(members)
}

macro_rules! maps {
    ($($map:ident;)*) => { $(
        impl<T: Validate> Validate for $map<String, T> {
            fn check(&self, at: &Location<'_>, violations: &mut Violations) {
                for (name, value) in self.members() {
                    value.check(&at.additional_property(name), violations);
                }
            }
        }

        impl<T: Contract> Contract for $map<String, T> {
            fn schema() -> &'static Schema {
                const {
                    &Schema {
                        name: None,
                        types: Types::OBJECT,
                        assertions: &[Assertion::AdditionalProperties(Link {
                            schema: Target::Type(T::schema),
                            nullable: Nullable::No,
                            assertions: &[],
                        })],
                    }
                }
            }

            fn decode(reader: &mut Reader<'_>) -> Option<Self> {
                read(reader)
            }

            fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut members = serializer.serialize_map(Some(self.len()))?;
                for (name, value) in self.members() {
                    members.serialize_entry(name, &Encode(value))?;
                }
                members.end()
            }
        }
    )* };
}

maps! {
    BTreeMap;
    HashMap;
}
