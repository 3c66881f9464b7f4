//! The schemas that were read: a type is known by its text and what that refers to.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

use super::Reference;
use crate::schema::Schema;

/// The text, and the addresses of the functions that it refers to. Functions that the linker has made one say the same.
type Key = (&'static str, Vec<usize>);

static KNOWN: Mutex<BTreeMap<Key, &'static Schema>> = Mutex::new(BTreeMap::new());

/// Where a text and its references stand, and how long they are. What the linker has put in one place says the same.
type Place = [usize; 4];

thread_local! {
    /// What this thread has found before: unions ask at each value that they read.
    static FOUND: RefCell<HashMap<Place, &'static Schema>> = RefCell::default();
}

/// The schema that was read before, or the one that is read now.
pub(super) fn find(
    text: &'static str,
    references: &'static [Reference],
    read: impl FnOnce() -> &'static Schema,
) -> &'static Schema {
    let place = [
        text.as_ptr().addr(),
        text.len(),
        references.as_ptr().addr(),
        references.len(),
    ];
    let found = FOUND.try_with(|found| found.borrow().get(&place).copied());
    if let Ok(Some(schema)) = found {
        return schema;
    }
    let schema = find_by_content(text, references, read);
    // A thread that ends has no map any more, and needs none.
    let _ended = FOUND.try_with(|found| found.borrow_mut().insert(place, schema));
    schema
}

fn find_by_content(
    text: &'static str,
    references: &[Reference],
    read: impl FnOnce() -> &'static Schema,
) -> &'static Schema {
    let addresses = references.iter().map(|reference| *reference as usize);
    let key = (text, addresses.collect());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(key).or_insert_with(read)
}
