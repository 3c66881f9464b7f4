//! Numbers that keep all of their digits: [`Number`], [`Integer`] and `i128`.

use std::cmp::Ordering;

use serde::{Serialize, Serializer};

use crate::{
    Contract, Integer, Location, Number, Validate, Value, Violations,
    checks::{Numeric, Scalar},
    json::{Decimal, Reader},
    schema::{Assertion, Bound, Literal, Schema, Types, Width},
};

impl Contract for Number {
    fn schema() -> &'static Schema {
        &Schema {
            name: None,
            types: Types::NUMBER,
            assertions: &[],
        }
    }

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        Self::parse(reader.number()?)
    }
}

impl Contract for Integer {
    fn schema() -> &'static Schema {
        &Schema {
            name: None,
            types: Types::INTEGER,
            assertions: &[],
        }
    }

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        Self::try_from(Number::parse(reader.number()?)?).ok()
    }
}

impl Serialize for Integer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.number().serialize(serializer)
    }
}

impl Contract for i128 {
    fn schema() -> &'static Schema {
        &Schema {
            name: None,
            types: Types::INTEGER,
            assertions: &[Assertion::Fits(Width::I128)],
        }
    }

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        Decimal::parse(reader.number()?)?.to_i128()
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Number::from(*self).serialize(serializer)
    }
}

impl Numeric for Number {
    fn compare(&self, bound: &Bound) -> Option<Ordering> {
        Some(self.decimal().cmp(&bound.decimal()?))
    }

    fn is_multiple_of(&self, divisor: &Bound) -> bool {
        let divisor = divisor.decimal();
        divisor.is_some_and(|divisor| self.decimal().is_multiple_of(&divisor))
    }

    fn to_value(&self) -> Value {
        Value::Number(self.clone())
    }
}

impl Numeric for Integer {
    fn compare(&self, bound: &Bound) -> Option<Ordering> {
        self.number().compare(bound)
    }

    fn is_multiple_of(&self, divisor: &Bound) -> bool {
        self.number().is_multiple_of(divisor)
    }

    fn to_value(&self) -> Value {
        Numeric::to_value(self.number())
    }
}

macro_rules! exact {
    ($($type:ty)*) => { $(
        impl Scalar for $type {
            fn is(&self, literal: &Literal) -> bool {
                matches!(literal, Literal::Number(bound) if self.compare(bound) == Some(Ordering::Equal))
            }

            fn to_value(&self) -> Value {
                Numeric::to_value(self)
            }
        }
    )* };
}

exact!(Number Integer);

macro_rules! unchecked {
    ($($type:ty)*) => { $(
        impl Validate for $type {
            #[inline]
            fn check(&self, _: &Location<'_>, _: &mut Violations) {}
        }
    )* };
}

unchecked!(Number Integer i128);

#[cfg(test)]
mod tests {
    use crate::{Contract, Integer, Number, from_json, to_json};

    #[derive(Clone, Debug, PartialEq, Contract)]
    struct Exact {
        #[contract(minimum = 0, multiple_of = 0.01)]
        price: Number,
        #[contract(maximum = "1e400", multiple_of = 0.5)]
        count: Integer,
        #[contract(minimum = 0)]
        wei: i128,
        #[contract(enum(1, 0.1))]
        listed: Option<Number>,
        #[contract(const = 9007199254740993)]
        fixed: Option<Integer>,
    }

    #[derive(Clone, Debug, PartialEq, Contract)]
    enum NumberOrText {
        Number(Number),
        Text(String),
    }

    fn problems(text: &str) -> String {
        from_json::<Exact>(text).unwrap_err().to_string()
    }

    #[test]
    fn every_digit_survives() {
        for text in [
            r#"{"price":9007199254740993.01,"count":1e400,"wei":170141183460469231731687303715884105727}"#,
            r#"{"price":0.10,"count":1.0,"wei":18446744073709551616}"#,
            r#"{"price":-0,"count":1,"wei":0}"#,
            r#"{"price":1e400,"count":1,"wei":9007199254740993}"#,
            r#"{"price":0,"count":1,"wei":0,"listed":1e-1,"fixed":9007199254740993.0}"#,
        ] {
            assert_eq!(to_json(&*from_json::<Exact>(text).unwrap()).unwrap(), text);
        }
        let whole = from_json::<i128>("1e3").unwrap();
        assert_eq!(*whole, 1000);
        assert_eq!(*from_json::<i128>("-0.0").unwrap(), 0);
    }

    #[test]
    fn bounds_are_exact() {
        assert_eq!(
            problems(r#"{"price":0.001,"count":2e400,"wei":-1}"#),
            "3 violations:\n  /price: 0.001 is not a multiple of 0.01\n  /count: 2e400 is greater than the maximum of 1e400\n  \
             /wei: -1 is less than the minimum of 0"
        );
        assert_eq!(
            problems(r#"{"price":"1","count":0.5,"wei":170141183460469231731687303715884105728}"#),
            "3 violations:\n  /price: \"1\" is not of type number\n  /count: 0.5 is not of type integer\n  \
             /wei: 170141183460469231731687303715884105728 does not fit `int128`"
        );
        assert_eq!(
            problems(r#"{"price":0,"count":1,"wei":0,"listed":0.11,"fixed":9007199254740992}"#),
            "2 violations:\n  /listed: 0.11 is not one of 1, 0.1\n  \
             /fixed: 9007199254740992 is not the constant 9007199254740993"
        );
    }

    #[test]
    fn unions_take_the_text_as_well() {
        for text in ["9007199254740993.5", "1e400", "-0.0", "\"1\""] {
            let read = from_json::<NumberOrText>(text).unwrap();
            assert_eq!(to_json(&*read).unwrap(), text);
        }
    }

    #[test]
    fn other_formats_give_what_they_have() {
        let value = serde_json::json!({"price": 0.5, "count": 1, "wei": 3});
        let exact: Exact = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(exact.price, Number::parse("0.5").unwrap());
        assert_eq!(serde_json::to_value(&exact).unwrap(), value);
        assert_eq!(Number::literal("x"), Number::from(0));
        assert_eq!(Integer::literal("0.5"), Integer::from(0));
        assert_eq!(Integer::literal("1e2"), Integer::from(100));
    }
}
