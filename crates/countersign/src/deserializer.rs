//! [`Exactly`]: a JSON value as a serde `Deserializer`, which rounds nothing that a Rust type can hold.

use serde::{
    de::{
        Deserializer, Error as _, IntoDeserializer, Visitor,
        value::{Error, MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

use countersign_json::EXACTLY;

use crate::json::{Number, Value};

/// A JSON value as a serde `Deserializer`: `1.0` and `1e3` are given as integers to what asks for integers.
#[derive(Clone, Copy)]
pub(crate) struct Exactly<'de>(pub(crate) &'de Value);

/// 2^53: from here on, a float may stand for several integers.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl<'de> Exactly<'de> {
    fn integral<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Number(number) => integer(number, visitor),
            _ => self.deserialize_any(visitor),
        }
    }

    fn floating<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Number(number) => float(number, visitor),
            _ => self.deserialize_any(visitor),
        }
    }
}

fn integer<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Error> {
    let decimal = number.decimal();
    match (decimal.to_i64(), decimal.to_u64()) {
        (Some(integer), _) => visitor.visit_i64(integer),
        (_, Some(integer)) => visitor.visit_u64(integer),
        _ => float(number, visitor),
    }
}

fn float<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Error> {
    match number.text().parse::<f64>() {
        Ok(float) if float.is_finite() => visitor.visit_f64(float),
        _ => Err(Error::custom(format_args!("`{number}` is out of range"))),
    }
}

/// As it is spelled, unless a float could not say it.
fn as_spelled<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Error> {
    let spelled_as_float = number.text() == "-0" || number.text().contains(['.', 'e', 'E']);
    let exact = || {
        number
            .decimal()
            .to_f64()
            .is_some_and(|float| float.abs() < EXACT)
    };
    if spelled_as_float && exact() {
        float(number, visitor)
    } else {
        integer(number, visitor)
    }
}

impl<'de> Deserializer<'de> for Exactly<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(boolean) => visitor.visit_bool(*boolean),
            Value::Number(number) => as_spelled(number, visitor),
            Value::String(string) => visitor.visit_borrowed_str(string),
            Value::Array(items) => {
                let mut access = SeqDeserializer::new(items.iter().map(Exactly));
                let value = visitor.visit_seq(&mut access)?;
                access.end().map(|()| value)
            }
            Value::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| (name.as_str(), Exactly(value)));
                let mut access = MapDeserializer::new(members);
                let value = visitor.visit_map(&mut access)?;
                access.end().map(|()| value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == EXACTLY {
            visitor.visit_bytes(self.0.to_string().as_bytes())
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.integral(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.integral(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.integral(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.integral(visitor)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.integral(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.integral(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.integral(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.integral(visitor)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.floating(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.floating(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(string) => visitor.visit_enum(string.as_str().into_deserializer()),
            _ => Err(Error::custom("expected a string")),
        }
    }

    forward_to_deserialize_any! {
        bool i128 u128 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Exactly<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize as _;

    use super::Exactly;
    use crate::{
        Contract,
        json::{Limits, read},
    };

    fn decode<T: Contract>(text: &str) -> Option<T> {
        let value = read(text, Limits::default()).unwrap();
        T::decode(Exactly(&value)).ok()
    }

    #[test]
    fn numbers_are_what_is_asked_for() {
        assert_eq!(
            decode::<i64>("9007199254740993.0"),
            Some(9_007_199_254_740_993)
        );
        assert_eq!(decode::<i64>("1e3"), Some(1000));
        assert_eq!(decode::<i64>("-0"), Some(0));
        assert_eq!(decode::<u64>("1.8446744073709551615e19"), Some(u64::MAX));
        assert_eq!(decode::<i64>("1e30"), None);
        assert_eq!(decode::<i64>("1.5"), None);
        assert_eq!(decode::<f64>("1e400"), None);
        assert_eq!(decode::<f64>("3"), Some(3.0));
        assert!(decode::<f64>("-0").is_some_and(|zero| zero == 0.0 && zero.is_sign_negative()));
    }

    #[test]
    fn it_agrees_with_serde_json() {
        let text = r#"{"a":[1,1.5,-2,"x",null,true,{"b":[]}],"c":{}}"#;
        let value = read(text, Limits::default()).unwrap();
        assert_eq!(
            serde_json::Value::deserialize(Exactly(&value)).ok(),
            serde_json::from_str(text).ok()
        );
        assert_eq!(
            decode::<Vec<Option<i64>>>("[1,null,3.0]"),
            Some(vec![Some(1), None, Some(3)])
        );
        assert_eq!(decode::<Vec<i64>>("{}"), None);
        assert_eq!(decode::<bool>("0"), None);
    }
}
