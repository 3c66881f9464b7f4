//! Decimals from and to floats: by the shortest decimal that reads back as the same float, and by the nearest float.

use super::Decimal;

impl Decimal {
    /// The shortest decimal that reads back as `value`, which is what is written for it in JSON; `None` for NaN and
    /// the infinities.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        Self::parse(&format!("{value:e}"))
    }

    /// The shortest decimal that reads back as `value`; `None` for NaN and the infinities.
    #[must_use]
    pub fn from_f32(value: f32) -> Option<Self> {
        Self::parse(&format!("{value:e}"))
    }

    /// The nearest float, ties to even; `None` where that is an infinity.
    #[must_use]
    pub fn to_f64(&self) -> Option<f64> {
        if self.is_zero() || self.magnitude() < -400 {
            return Some(0.0);
        }
        if self.magnitude() > 400 {
            return None;
        }
        let sign = if self.negative { "-" } else { "" };
        let text = format!("{sign}{}e{}", self.digits, self.exponent);
        text.parse().ok().filter(|float: &f64| float.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use crate::Decimal;

    #[test]
    fn shortest_spelling() {
        for (float, text) in [
            (0.1, "0.1"),
            (-0.0, "0"),
            (1e300, "1e300"),
            (9_007_199_254_740_992.0, "9007199254740992"),
            (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
            (5e-324, "5e-324"),
        ] {
            assert_eq!(Decimal::from_f64(float), Decimal::parse(text));
            assert_eq!(Decimal::from_f64(float).unwrap().to_f64(), Some(float));
        }
        assert_eq!(Decimal::from_f32(0.1), Decimal::parse("0.1"));
        assert_eq!(Decimal::from_f64(f64::NAN), None);
        assert_eq!(Decimal::from_f64(f64::NEG_INFINITY), None);
    }

    #[test]
    fn nearest_float() {
        let float = |text: &str| Decimal::parse(text).unwrap().to_f64();
        assert_eq!(float("9007199254740993"), Some(9_007_199_254_740_992.0));
        assert_eq!(float("-1.5"), Some(-1.5));
        assert_eq!(float("1e308"), Some(1e308));
        assert_eq!(float("1e309"), None);
        assert_eq!(float("1e99999999999999999999999"), None);
        assert_eq!(float("-1e-99999999999999999999999"), Some(0.0));
        let long = format!("1{}e-1000", "0".repeat(1000));
        assert_eq!(float(&long), Some(1.0));
        let digits = format!("0.{}1", "3".repeat(2000));
        assert_eq!(float(&digits), Some(1.0 / 3.0));
    }
}
