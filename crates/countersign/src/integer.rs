//! [`Integer`]: an integer of any size.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

use crate::json::{Decimal, Number};

/// An integer of any size, written as it was read: `1e400` and `5.0` are integers of JSON Schema.
///
/// Equality, order and hash are by value.
///
/// ```
/// use countersign::Integer;
///
/// let large: Integer = "123456789012345678901234567890123456789012".parse()?;
/// assert!(large > Integer::from(i128::MAX));
/// assert_eq!(large.to_i128(), None);
/// assert_eq!("5.0".parse::<Integer>()?.to_i128(), Some(5));
/// assert!("0.5".parse::<Integer>().is_err());
/// # Ok::<(), countersign::NotAnInteger>(())
/// ```
#[derive(Clone, Debug)]
pub struct Integer {
    number: Number,
}

/// A text or a number that is no integer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NotAnInteger;

impl Integer {
    /// The integer that a constant spells; 0 for a text that spells none.
    #[must_use]
    pub fn literal(text: &'static str) -> Self {
        text.parse().unwrap_or_else(|_| Self::from(0))
    }

    /// The number, with its spelling.
    #[must_use]
    pub const fn number(&self) -> &Number {
        &self.number
    }

    /// The exact value.
    #[must_use]
    pub fn decimal(&self) -> Decimal {
        self.number.decimal()
    }

    /// The same as a primitive; `None` where it has more than 128 bits.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        self.decimal().to_i128()
    }
}

impl From<i128> for Integer {
    fn from(integer: i128) -> Self {
        let number = integer.into();
        Self { number }
    }
}

impl TryFrom<Number> for Integer {
    type Error = NotAnInteger;

    fn try_from(number: Number) -> Result<Self, NotAnInteger> {
        match number.decimal().is_integer() {
            true => Ok(Self { number }),
            false => Err(NotAnInteger),
        }
    }
}

impl FromStr for Integer {
    type Err = NotAnInteger;

    fn from_str(text: &str) -> Result<Self, NotAnInteger> {
        Number::parse(text).ok_or(NotAnInteger)?.try_into()
    }
}

impl PartialEq for Integer {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Integer {}

impl Ord for Integer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.decimal().cmp(&other.decimal())
    }
}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Integer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.decimal().hash(state);
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)
    }
}

impl fmt::Display for NotAnInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no integer")
    }
}

impl std::error::Error for NotAnInteger {}
