//! The schemas of types with parameters: an instance of the type is known by its text and what that refers to.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use super::Reference;
use crate::schema::Schema;

/// The text, and the addresses of the functions that it refers to. Functions that the linker has made one say the same.
type Key = (&'static str, Vec<usize>);

static KNOWN: Mutex<BTreeMap<Key, &'static Schema>> = Mutex::new(BTreeMap::new());

/// The schema that was read before, or the one that is read now.
pub(super) fn find(
    text: &'static str,
    references: &[Reference],
    read: impl FnOnce() -> &'static Schema,
) -> &'static Schema {
    let addresses = references.iter().map(|reference| *reference as usize);
    let key = (text, addresses.collect());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(key).or_insert_with(read)
}
