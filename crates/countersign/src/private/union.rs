//! Reading unions of disjoint JSON types: the type of the instance chooses the variant.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{
        Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};

use countersign_json::EXACTLY;

use crate::{
    Contract,
    deserializer::Exactly,
    json::{Limits, read},
    schema::{Assertion, Link, Nullable, Schema, Types},
};

/// A derived union: the part of its decoding that depends on its variants.
pub trait Union: Sized {
    /// Reads the variant whose schema takes instances of this JSON type.
    ///
    /// # Errors
    /// The deserializer's own, and one for a type that no variant takes.
    fn read<'de, D: Deserializer<'de>>(types: Types, deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a derived union from a self-describing deserializer.
///
/// # Errors
/// The deserializer's own, and those of [`Union::read`].
pub fn decode_union<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(EXACTLY, ByType(PhantomData))
}

/// An instance whose JSON type no variant takes.
#[cold]
pub fn no_variant<E: Error>() -> E {
    E::custom("no variant takes an instance of this type")
}

/// Whether an instance of the JSON type `types` may be a `T`.
#[must_use]
pub fn takes<T: Contract>(types: Types) -> bool {
    types_of(T::schema(), &mut BUDGET.clone()).meets(types)
}

/// The JSON types that an instance behind `link` may have.
pub(crate) fn json_types(link: &Link) -> Types {
    link_types(link, &mut BUDGET.clone())
}

/// The JSON types that an instance of a table may have.
pub(super) fn types_of_schema(schema: &Schema) -> Types {
    types_of(schema, &mut BUDGET.clone())
}

/// How many newtypes and unions are opened to find a JSON type: a union that is itself one of its variants never ends.
const BUDGET: u16 = 256;

fn types_of(schema: &Schema, budget: &mut u16) -> Types {
    match budget.checked_sub(1) {
        Some(rest) => *budget = rest,
        None => return Types::ANY,
    }
    let mut types = schema.types;
    for assertion in schema.assertions {
        types = types.meet(match assertion {
            Assertion::Nullable(link) => link_types(link, budget).with(Types::NULL),
            Assertion::Ref(link) => link_types(link, budget),
            Assertion::AllOf(links) => every(links, budget),
            Assertion::OneOfByType(links) | Assertion::AnyOf(links) | Assertion::OneOf(links) => {
                any(links, budget)
            }
            Assertion::Tagged { .. } => Types::OBJECT,
            _ => continue,
        });
    }
    types
}

fn every(links: &[Link], budget: &mut u16) -> Types {
    let types = links.iter().map(|link| link_types(link, budget));
    types.fold(Types::ANY, Types::meet)
}

fn any(links: &[Link], budget: &mut u16) -> Types {
    let types = links.iter().map(|link| link_types(link, budget));
    types.fold(Types::NONE, Types::with)
}

fn link_types(link: &Link, budget: &mut u16) -> Types {
    let types = types_of((link.schema)(), budget);
    match link.nullable {
        Nullable::Yes => types.with(Types::NULL),
        Nullable::No => types,
    }
}

struct ByType<T>(PhantomData<T>);

impl<'de, T: Union> Visitor<'de> for ByType<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an instance of one of the variants' types")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    /// The exact text of the instance, from what has one.
    fn visit_bytes<E: Error>(self, text: &[u8]) -> Result<T, E> {
        let text = std::str::from_utf8(text).map_err(E::custom)?;
        let value = read(text, Limits::default()).map_err(|error| E::custom(error.message))?;
        T::read(Types::of(&value), Exactly(&value)).map_err(E::custom)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        T::read(Types::BOOLEAN, value.into_deserializer())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        T::read(Types::INTEGER, value.into_deserializer())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        T::read(Types::INTEGER, value.into_deserializer())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        T::read(Types::NUMBER, value.into_deserializer())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        T::read(Types::STRING, value.into_deserializer())
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        T::read(Types::NULL, ().into_deserializer())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::read(Types::ARRAY, SeqAccessDeserializer::new(access))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::read(Types::OBJECT, MapAccessDeserializer::new(access))
    }
}
