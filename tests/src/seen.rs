//! A document as the second judge sees it: numbers beyond 64 bits as floats, as `serde_json` reads them.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

/// A YAML value as `serde_json` would have read it as JSON; `serde_yaml` hands out integers of 128 bits.
pub(crate) struct Seen(pub(crate) Value);

impl<'de> Deserialize<'de> for Seen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Seen)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        Ok((value as f64).into())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        Ok((value as f64).into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(Seen(item)) = items.next_element()? {
            array.push(item);
        }
        Ok(array.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some((name, Seen(value))) = entries.next_entry::<String, Seen>()? {
            members.insert(name, value);
        }
        Ok(members.into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Seen;

    #[test]
    fn numbers_are_as_serde_json_reads_them() {
        let text = "[-9223372036854776000, 18446744073709552000, 9007199254740993, 1.5]";
        let Seen(seen) = serde_yaml::from_str(text).unwrap();
        let by_json = serde_json::from_str("[-9223372036854776000, 18446744073709552000]");
        let by_json: Vec<serde_json::Value> = by_json.unwrap();
        assert_eq!(seen[0], by_json[0]);
        assert_eq!(seen[1], by_json[1]);
        assert_eq!(seen[2], json!(9007199254740993u64));
        assert_eq!(seen[3], json!(1.5));
    }
}
