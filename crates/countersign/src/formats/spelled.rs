//! [`Spelled`]: a value of another crate, beside the text that stands for it.

use std::{
    cmp::Ordering,
    hash::{Hash, Hasher},
    ops::Deref,
};

use super::{FormatError, text_type};

/// What a text of a format means, as a type of another crate or of the user's own.
///
/// ```
/// use countersign::{Contract, Spelled, Spelling};
///
/// #[derive(Clone, Debug, PartialEq)]
/// struct Colour(u8, u8, u8);
///
/// impl Spelling for Colour {
///     const FORMAT: &'static str = "colour";
///
///     fn read(text: &str) -> Option<Self> {
///         let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
///         let part = |at| u8::from_str_radix(&digits[at..at + 2], 16).ok();
///         Some(Colour(part(0)?, part(2)?, part(4)?))
///     }
///
///     fn spell(&self) -> Option<String> {
///         Some(format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2))
///     }
/// }
///
/// #[derive(Clone, Debug, PartialEq, Contract)]
/// struct Theme {
///     accent: Spelled<Colour>,
/// }
///
/// let theme = countersign::from_json::<Theme>(r##"{"accent":"#00FF7f"}"##)?;
/// assert_eq!(theme.accent.1, 255);
/// assert_eq!(countersign::to_json(&*theme)?, r##"{"accent":"#00FF7f"}"##);
/// assert_eq!(Spelled::new(Colour(0, 255, 127)).unwrap().as_str(), "#00ff7f");
/// assert!(countersign::from_json::<Theme>(r#"{"accent":"red"}"#).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Spelling: Sized + 'static {
    /// The value of the keyword `format`.
    const FORMAT: &'static str;

    /// What a text means; `None` for a text that does not have the format, and for no other.
    fn read(text: &str) -> Option<Self>;

    /// A text that means it; `None` for a value that the format has no text for.
    fn spell(&self) -> Option<String>;
}

/// A value with the text that it was read from, which is what is written again: offsets, fractions and letters survive,
/// whatever the value makes of them.
///
/// Two are equal if their texts are; they are ordered by value, and then by text.
#[derive(Clone, Debug)]
pub struct Spelled<T> {
    text: Box<str>,
    value: T,
}

text_type!(Spelled<T: Spelling>, T::FORMAT);

impl<T: Spelling> Spelled<T> {
    fn of(text: &str) -> Option<Self> {
        let value = T::read(text)?;
        let text = text.into();
        Some(Self { text, value })
    }

    /// A value with its own spelling.
    ///
    /// # Errors
    /// The format has no text for it: RFC 3339 has no years before 0 and after 9999.
    pub fn new(value: T) -> Result<Self, FormatError> {
        let text = value.spell().ok_or(FormatError { format: T::FORMAT })?;
        Ok(Self {
            text: text.into(),
            value,
        })
    }

    /// The value without its text.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Spelled<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> PartialEq for Spelled<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Spelled<T> {}

impl<T> Hash for Spelled<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T: Ord> Ord for Spelled<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_value = self.value.cmp(&other.value);
        by_value.then_with(|| self.text.cmp(&other.text))
    }
}

impl<T: Ord> PartialOrd for Spelled<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
