//! [`Scalar`]: what can be compared with a literal of `enum` and `const`.

use std::{borrow::Cow, cmp::Ordering};

use super::{Exact, Newtype, Numeric};
use crate::{
    json::Value,
    schema::{Bound, Literal},
};

/// What can be compared with a literal, by the equality of JSON Schema (2020-12, Core section 4.2.2).
pub trait Scalar {
    /// Whether it is equal to `literal`.
    fn is(&self, literal: &Literal) -> bool;

    /// The scalar as JSON.
    fn to_value(&self) -> Value;
}

/// Whether a string is equal to `literal`.
#[inline]
#[must_use]
pub fn text_is(text: &str, literal: &Literal) -> bool {
    matches!(literal, Literal::String(other) if *other == text)
}

#[inline]
fn number_is<N: Numeric>(number: &N, literal: &Literal) -> bool {
    let equal = |bound: &Bound| number.compare(bound) == Some(Ordering::Equal);
    matches!(literal, Literal::Number(bound) if equal(bound))
}

impl<T: Newtype<Inner: Scalar> + ?Sized> Scalar for T {
    #[inline]
    fn is(&self, literal: &Literal) -> bool {
        self.inner().is(literal)
    }

    fn to_value(&self) -> Value {
        self.inner().to_value()
    }
}

macro_rules! numbers {
    ($($type:ty)*) => { $(
        impl Scalar for $type {
            #[inline]
            fn is(&self, literal: &Literal) -> bool {
                number_is(self, literal)
            }

            fn to_value(&self) -> Value {
                Numeric::to_value(self)
            }
        }
    )* };
}

numbers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 usize f32 f64);

macro_rules! texts {
    ($($type:ty)*) => { $(
        impl Scalar for $type {
            #[inline]
            fn is(&self, literal: &Literal) -> bool {
                text_is(self, literal)
            }

            fn to_value(&self) -> Value {
                Value::from(&self[..])
            }
        }
    )* };
}

texts!(str String Cow<'_, str>);

impl Scalar for bool {
    #[inline]
    fn is(&self, literal: &Literal) -> bool {
        *literal == Literal::Bool(*self)
    }

    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }
}

/// Null.
impl Scalar for () {
    #[inline]
    fn is(&self, literal: &Literal) -> bool {
        *literal == Literal::Null
    }

    fn to_value(&self) -> Value {
        Value::Null
    }
}

impl Scalar for Value {
    fn is(&self, literal: &Literal) -> bool {
        match self {
            Self::Null => ().is(literal),
            Self::Bool(boolean) => boolean.is(literal),
            Self::Number(number) => number_is(&Exact::new(number), literal),
            Self::String(string) => text_is(string, literal),
            Self::Array(_) | Self::Object(_) => false,
        }
    }

    fn to_value(&self) -> Value {
        self.clone()
    }
}
