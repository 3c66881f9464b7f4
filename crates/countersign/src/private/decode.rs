//! [`Decode`], and the errors of decoding: cold, and generic over the error alone.

use std::marker::PhantomData;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error},
};

use crate::Contract;

/// Reads a `T` through its contract.
#[derive(Debug)]
pub struct Decode<T>(PhantomData<T>);

impl<T> Decode<T> {
    /// The seed of `T`.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for Decode<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'de, T: Contract> DeserializeSeed<'de> for Decode<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }
}

/// A member that stands twice.
#[cold]
pub fn duplicate<E: Error>(name: &str) -> E {
    E::custom(format_args!("duplicate field `{name}`"))
}

/// A required member that is absent.
#[cold]
pub(super) fn missing<E: Error>(name: &'static str) -> E {
    E::missing_field(name)
}

/// A member that the schema does not name, where it allows no other.
#[cold]
pub(super) fn unknown<E: Error>(name: &str) -> E {
    E::custom(format_args!("unknown field `{name}`"))
}

/// More members than `maxProperties` allows.
#[cold]
pub(super) fn too_many<E: Error>(seen: u64, limit: u64) -> E {
    E::custom(format_args!(
        "{seen} members, and at most {limit} are allowed"
    ))
}

/// A string that is not among the words of an enum.
#[cold]
pub(super) fn unknown_word<E: Error>(word: &str) -> E {
    E::custom(format_args!("unknown variant `{word}`"))
}
