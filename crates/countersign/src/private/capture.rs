//! [`Capture`]: the maps that may hold members by name.

use std::collections::{BTreeMap, HashMap, btree_map, hash_map};

/// A map from names to values.
pub trait Capture: Default {
    /// What stands under a name.
    type Value;

    /// Adds a member.
    ///
    /// # Errors
    /// The name, when it is there already.
    fn put(&mut self, name: String, value: Self::Value) -> Result<(), String>;

    /// How many members there are.
    fn count(&self) -> usize;

    /// The members in the order of their names: what is written must not depend on a hash.
    fn members<'m>(&'m self) -> impl Iterator<Item = (&'m String, &'m Self::Value)>
    where
        Self::Value: 'm;
}

impl<T> Capture for BTreeMap<String, T> {
    type Value = T;

    fn put(&mut self, name: String, value: T) -> Result<(), String> {
        match self.entry(name) {
            btree_map::Entry::Vacant(place) => {
                place.insert(value);
                Ok(())
            }
            btree_map::Entry::Occupied(taken) => Err(taken.key().clone()),
        }
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn members<'m>(&'m self) -> impl Iterator<Item = (&'m String, &'m T)>
    where
        T: 'm,
    {
        self.iter()
    }
}

impl<T> Capture for HashMap<String, T> {
    type Value = T;

    fn put(&mut self, name: String, value: T) -> Result<(), String> {
        match self.entry(name) {
            hash_map::Entry::Vacant(place) => {
                place.insert(value);
                Ok(())
            }
            hash_map::Entry::Occupied(taken) => Err(taken.key().clone()),
        }
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn members<'m>(&'m self) -> impl Iterator<Item = (&'m String, &'m T)>
    where
        T: 'm,
    {
        let mut members: Vec<_> = self.iter().collect();
        members.sort_unstable_by_key(|(name, _)| *name);
        members.into_iter()
    }
}
