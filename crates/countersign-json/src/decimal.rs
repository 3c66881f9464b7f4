//! [`Decimal`]: any JSON number, exactly.

mod float;
mod integer;
mod multiple;
mod spelling;

use std::cmp::Ordering;

use crate::token;

/// An exact decimal number: any JSON number has one, whatever its length, and its cost is that of its text.
///
/// Equality, order and hash are by value: `1.0` is `1`, `-0` is `0`. Exponents are never expanded. An exponent
/// beyond ±10^37 is taken for that; no number of that size is written out by anything but a test.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Decimal {
    /// `false` for zero.
    negative: bool,
    /// ASCII digits without leading or trailing zeros; none for zero.
    digits: String,
    /// The number is `digits * 10^exponent`; 0 for zero.
    exponent: i128,
}

const EXPONENT_LIMIT: i128 = 10_i128.pow(37);

impl Decimal {
    /// The value of `text`, by the number grammar of RFC 8259 section 6; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let end = token::number_end(text.as_bytes(), 0).ok()?;
        (end == text.len()).then(|| Self::of_token(text))
    }

    /// The value of a text of the number grammar.
    pub(crate) fn of_token(text: &str) -> Self {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent_of(exponent)),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if fraction.is_empty() {
            return Self::normal(negative, whole, exponent);
        }
        let digits = [whole, fraction].concat();
        Self::normal(negative, &digits, exponent - length(fraction))
    }

    /// Without the zeros at both ends.
    fn normal(negative: bool, digits: &str, exponent: i128) -> Self {
        let digits = digits.trim_start_matches('0');
        let significant = digits.trim_end_matches('0');
        if significant.is_empty() {
            return Self::ZERO;
        }
        Self {
            negative,
            digits: significant.to_owned(),
            exponent: exponent + length(digits) - length(significant),
        }
    }

    /// Zero.
    pub const ZERO: Self = Self {
        negative: false,
        digits: String::new(),
        exponent: 0,
    };

    /// Whether it has no fractional part: JSON Schema's `integer`, whatever the spelling.
    #[must_use]
    pub const fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether it is less than zero.
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        self.negative
    }

    /// The position of the first digit: the number is `0.digits * 10^magnitude`.
    fn magnitude(&self) -> i128 {
        self.exponent + length(&self.digits)
    }

    fn cmp_absolute(&self, other: &Self) -> Ordering {
        // Trailing zeros are gone, so that digits of the same magnitude compare as text.
        self.is_zero()
            .cmp(&other.is_zero())
            .reverse()
            .then_with(|| self.magnitude().cmp(&other.magnitude()))
            .then_with(|| self.digits.cmp(&other.digits))
    }
}

/// A length fits: texts are shorter than 2^64 bytes.
#[allow(clippy::cast_possible_wrap, reason = "usize is at most 64 bits wide")]
const fn length(text: &str) -> i128 {
    text.len() as i128
}

/// The value of an exponent, held within the limit.
fn exponent_of(text: &str) -> i128 {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let absolute = digits.parse().unwrap_or(EXPONENT_LIMIT).min(EXPONENT_LIMIT);
    if negative { -absolute } else { absolute }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.cmp_absolute(other),
            (true, true) => other.cmp_absolute(self),
            (negative, _) if negative => Ordering::Less,
            _ => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn equal_by_value() {
        for (a, b) in [
            ("1", "1.0"),
            ("0", "-0"),
            ("0", "0e999999999999999999999999999999999999999999"),
            ("-0.0e5", "0"),
            ("100", "1e2"),
            ("0.10", "1E-01"),
            ("9007199254740993", "9007199254740993.0"),
        ] {
            assert_eq!(decimal(a), decimal(b));
        }
    }

    #[test]
    fn in_order() {
        let ascending = [
            "-1e99999999999999999999999999999999999999999999999999",
            "-1e1000000000000",
            "-9007199254740993",
            "-9007199254740992.5",
            "-9007199254740992",
            "-1.5",
            "-1",
            "-1e-99999999999999999999999999999",
            "0",
            "1e-99999999999999999999999999999",
            "0.0074999999999999999999999999999",
            "0.0075",
            "1",
            "1.0000000000000000000000000000000000000001",
            "9",
            "10",
            "9007199254740992",
            "9007199254740993",
            "1e400",
            "1.1e400",
            "1e1000000000000",
            "1e99999999999999999999999999999999999999999999999999",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                assert_eq!(decimal(a).cmp(&decimal(b)), i.cmp(&j), "{a} {b}");
            }
        }
    }

    #[test]
    fn integers_by_value() {
        for integer in [
            "5.0",
            "1e3",
            "-0",
            "1e400",
            "12.50e1",
            "0.0",
            "1e99999999999999999999999999999999999999999",
        ] {
            assert!(decimal(integer).is_integer(), "{integer}");
        }
        for fraction in ["0.5", "1e-1", "-12.55e1", "1e-9999999999999999999999"] {
            assert!(!decimal(fraction).is_integer(), "{fraction}");
        }
    }

    #[test]
    fn only_the_grammar() {
        for text in [
            "", "-", "+1", "01", "1.", ".1", "1e", "0x1", "1_0", " 1", "1 ", "NaN", "Infinity", "١",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
