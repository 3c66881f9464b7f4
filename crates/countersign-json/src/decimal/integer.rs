//! Decimals from and to machine integers, exactly.

use super::Decimal;

impl Decimal {
    /// The integer `value`.
    #[must_use]
    pub fn from_i128(value: i128) -> Self {
        Self::normal(value < 0, &value.unsigned_abs().to_string(), 0)
    }

    /// The integer that it is; `None` if it has a fractional part or does not fit.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        if !self.is_integer() || self.magnitude() > 39 {
            return None;
        }
        let zeros = u32::try_from(self.exponent).ok()?;
        let digits: i128 = if self.is_zero() {
            0
        } else {
            format!("{}{}", if self.negative { "-" } else { "" }, self.digits)
                .parse()
                .ok()?
        };
        digits.checked_mul(10_i128.checked_pow(zeros)?)
    }

    /// The integer that it is; `None` if it has a fractional part or does not fit.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.to_i128()?.try_into().ok()
    }

    /// The integer that it is; `None` if it has a fractional part or does not fit.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        self.to_i128()?.try_into().ok()
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::from_i128(value.into())
    }
}

impl From<u64> for Decimal {
    fn from(value: u64) -> Self {
        Self::from_i128(value.into())
    }
}

#[cfg(test)]
mod tests {
    use crate::Decimal;

    #[test]
    fn there_and_back() {
        for value in [
            0,
            1,
            -1,
            10,
            -100,
            i128::MAX,
            i128::MIN,
            1 << 53,
            10_i128.pow(38),
        ] {
            assert_eq!(Decimal::from_i128(value).to_i128(), Some(value));
            assert_eq!(
                Decimal::parse(&value.to_string()),
                Some(Decimal::from_i128(value))
            );
        }
    }

    #[test]
    fn only_what_fits() {
        let integer = |text: &str| Decimal::parse(text).unwrap().to_i128();
        assert_eq!(integer("9007199254740993.0"), Some(9_007_199_254_740_993));
        assert_eq!(integer("1.5e1"), Some(15));
        assert_eq!(integer("1e38"), Some(10_i128.pow(38)));
        for none in [
            "0.5",
            "1e39",
            "170141183460469231731687303715884105728",
            "1e99999999999999999999",
            "1e-99999999999999999999",
        ] {
            assert_eq!(integer(none), None, "{none}");
        }
        let max = Decimal::parse("9223372036854775808").unwrap();
        assert_eq!(max.to_i64(), None);
        assert_eq!(max.to_u64(), Some(1 << 63));
        assert_eq!(Decimal::from_i128(-1).to_u64(), None);
    }
}
