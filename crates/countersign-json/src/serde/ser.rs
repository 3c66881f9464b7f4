//! Writing a [`Value`].

use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeMap, SerializeSeq},
};
use serde_json::value::RawValue;

use super::is_serde_json;
use crate::{Number, Value};

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(boolean) => serializer.serialize_bool(*boolean),
            Self::Number(number) => number.serialize(serializer),
            Self::String(string) => serializer.serialize_str(string),
            Self::Array(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(item)?;
                }
                sequence.end()
            }
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// As it is spelled in `serde_json`'s text; by other formats the value, or the nearest float.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.text().parse::<i64>() {
            Ok(integer) if self.text() != "-0" => return serializer.serialize_i64(integer),
            _ => {}
        }
        if is_serde_json::<S>("ser::Serializer") {
            let raw = RawValue::from_string(self.text().to_owned()).map_err(S::Error::custom)?;
            return raw.serialize(serializer);
        }
        let spelled_as_float = self.text() == "-0" || self.text().contains(['.', 'e', 'E']);
        let decimal = self.decimal();
        match (decimal.to_u64(), decimal.to_f64()) {
            (Some(integer), _) if !spelled_as_float => serializer.serialize_u64(integer),
            (_, Some(float)) => serializer.serialize_f64(float),
            (_, None) => Err(S::Error::custom(format_args!("`{self}` is out of range"))),
        }
    }
}
