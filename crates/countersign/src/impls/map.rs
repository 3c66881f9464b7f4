//! `BTreeMap<String, T>` and `HashMap<String, T>`: the JSON type `object`, all of whose members are alike.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    marker::PhantomData,
};

use serde::{
    Deserializer, Serializer,
    de::{MapAccess, Visitor},
    ser::SerializeMap,
};

use crate::{
    Contract, Location, Validate, Violations,
    private::{Capture, Decode, Encode, duplicate},
    schema::{Assertion, Link, Nullable, Schema, Types},
};

struct Members<M>(PhantomData<M>);

impl<'de, M: Capture<Value: Contract>> Visitor<'de> for Members<M> {
    type Value = M;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<M, A::Error> {
        let mut members = M::default();
        while let Some(name) = access.next_key::<String>()? {
            let value = access.next_value_seed(Decode::new())?;
            if let Err(name) = members.put(name, value) {
                return Err(duplicate(&name));
            }
        }
        Ok(members)
    }
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
                            schema: T::schema,
                            nullable: Nullable::No,
                            assertions: &[],
                        })],
                    }
                }
            }

            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_map(Members(PhantomData))
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
