//! Reading objects: one visitor and one key table for every derived struct.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor},
};

use super::{
    Capture, Decode,
    decode::{duplicate, missing, too_many, unknown},
};
use crate::Contract;

/// A derived struct: the part of its decoding that depends on its fields.
pub trait Object: Sized {
    /// The JSON names of its properties, in the order of its fields.
    const NAMES: &'static [&'static str];

    /// Reads all members.
    ///
    /// # Errors
    /// The deserializer's own, and those of a missing, repeated or refused member.
    fn read<'de, A: MapAccess<'de>>(members: &mut Members<A>) -> Result<Self, A::Error>;
}

/// Reads a derived struct. An array is no object.
///
/// # Errors
/// The deserializer's own, and those of [`Object::read`].
pub fn decode_object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Read(PhantomData))
}

struct Read<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for Read<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::read(&mut Members {
            access,
            names: T::NAMES,
            // Before the first name, so that the first one is tried first.
            current: usize::MAX,
            seen: 0,
        })
    }
}

/// The members of an object that is being read.
#[derive(Debug)]
pub struct Members<A> {
    access: A,
    names: &'static [&'static str],
    current: usize,
    seen: u64,
}

/// What a name is to a struct.
enum Name {
    Known(usize),
    Other(String),
}

impl<'de, A: MapAccess<'de>> Members<A> {
    /// The index of the next known member; members that the struct does not name are skipped.
    ///
    /// # Errors
    /// The deserializer's own.
    #[expect(clippy::should_implement_trait, reason = "fallible: it is no iterator")]
    pub fn next(&mut self) -> Result<Option<usize>, A::Error> {
        loop {
            match self.access.next_key_seed(self.seed::<usize>())? {
                None => return Ok(None),
                Some(index) if index == self.names.len() => {
                    self.seen += 1;
                    self.access.next_value::<IgnoredAny>()?;
                }
                Some(index) => return Ok(self.stand_at(index)),
            }
        }
    }

    /// The index of the next member; one that the struct does not name is an error.
    ///
    /// # Errors
    /// The deserializer's own, and that of an unknown member.
    pub fn next_known(&mut self) -> Result<Option<usize>, A::Error> {
        match self.access.next_key_seed(self.seed::<Name>())? {
            None => Ok(None),
            Some(Name::Known(index)) => Ok(self.stand_at(index)),
            Some(Name::Other(name)) => Err(unknown(&name)),
        }
    }

    /// The index of the next known member; members that the struct does not name go to `others`.
    ///
    /// # Errors
    /// The deserializer's own, and that of a repeated member.
    pub fn next_or_capture<M: Capture<Value: Contract>>(
        &mut self,
        others: &mut M,
    ) -> Result<Option<usize>, A::Error> {
        loop {
            match self.access.next_key_seed(self.seed::<Name>())? {
                None => return Ok(None),
                Some(Name::Known(index)) => return Ok(self.stand_at(index)),
                Some(Name::Other(name)) => {
                    let value = self.access.next_value_seed(Decode::new())?;
                    if let Err(name) = others.put(name, value) {
                        return Err(duplicate(&name));
                    }
                }
            }
        }
    }

    /// Reads the value of the current member into its slot.
    ///
    /// # Errors
    /// The value's own, and that of a slot which is filled already.
    pub fn value<T: Contract>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(duplicate(self.name(self.current)));
        }
        *slot = Some(self.access.next_value_seed(Decode::new())?);
        Ok(())
    }

    /// The value of a required member.
    ///
    /// # Errors
    /// That of a missing member.
    pub fn required<T>(&self, slot: Option<T>, index: usize) -> Result<T, A::Error> {
        slot.ok_or_else(|| missing(self.name(index)))
    }

    /// Holds `maxProperties` against all members, those that were skipped included.
    ///
    /// # Errors
    /// That of too many members.
    pub fn at_most(&self, limit: u64) -> Result<(), A::Error> {
        if self.seen > limit {
            return Err(too_many(self.seen, limit));
        }
        Ok(())
    }

    fn name(&self, index: usize) -> &'static str {
        self.names.get(index).copied().unwrap_or_default()
    }

    fn seed<K>(&self) -> Key<K> {
        Key {
            names: self.names,
            next: self.current.wrapping_add(1),
            kind: PhantomData,
        }
    }

    fn stand_at(&mut self, index: usize) -> Option<usize> {
        self.current = index;
        self.seen += 1;
        Some(index)
    }
}

/// Finds a key in the table; most documents keep the order of the schema, so the next name is tried first.
struct Key<K> {
    names: &'static [&'static str],
    next: usize,
    kind: PhantomData<K>,
}

impl<K> Key<K> {
    fn find(&self, key: &str) -> usize {
        if self.names.get(self.next) == Some(&key) {
            return self.next;
        }
        self.names
            .iter()
            .position(|name| *name == key)
            .unwrap_or(self.names.len())
    }
}

impl<'de, K> DeserializeSeed<'de> for Key<K>
where
    Self: Visitor<'de>,
{
    type Value = <Self as Visitor<'de>>::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<usize> {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        Ok(self.find(key))
    }
}

impl Visitor<'_> for Key<Name> {
    type Value = Name;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Name, E> {
        let index = self.find(key);
        Ok(if index == self.names.len() {
            Name::Other(key.to_owned())
        } else {
            Name::Known(index)
        })
    }
}
