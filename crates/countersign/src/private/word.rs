//! Reading string enums: a word is found in the table of literals, and its index is the variant.

use crate::{Location, Violations, checks, json::Reader, schema::Literal};

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
pub fn decode_word<T: Word>(reader: &mut Reader<'_>) -> Option<T> {
    let text = reader.text()?;
    T::word(find(T::LITERALS, &text), &text)
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

fn find(literals: &[Literal], text: &str) -> usize {
    literals
        .iter()
        .position(|literal| matches!(literal, Literal::String(word) if *word == text))
        .unwrap_or(literals.len())
}
