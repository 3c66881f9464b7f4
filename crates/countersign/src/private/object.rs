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

    /// Reads all members; `None` where one is broken or missing, which `members` then says.
    fn read<'de, A: MapAccess<'de>>(members: &mut Members<'de, A>) -> Option<Self>;
}

/// Reads a derived struct. An array is no object.
///
/// # Errors
/// The deserializer's own, and those of a missing, repeated or refused member.
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
        let mut members = Members {
            access,
            names: T::NAMES,
            // Before the first name, so that the first one is tried first.
            current: usize::MAX,
            seen: 0,
            error: None,
        };
        match (T::read(&mut members), members.error) {
            (Some(value), None) => Ok(value),
            (_, Some(error)) => Err(error),
            (None, None) => Err(missing("")),
        }
    }
}

/// The members of an object that is being read.
///
/// An error is kept, and ends the reading: the derived code is free of error handling, which is what costs most in
/// compile time.
#[derive(Debug)]
pub struct Members<'de, A: MapAccess<'de>> {
    access: A,
    names: &'static [&'static str],
    current: usize,
    seen: u64,
    error: Option<A::Error>,
}

/// Whether a member has been read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Slot {
    /// It has not.
    Empty,
    /// It has.
    Filled,
}

impl Slot {
    /// The state of a slot.
    #[inline]
    pub const fn of<T>(slot: &Option<T>) -> Self {
        match slot {
            Some(_) => Self::Filled,
            None => Self::Empty,
        }
    }
}

/// What a name is to a struct.
enum Name {
    Known(usize),
    Other(String),
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    /// The index of the next known member; members that the struct does not name are skipped.
    #[expect(
        clippy::should_implement_trait,
        reason = "its sisters have other parameters"
    )]
    pub fn next(&mut self) -> Option<usize> {
        let next = self.known_or_skipped();
        self.kept(next)?
    }

    /// The index of the next member; one that the struct does not name is an error.
    pub fn next_known(&mut self) -> Option<usize> {
        let next = self.known();
        self.kept(next)?
    }

    /// The index of the next known member; members that the struct does not name go to `others`.
    pub fn next_or_capture<M: Capture<Value: Contract>>(
        &mut self,
        others: &mut M,
    ) -> Option<usize> {
        let next = self.known_or_captured(others);
        self.kept(next)?
    }

    /// Reads the value of the current member into its slot, which must be empty.
    pub fn value<T: Contract>(&mut self, slot: &mut Option<T>) {
        if slot.is_some() {
            self.error = Some(duplicate(self.name(self.current)));
            return;
        }
        let value = self.access.next_value_seed(Decode::new());
        *slot = self.kept(value);
    }

    /// Reports the first required member that is missing.
    #[cold]
    pub fn missing(&mut self, required: &[(usize, Slot)]) {
        let empty = required.iter().find(|(_, slot)| *slot == Slot::Empty);
        if let (Some((index, _)), None) = (empty, &self.error) {
            self.error = Some(missing(self.name(*index)));
        }
    }

    /// Holds `maxProperties` against all members, those that were skipped included.
    pub fn at_most(&mut self, limit: u64) {
        if self.seen > limit && self.error.is_none() {
            self.error = Some(too_many(self.seen, limit));
        }
    }

    #[inline]
    fn kept<T>(&mut self, result: Result<T, A::Error>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    fn known_or_skipped(&mut self) -> Result<Option<usize>, A::Error> {
        while self.error.is_none() {
            match self.access.next_key_seed(self.seed::<usize>())? {
                None => return Ok(None),
                Some(index) if index == self.names.len() => {
                    self.seen += 1;
                    self.access.next_value::<IgnoredAny>()?;
                }
                Some(index) => return Ok(self.stand_at(index)),
            }
        }
        Ok(None)
    }

    fn known(&mut self) -> Result<Option<usize>, A::Error> {
        if self.error.is_some() {
            return Ok(None);
        }
        match self.access.next_key_seed(self.seed::<Name>())? {
            None => Ok(None),
            Some(Name::Known(index)) => Ok(self.stand_at(index)),
            Some(Name::Other(name)) => Err(unknown(&name)),
        }
    }

    fn known_or_captured<M: Capture<Value: Contract>>(
        &mut self,
        others: &mut M,
    ) -> Result<Option<usize>, A::Error> {
        while self.error.is_none() {
            match self.access.next_key_seed(self.seed::<Name>())? {
                None => return Ok(None),
                Some(Name::Known(index)) => return Ok(self.stand_at(index)),
                Some(Name::Other(name)) => {
                    let value = self.access.next_value_seed(Decode::new())?;
                    others.put(name, value).map_err(|name| duplicate(&name))?;
                }
            }
        }
        Ok(None)
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
