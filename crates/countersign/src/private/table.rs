//! [`Table`]: the schema of a derived type, read at first need from the text that the derive wrote.
//!
//! A type says its schema once more than its fields do, and is asked for it when input is bad, which most programs see of
//! few types. As nested constants it was a twelfth of what a derived type costs to compile; as a literal it is one token, and
//! a list of the other types that it names.

mod shared;
mod text;

use std::sync::OnceLock;

use crate::schema::{Assertion, Literal, Schema, Types, never};

/// The schema of a type that the text refers to.
pub type Reference = fn() -> &'static Schema;

/// The schema of one derived type, as soon as somebody has asked for it.
#[derive(Debug)]
pub struct Table(OnceLock<&'static Schema>);

impl Table {
    /// The table that nobody has asked for.
    #[must_use]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The schema that `text` says, which names those of `references` by their index.
    #[inline]
    pub fn schema(&self, text: &'static str, references: &[Reference]) -> &'static Schema {
        self.0.get_or_init(|| read(text, references))
    }

    /// The schema of a string enum.
    #[inline]
    pub fn words(&self, name: &'static str, words: &'static [&'static str]) -> &'static Schema {
        self.0.get_or_init(|| enumeration(name, words))
    }
}

impl Default for Table {
    fn default() -> Self {
        Self::new()
    }
}

/// The schema of a type with parameters, which no `static` can be of: one for each list of references, behind a lock.
#[must_use]
pub fn generic(text: &'static str, references: &[Reference]) -> &'static Schema {
    shared::find(text, references, || read(text, references))
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

#[cold]
fn enumeration(name: &'static str, words: &[&'static str]) -> &'static Schema {
    let literals: Vec<_> = words.iter().copied().map(Literal::String).collect();
    Box::leak(Box::new(Schema {
        name: Some(name),
        types: Types::STRING,
        assertions: vec![Assertion::Enum(literals.leak())].leak(),
    }))
}
