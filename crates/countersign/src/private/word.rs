//! Reading string enums: a word is found in the list, and its index is the variant.

use crate::{Location, Violations, checks, json::Reader, schema::Literal};

/// A derived string enum.
pub trait Word: Sized {
    /// Its words, in the order of its variants.
    const WORDS: &'static [&'static str];

    /// The variant of the word at `index`, or the one that keeps `text`, which is no word.
    fn word(index: usize, text: &str) -> Option<Self>;

    /// The word.
    fn text(&self) -> &str;
}

/// Reads a derived string enum.
pub fn decode_word<T: Word>(reader: &mut Reader<'_>) -> Option<T> {
    let text = reader.text()?;
    T::word(find(T::WORDS, &text), &text)
}

/// A derived string enum from its text.
///
/// # Errors
/// For a closed enum, the violation of `enum`.
pub fn parse_word<T: Word>(text: &str) -> Result<T, Violations> {
    T::word(find(T::WORDS, text), text).ok_or_else(|| {
        let mut violations = Violations::new();
        check_word(text, T::WORDS, &Location::root(), &mut violations);
        violations
    })
}

/// Checks that a text is one of `words`.
pub fn check_word(
    text: &str,
    words: &[&'static str],
    at: &Location<'_>,
    violations: &mut Violations,
) {
    if !words.contains(&text) {
        let literals: Vec<_> = words.iter().copied().map(Literal::String).collect();
        checks::enumeration(text, &literals, at, violations);
    }
}

fn find(words: &[&str], text: &str) -> usize {
    words
        .iter()
        .position(|word| *word == text)
        .unwrap_or(words.len())
}
