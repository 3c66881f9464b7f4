//! `multipleOf`, exactly (JSON Schema 2020-12, Validation section 6.2.1).

use std::cmp::Ordering;

use super::Decimal;

impl Decimal {
    /// Whether `self` divided by `divisor` is an integer; of zero, only zero is a multiple.
    ///
    /// Exact for all exponents. The cost grows with the length of both texts, never with their exponents.
    #[must_use]
    pub fn is_multiple_of(&self, divisor: &Self) -> bool {
        if self.is_zero() || divisor.is_zero() {
            return self.is_zero();
        }
        // v * 10^e is a multiple of d, where e < 0, only if v is one of 10; it has no trailing zeros.
        let Ok(zeros) = usize::try_from(self.exponent - divisor.exponent) else {
            return self.exponent > divisor.exponent && self.has_factors_of(divisor, usize::MAX);
        };
        self.has_factors_of(divisor, zeros)
    }

    /// Whether the digits of `divisor` divide those of `self` followed by `zeros` zeros.
    ///
    /// A number of n digits is below 2^(4n): it has fewer than 4n factors 2, and fewer factors 5. Zeros beyond
    /// that add none that it could use.
    fn has_factors_of(&self, divisor: &Self, zeros: usize) -> bool {
        let zeros = zeros.min(4 * divisor.digits.len());
        let digits = self.digits.bytes().map(|digit| digit - b'0');
        let digits = digits.chain(std::iter::repeat_n(0, zeros));
        match divisor.digits.parse::<u64>() {
            Ok(divisor) => divides_small(divisor, digits),
            Err(_) => divides_large(&Limbs::parse(&divisor.digits), digits),
        }
    }
}

fn divides_small(divisor: u64, digits: impl Iterator<Item = u8>) -> bool {
    let divisor = u128::from(divisor);
    let remainder = digits.fold(0, |rest, digit| (rest * 10 + u128::from(digit)) % divisor);
    remainder == 0
}

fn divides_large(divisor: &Limbs, digits: impl Iterator<Item = u8>) -> bool {
    let mut rest = Limbs(vec![0; divisor.0.len() + 1]);
    for digit in digits {
        rest.shift_in(digit);
        while rest.cmp_value(divisor) != Ordering::Less {
            rest.subtract(divisor);
        }
    }
    rest.0.iter().all(|limb| *limb == 0)
}

/// A natural number in base 10^9, least significant limb first.
struct Limbs(Vec<u32>);

const BASE: u32 = 1_000_000_000;

impl Limbs {
    fn parse(digits: &str) -> Self {
        let chunks = digits.as_bytes().rchunks(9);
        let limb = |chunk: &[u8]| {
            chunk
                .iter()
                .fold(0, |limb, digit| limb * 10 + u32::from(digit - b'0'))
        };
        Self(chunks.map(limb).collect())
    }

    /// Ten times the number, plus `digit`; there is room for one digit more than the divisor has.
    fn shift_in(&mut self, digit: u8) {
        let mut carry = u32::from(digit);
        for limb in &mut self.0 {
            let wide = u64::from(*limb) * 10 + u64::from(carry);
            (carry, *limb) = split(wide);
        }
    }

    fn subtract(&mut self, other: &Self) {
        let mut borrow = 0;
        for (index, limb) in self.0.iter_mut().enumerate() {
            let minus = other.0.get(index).copied().unwrap_or(0) + borrow;
            borrow = u32::from(*limb < minus);
            *limb = *limb + borrow * BASE - minus;
        }
    }

    /// Compares with a number of at most as many limbs.
    fn cmp_value(&self, other: &Self) -> Ordering {
        let at = |index: usize| other.0.get(index).copied().unwrap_or(0);
        let mut limbs = self.0.iter().enumerate().rev();
        limbs
            .find_map(|(index, limb)| Some(limb.cmp(&at(index))).filter(|order| order.is_ne()))
            .unwrap_or(Ordering::Equal)
    }
}

/// Carry and limb.
#[allow(clippy::cast_possible_truncation, reason = "both are below the base")]
const fn split(wide: u64) -> (u32, u32) {
    ((wide / BASE as u64) as u32, (wide % BASE as u64) as u32)
}

#[cfg(test)]
mod tests {
    use crate::Decimal;

    fn multiple(value: &str, divisor: &str) -> bool {
        Decimal::parse(value)
            .unwrap()
            .is_multiple_of(&Decimal::parse(divisor).unwrap())
    }

    #[test]
    fn exact_where_floats_are_not() {
        for (value, divisor) in [
            ("0.0075", "0.0001"),
            ("4.35", "0.01"),
            ("0", "7"),
            ("-9", "3"),
            ("9", "-3"),
            ("1e308", "0.123456789"),
            ("9007199254740993", "3"),
            ("1e1000000000", "0.01"),
            (
                "1e99999999999999999999999999999",
                "1e-99999999999999999999999999",
            ),
            ("1e400", "1e400"),
            (
                "340282366920938463463374607431768211456",
                "18446744073709551616",
            ),
            ("1e101", "12676506002282294014967032053760"),
        ] {
            let exact = divisor != "0.123456789";
            assert_eq!(multiple(value, divisor), exact, "{value} {divisor}");
        }
    }

    #[test]
    fn not_a_multiple() {
        for (value, divisor) in [
            ("0.00751", "0.0001"),
            ("1", "2"),
            ("1e1000000000", "0.03"),
            ("1e-1000000000", "1"),
            ("9007199254740993", "2"),
            ("35", "1.5"),
            ("1", "0"),
            (
                "340282366920938463463374607431768211457",
                "18446744073709551616",
            ),
            ("1", "340282366920938463463374607431768211456"),
            ("1e100", "12676506002282294014967032053760"),
        ] {
            assert!(!multiple(value, divisor), "{value} {divisor}");
        }
    }
}
