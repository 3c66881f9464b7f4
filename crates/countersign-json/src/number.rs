//! [`Number`]: a JSON number with the spelling that it has in its text.

use std::fmt;

use crate::Decimal;

/// A JSON number as its text spells it: `1`, `1.0` and `1e0` are equal, and each is written as it was read.
#[derive(Clone, Debug)]
pub struct Number {
    text: Box<str>,
}

impl Number {
    /// The number that `text` spells, by the grammar of RFC 8259 section 6; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let end = crate::token::number_end(text.as_bytes(), 0).ok()?;
        (end == text.len()).then(|| Self::scanned(text))
    }

    /// The number that a constant spells; 0 for a text that spells none.
    #[must_use]
    pub fn literal(text: &'static str) -> Self {
        Self::parse(text).unwrap_or_else(|| Self::scanned("0"))
    }

    /// The number that a float stands for, spelled as a float: `1.0`, `1e300`; `None` for NaN and the infinities.
    #[must_use]
    pub fn from_f64(float: f64) -> Option<Self> {
        float
            .is_finite()
            .then(|| Self::scanned(&format!("{float:?}")))
    }

    /// A number that a scanner has accepted.
    pub(crate) fn scanned(text: &str) -> Self {
        Self { text: text.into() }
    }

    /// The text, as it was read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The exact value.
    #[must_use]
    pub fn decimal(&self) -> Decimal {
        Decimal::of_token(&self.text)
    }
}

impl From<&Decimal> for Number {
    fn from(decimal: &Decimal) -> Self {
        Self::scanned(&decimal.to_string())
    }
}

impl From<i128> for Number {
    fn from(integer: i128) -> Self {
        Self::scanned(&integer.to_string())
    }
}

/// By value, exactly: `1 == 1.0` (JSON Schema 2020-12, Core section 4.2.2).
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.decimal() == other.decimal()
    }
}

impl Eq for Number {}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn equal_by_value_and_written_as_read() {
        let [one, spelled] = ["1", "10.0e-1"].map(|text| Number::parse(text).unwrap());
        assert_eq!(one, spelled);
        assert_eq!(spelled.to_string(), "10.0e-1");
        assert_ne!(one, Number::parse("-1").unwrap());
        assert!(Number::parse("1 ").is_none());
        assert!(Number::parse("").is_none());
    }
}
