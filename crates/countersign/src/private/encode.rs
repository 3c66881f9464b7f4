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

/// An object that is being written.
#[derive(Debug)]
pub struct Writer<S: Serializer>(S::SerializeMap);

impl<S: Serializer> Writer<S> {
    /// Opens the object.
    ///
    /// # Errors
    /// The serializer's own, here and in the other methods.
    pub fn new(serializer: S) -> Result<Self, S::Error> {
        serializer.serialize_map(None).map(Self)
    }

    /// Writes a member.
    ///
    /// # Errors
    /// The value's own.
    pub fn member<T: Contract>(&mut self, name: &'static str, value: &T) -> Result<(), S::Error> {
        self.0.serialize_entry(name, &Encode(value))
    }

    /// Writes a member unless it is absent.
    ///
    /// # Errors
    /// The value's own.
    pub fn optional<T: Contract>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), S::Error> {
        match value {
            Some(value) => self.member(name, value),
            None => Ok(()),
        }
    }

    /// Writes a member unless it is absent; null is a value of its own.
    ///
    /// # Errors
    /// The value's own.
    pub fn maybe<T: Contract>(
        &mut self,
        name: &'static str,
        value: &Maybe<T>,
    ) -> Result<(), S::Error> {
        match value {
            Maybe::Absent => Ok(()),
            Maybe::Null => self.member(name, &()),
            Maybe::Value(value) => self.member(name, value),
        }
    }

    /// Writes the captured members.
    ///
    /// # Errors
    /// The values' own, and one for a member that would stand twice, because its name is a property's.
    pub fn captured<M: Capture<Value: Contract>>(
        &mut self,
        names: &'static [&'static str],
        members: &M,
    ) -> Result<(), S::Error> {
        for (name, value) in members.members() {
            if names.contains(&name.as_str()) {
                return Err(taken(name));
            }
            self.0.serialize_entry(name, &Encode(value))?;
        }
        Ok(())
    }

    /// Closes the object.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}

#[cold]
fn taken<E: Error>(name: &str) -> E {
    E::custom(format_args!(
        "the additional property `{name}` has the name of a property"
    ))
}
