//! [`Members`]: what stands for a JSON object, as far as its members are counted.

use std::collections::{BTreeMap, HashMap};

use super::Newtype;

/// What stands for a JSON object, as far as its members are counted.
pub trait Members {
    /// How many members it has.
    fn members(&self) -> usize;
}

impl<T: Newtype<Inner: Members> + ?Sized> Members for T {
    #[inline]
    fn members(&self) -> usize {
        self.inner().members()
    }
}

impl<K, V> Members for BTreeMap<K, V> {
    #[inline]
    fn members(&self) -> usize {
        self.len()
    }
}

impl<K, V, S> Members for HashMap<K, V, S> {
    #[inline]
    fn members(&self) -> usize {
        self.len()
    }
}

/// A count that has been made already: of the properties of a struct which are there.
impl Members for usize {
    #[inline]
    fn members(&self) -> usize {
        *self
    }
}
