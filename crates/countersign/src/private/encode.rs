//! [`Encode`] and [`Writer`]: serde's `Serialize` by way of the contract, and the members of an object.

use serde::{Serialize, Serializer, ser::Error, ser::SerializeMap};

use super::Capture;
use crate::{Contract, Maybe};

/// Writes a `T` through its contract.
#[derive(Debug)]
pub struct Encode<'v, T>(pub &'v T);

impl<T: Contract> Serialize for Encode<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.encode(serializer)
    }
}

/// An object that is being written. An error is kept until the end, so that derived code is free of error handling.
pub struct Writer<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Writer<S> {
    /// Opens the object.
    pub fn new(serializer: S) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// Writes a member.
    pub fn member<T: Contract>(&mut self, name: &'static str, value: &T) {
        self.entry(name, value);
    }

    /// Writes a member unless it is absent.
    pub fn optional<T: Contract>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.entry(name, value);
        }
    }

    /// Writes a member unless it is absent; null is a value of its own.
    pub fn maybe<T: Contract>(&mut self, name: &'static str, value: &Maybe<T>) {
        match value {
            Maybe::Absent => {}
            Maybe::Null => self.entry(name, &()),
            Maybe::Value(value) => self.entry(name, value),
        }
    }

    /// Writes the captured members; one that has the name of a property would stand twice, and is an error.
    pub fn captured<M: Capture<Value: Contract>>(
        &mut self,
        names: &'static [&'static str],
        members: &M,
    ) {
        for (name, value) in members.members() {
            if names.contains(&name.as_str()) && self.0.is_ok() {
                self.0 = Err(taken(name));
            }
            self.entry(name, value);
        }
    }

    /// Closes the object.
    ///
    /// # Errors
    /// The first one: the serializer's own, or a value's.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }

    fn entry<T: Contract>(&mut self, name: &str, value: &T) {
        let Ok(map) = &mut self.0 else { return };
        if let Err(error) = map.serialize_entry(name, &Encode(value)) {
            self.0 = Err(error);
        }
    }
}

#[cold]
fn taken<E: Error>(name: &str) -> E {
    E::custom(format_args!(
        "the additional property `{name}` has the name of a property"
    ))
}
