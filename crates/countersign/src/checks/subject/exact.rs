//! [`Exact`]: a JSON number as the exact judge compares it.

use std::cmp::Ordering;

use super::Numeric;
use crate::{
    json::{Decimal, Number, Value},
    schema::Bound,
};

/// A JSON number with its value worked out once for all keywords.
pub(crate) struct Exact {
    number: Number,
    decimal: Decimal,
}

impl Exact {
    pub(crate) fn new(number: &Number) -> Self {
        Self {
            number: number.clone(),
            decimal: number.decimal(),
        }
    }

    pub(crate) const fn decimal(&self) -> &Decimal {
        &self.decimal
    }
}

impl Numeric for Exact {
    fn compare(&self, bound: &Bound) -> Option<Ordering> {
        Some(self.decimal.cmp(&bound.decimal()?))
    }

    fn is_multiple_of(&self, divisor: &Bound) -> bool {
        divisor
            .decimal()
            .is_some_and(|divisor| self.decimal.is_multiple_of(&divisor))
    }

    fn to_value(&self) -> Value {
        Value::Number(self.number.clone())
    }
}
