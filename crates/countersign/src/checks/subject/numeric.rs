//! [`Numeric`]: numbers that can be compared with an exact bound.

use std::cmp::Ordering;

use super::Newtype;
use crate::{
    json::{Decimal, Value},
    schema::Bound,
};

/// A number that can be compared with an exact bound: all of Rust's, and newtypes over them.
///
/// A float stands for the shortest decimal that reads back as it, which is what JSON text says for it.
pub trait Numeric {
    /// How it compares with `bound`; `None` where one of the two is no number.
    fn compare(&self, bound: &Bound) -> Option<Ordering>;

    /// Whether it is an integer times `divisor`.
    fn is_multiple_of(&self, divisor: &Bound) -> bool;

    /// The number as JSON; a string for what JSON has no number for.
    fn to_value(&self) -> Value;
}

impl<T: Newtype<Inner: Numeric> + ?Sized> Numeric for T {
    #[inline]
    fn compare(&self, bound: &Bound) -> Option<Ordering> {
        self.inner().compare(bound)
    }

    #[inline]
    fn is_multiple_of(&self, divisor: &Bound) -> bool {
        self.inner().is_multiple_of(divisor)
    }

    fn to_value(&self) -> Value {
        self.inner().to_value()
    }
}

#[cold]
fn compare_exactly(value: Option<Decimal>, bound: &Bound) -> Option<Ordering> {
    Some(value?.cmp(&bound.decimal()?))
}

#[cold]
fn divide_exactly(value: Option<Decimal>, divisor: &Bound) -> bool {
    match (value, divisor.decimal()) {
        (Some(value), Some(divisor)) => value.is_multiple_of(&divisor),
        _ => false,
    }
}

macro_rules! integers {
    ($($type:ty)*) => { $(
        impl Numeric for $type {
            #[inline]
            fn compare(&self, bound: &Bound) -> Option<Ordering> {
                match bound {
                    Bound::Integer(bound) => Some((*self as i128).cmp(bound)),
                    Bound::Decimal(_) => compare_exactly(Some(Decimal::from_i128(*self as i128)), bound),
                }
            }

            #[inline]
            fn is_multiple_of(&self, divisor: &Bound) -> bool {
                match divisor {
                    Bound::Integer(0) => *self == 0,
                    // `MIN % -1` overflows in the processor, and is 0.
                    Bound::Integer(divisor) => (*self as i128).wrapping_rem(*divisor) == 0,
                    Bound::Decimal(_) => divide_exactly(Some(Decimal::from_i128(*self as i128)), divisor),
                }
            }

            fn to_value(&self) -> Value {
                Value::from(*self as i128)
            }
        }
    )* };
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 usize);

/// 2^53: below it, a float without a fractional part is that integer and no other.
const EXACT: f64 = 9_007_199_254_740_992.0;

macro_rules! floats {
    ($($type:ty, $decimal:ident;)*) => { $(
        impl Numeric for $type {
            #[inline]
            fn compare(&self, bound: &Bound) -> Option<Ordering> {
                let near = match bound {
                    Bound::Integer(bound) => *bound as $type,
                    Bound::Decimal(text) => text.parse().ok()?,
                };
                // Rounding keeps order: only where the bound rounds to the value itself do their decimals decide.
                match self.partial_cmp(&near)? {
                    Ordering::Equal => compare_exactly(Decimal::$decimal(*self), bound),
                    order => Some(order),
                }
            }

            #[inline]
            fn is_multiple_of(&self, divisor: &Bound) -> bool {
                match divisor {
                    Bound::Integer(integer) if f64::from(*self).abs() < EXACT => {
                        self.fract() == 0.0 && (*self as i64).is_multiple_of(&Bound::Integer(*integer))
                    }
                    _ => divide_exactly(Decimal::$decimal(*self), divisor),
                }
            }

            fn to_value(&self) -> Value {
                match Decimal::$decimal(*self) {
                    Some(decimal) => Value::from(decimal),
                    None => Value::from(self.to_string()),
                }
            }
        }
    )* };
}

floats! {
    f32, from_f32;
    f64, from_f64;
}
