//! Bounds and literals as values: what a violation says its limit was.

use std::fmt;

use crate::{
    json::{Decimal, Number, Value},
    schema::{Bound, Literal},
};

impl Bound {
    /// The exact value; `None` for a text that is no JSON number, which the derives refuse.
    #[must_use]
    pub fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Integer(integer) => Some(Decimal::from_i128(*integer)),
            Self::Decimal(text) => Decimal::parse(text),
        }
    }

    /// The bound as JSON.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match self {
            Self::Integer(integer) => Value::from(*integer),
            Self::Decimal(text) => match Number::parse(text) {
                Some(number) => Value::Number(number),
                None => Value::from(*text),
            },
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => integer.fmt(f),
            Self::Decimal(text) => f.write_str(text),
        }
    }
}

impl Literal {
    /// The literal as JSON.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(boolean) => Value::Bool(*boolean),
            Self::Number(bound) => bound.to_value(),
            Self::String(text) => Value::from(*text),
        }
    }
}
