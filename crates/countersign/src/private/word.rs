//! String enums: a variant is its word.

use crate::{
    Contract, Location, Value, Violations, checks::Newtype, json::Reader, judge::judge_at,
};

/// A derived string enum.
pub trait Word: Contract {
    /// The variant of a word, or the one that keeps a text which is none.
    fn word(text: &str) -> Option<Self>;

    /// The word.
    fn text(&self) -> &str;
}

/// A string enum is a string wherever assertions stand beside it.
impl<T: Word> Newtype for T {
    type Inner = str;

    fn inner(&self) -> &str {
        self.text()
    }
}

/// Reads a derived string enum.
pub fn decode_word<T: Word>(reader: &mut Reader<'_>) -> Option<T> {
    T::word(&reader.text()?)
}

/// A derived string enum from its text.
///
/// # Errors
/// For a closed enum, the violation of `enum`.
pub fn parse_word<T: Word>(text: &str) -> Result<T, Violations> {
    T::word(text).ok_or_else(|| {
        let mut violations = Violations::new();
        check_text::<T>(text, &Location::root(), &mut violations);
        violations
    })
}

/// Checks the text of the variant that keeps what is no word: it may have been put there by hand.
pub fn check_word<T: Word>(_: &T, text: &str, at: &Location<'_>, violations: &mut Violations) {
    check_text::<T>(text, at, violations);
}

#[cold]
fn check_text<T: Word>(text: &str, at: &Location<'_>, violations: &mut Violations) {
    let text = Value::String(text.to_owned());
    judge_at(T::schema(), &text, at, violations);
}
