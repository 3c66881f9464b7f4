//! Reading string enums: a word is found in the table of literals, and its index is the variant.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{Error, Visitor},
};

use super::decode::unknown_word;
use crate::{Location, Violations, checks, schema::Literal};

/// A derived string enum.
pub trait Word: Sized {
    /// Its words, in the order of its variants.
    const LITERALS: &'static [Literal];

    /// The variant of the word at `index`, or the one that keeps `text`, which is no word.
    fn word(index: usize, text: &str) -> Option<Self>;

    /// The word.
    fn text(&self) -> &str;
}

/// Reads a derived string enum.
///
/// # Errors
/// The deserializer's own, and for a closed enum that of an unknown word.
pub fn decode_word<'de, T: Word, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(ByWord(PhantomData))
}

/// A derived string enum from its text.
///
/// # Errors
/// For a closed enum, the violation of `enum`.
pub fn parse_word<T: Word>(text: &str) -> Result<T, Violations> {
    T::word(find(T::LITERALS, text), text).ok_or_else(|| {
        let mut violations = Violations::new();
        checks::enumeration(text, T::LITERALS, &Location::root(), &mut violations);
        violations
    })
}

struct ByWord<T>(PhantomData<T>);

impl<T: Word> Visitor<'_> for ByWord<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::word(find(T::LITERALS, text), text).ok_or_else(|| unknown_word(text))
    }
}

fn find(literals: &[Literal], text: &str) -> usize {
    literals
        .iter()
        .position(|literal| matches!(literal, Literal::String(word) if *word == text))
        .unwrap_or(literals.len())
}
