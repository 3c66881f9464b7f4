//! [`schema`]: the schema of a derived type, read at first need from the text that the derive wrote.
//!
//! A type says its schema once more than its fields do, and is asked for it when input is bad, which most programs see of
//! few types. As nested constants it was a twelfth of what a derived type costs to compile; as a literal it is one token, and
//! a list of the other types that it names. A `static` to keep it in would cost as much again.

mod known;
mod text;

use crate::schema::{Schema, never};

/// The schema of a type that the text refers to.
pub type Reference = fn() -> &'static Schema;

/// The schema that `text` says, which names those of `references` by their index: the same one each time.
///
/// Whoever calls it must not be inlined: a function that stands in one place has one list of references.
#[must_use]
pub fn schema(text: &'static str, references: &'static [Reference]) -> &'static Schema {
    known::find(text, references, || read(text, references))
}

/// The schema of a text, for as long as the program runs. A text that cannot be read is none that a derive wrote: nothing is
/// valid then, so that nothing goes unchecked.
#[cold]
fn read(text: &'static str, references: &[Reference]) -> &'static Schema {
    match text::read(text, references) {
        Some(schema) => Box::leak(Box::new(schema)),
        None => never(),
    }
}
