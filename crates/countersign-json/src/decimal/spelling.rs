//! How a decimal is written: the shortest JSON text that people read easily.

use std::fmt;

use super::Decimal;

/// One text for one value: plain where it has at most 21 digits before the point and 6 zeros after it, with an
/// exponent else, so that a huge exponent is never expanded. Always JSON.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        let magnitude = self.magnitude();
        match usize::try_from(magnitude) {
            _ if self.is_zero() => f.write_str("0"),
            Ok(before @ 1..=21) => self.plain(f, before),
            _ if (-6..=0).contains(&magnitude) => {
                let zeros = usize::try_from(-magnitude).unwrap_or_default();
                write!(f, "0.{:0<zeros$}{}", "", self.digits)
            }
            _ => self.scientific(f, magnitude - 1),
        }
    }
}

impl Decimal {
    fn plain(&self, f: &mut fmt::Formatter<'_>, before: usize) -> fmt::Result {
        match self.digits.split_at_checked(before) {
            Some((whole, "")) => f.write_str(whole),
            Some((whole, fraction)) => write!(f, "{whole}.{fraction}"),
            None => write!(f, "{:0<before$}", self.digits),
        }
    }

    fn scientific(&self, f: &mut fmt::Formatter<'_>, exponent: i128) -> fmt::Result {
        let (first, rest) = self.digits.split_at(1);
        f.write_str(first)?;
        if !rest.is_empty() {
            write!(f, ".{rest}")?;
        }
        write!(f, "e{exponent}")
    }
}

#[cfg(test)]
mod tests {
    use crate::Decimal;

    #[test]
    fn canonical_text() {
        for (text, canonical) in [
            ("0", "0"),
            ("-0.00", "0"),
            ("1.0", "1"),
            ("1e3", "1000"),
            ("-12.50", "-12.5"),
            ("0.0075", "0.0075"),
            ("0.000001", "0.000001"),
            ("0.0000001", "0.0000001"),
            ("0.00000001", "1e-8"),
            ("100000000000000000000", "100000000000000000000"),
            ("1e21", "1e21"),
            ("123456789012345678901234", "1.23456789012345678901234e23"),
            ("1e400", "1e400"),
            ("-1.5e-400", "-1.5e-400"),
        ] {
            let decimal = Decimal::parse(text).unwrap();
            assert_eq!(decimal.to_string(), canonical, "{text}");
            assert_eq!(Decimal::parse(canonical), Some(decimal), "{text}");
        }
    }
}
