//! Numbers as machine numbers: digits are counted out, and only what they do not say is left to the exact decimal.

use super::Reader;
use crate::Decimal;

/// So many digits fit into 63 bits, whatever they are.
const SAFE_DIGITS: usize = 18;

impl Reader<'_> {
    /// An integer, however it is spelled (`1.0`, `1e3`, `-0`), that fits.
    #[inline]
    pub fn i64(&mut self) -> Option<i64> {
        let negative = self.ahead()? == b'-';
        match self.plain_digits(usize::from(negative)) {
            // 63 bits always fit.
            Some(digits) if negative => Some(-(digits as i64)),
            Some(digits) => Some(digits as i64),
            None => self.spelled()?.to_i64(),
        }
    }

    /// An integer of no sign, however it is spelled (`1.0`, `1e3`, `-0`), that fits.
    #[inline]
    pub fn u64(&mut self) -> Option<u64> {
        self.ahead()?;
        match self.plain_digits(0) {
            Some(digits) => Some(digits),
            None => self.spelled()?.to_u64(),
        }
    }

    /// The nearest float; `None` beyond the largest.
    #[inline]
    pub fn f64(&mut self) -> Option<f64> {
        let number: f64 = self.number()?.parse().ok()?;
        number.is_finite().then_some(number)
    }

    /// Whether the number ahead has no fractional part, however it is spelled; it stays ahead.
    pub fn is_integer_ahead(&self) -> bool {
        self.clone()
            .spelled()
            .is_some_and(|number| number.is_integer())
    }

    /// Passes digits that are the whole of a number but for its sign; `None`, and nothing passed, where they may not be.
    #[inline]
    fn plain_digits(&mut self, sign: usize) -> Option<u64> {
        let digits = self.text.as_bytes().get(self.at + sign..)?;
        let (mut number, mut length) = (0_u64, 0);
        for byte in digits {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            number = number.wrapping_mul(10).wrapping_add(digit.into());
            length += 1;
        }
        let ends = !matches!(digits.get(length), Some(b'.' | b'e' | b'E'));
        let leading_zero = length > 1 && digits.first() == Some(&b'0');
        if !ends || leading_zero || length == 0 || length > SAFE_DIGITS {
            return None;
        }
        self.at += sign + length;
        Some(number)
    }

    #[cold]
    fn spelled(&mut self) -> Option<Decimal> {
        self.number().and_then(Decimal::parse)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Limits, Reader};

    fn reader(text: &str) -> Reader<'_> {
        Reader::new(text, Limits::default())
    }

    #[test]
    fn integers_however_they_are_spelled() {
        for (text, integer) in [
            ("0", 0),
            ("-0", 0),
            (" 17", 17),
            ("-17", -17),
            ("1.0", 1),
            ("1e3", 1000),
            ("-2.50E1", -25),
            ("999999999999999999", 999_999_999_999_999_999),
            ("9007199254740993.0", 9_007_199_254_740_993),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
            ("9.223372036854775807e18", i64::MAX),
        ] {
            let mut reader = reader(text);
            assert_eq!(
                (reader.i64(), reader.end()),
                (Some(integer), Some(())),
                "{text}"
            );
        }
        assert_eq!(reader("18446744073709551615").u64(), Some(u64::MAX));
        assert_eq!(reader("-0.0").u64(), Some(0));
    }

    #[test]
    fn what_is_no_integer_that_fits() {
        for text in [
            "",
            "-",
            "--1",
            "+1",
            "01",
            "-01",
            "1.",
            "1.5",
            "1e",
            "1e-1",
            "9223372036854775808",
            "1e30",
            "1e400",
            "\"1\"",
            "null",
            "0.99999999999999999999",
        ] {
            assert_eq!(reader(text).i64(), None, "{text}");
        }
        assert_eq!(reader("-9223372036854775809").i64(), None);
        for text in ["-1", "18446744073709551616", "-1e0"] {
            assert_eq!(reader(text).u64(), None, "{text}");
        }
    }

    #[test]
    fn floats_are_the_nearest() {
        assert_eq!(reader("0.1").f64(), Some(0.1));
        assert_eq!(reader("3").f64(), Some(3.0));
        assert!(
            reader("-0")
                .f64()
                .is_some_and(|zero| zero == 0.0 && zero.is_sign_negative())
        );
        assert_eq!(reader("1e-400").f64(), Some(0.0));
        assert_eq!(reader("1e400").f64(), None);
        assert_eq!(reader("inf").f64(), None);
        assert_eq!(reader(".5").f64(), None);
    }

    #[test]
    fn a_number_can_be_looked_at() {
        for (text, integer) in [
            ("1", true),
            ("1.0", true),
            ("1e400", true),
            ("1.5", false),
            ("1e-1", false),
        ] {
            let reader = reader(text);
            assert_eq!(reader.is_integer_ahead(), integer, "{text}");
        }
    }
}
