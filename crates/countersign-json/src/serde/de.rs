//! Reading a [`Value`].

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::is_read_exactly;
use crate::{Limits, Number, Value, read};

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if is_read_exactly::<D>() {
            let raw = Box::<RawValue>::deserialize(deserializer)?;
            exactly(raw.get())
        } else {
            deserializer.deserialize_any(AnyValue)
        }
    }
}

/// The JSON text of what a deserializer holds: as it stands where the format is `serde_json`'s text, else as exact as
/// the format's numbers are.
///
/// # Errors
/// The deserializer's own, and one for a float that JSON has no number for.
pub fn text_of<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    if is_read_exactly::<D>() {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Ok(Box::<str>::from(raw).into_string())
    } else {
        Value::deserialize(deserializer).map(|value| value.to_string())
    }
}

fn exactly<E: Error>(text: &str) -> Result<Value, E> {
    read(text, Limits::default()).map_err(|error| E::custom(error.message))
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<Value, E> {
        Ok(boolean.into())
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<Value, E> {
        Ok(integer.into())
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<Value, E> {
        Ok(integer.into())
    }

    fn visit_i128<E: Error>(self, integer: i128) -> Result<Value, E> {
        Ok(integer.into())
    }

    fn visit_f64<E: Error>(self, float: f64) -> Result<Value, E> {
        match Number::from_f64(float) {
            Some(number) => Ok(Value::Number(number)),
            None => Err(E::custom(format_args!("{float} is no JSON number"))),
        }
    }

    fn visit_str<E: Error>(self, string: &str) -> Result<Value, E> {
        Ok(string.into())
    }

    fn visit_string<E: Error>(self, string: String) -> Result<Value, E> {
        Ok(string.into())
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Value::Object(members))
    }
}
