//! [`Value`]: an instance without a schema, the empty schema's type. Nothing of it is lost but white space and escapes.

use crate::{Contract, Location, Validate, Value, Violations, json::Reader, schema::Schema};

impl Validate for Value {
    #[inline]
    fn check(&self, _: &Location<'_>, _: &mut Violations) {}
}

impl Contract for Value {
    fn schema() -> &'static Schema {
        crate::schema::any()
    }

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.value()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::{Contract, Error, Valid, Value, from_json, to_json};

    #[test]
    fn nothing_is_lost() {
        let text = r#"{"a":[123456789012345678901234567890,1e400,1.10,-0,{"b":1,"a":2,"b":3}]}"#;
        let map: Valid<BTreeMap<String, Value>> = from_json(text).unwrap();
        assert_eq!(to_json(&*map).unwrap(), text);
        let plain: BTreeMap<String, Value> = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&plain).unwrap(), text);
    }

    #[test]
    fn nothing_is_lost_beside_other_types() {
        let text = r#"{"n":9007199254740993.0,"any":[1e400,1.10]}"#;
        let mixed: Valid<Mixed> = from_json(text).unwrap();
        assert_eq!(mixed.n, 9_007_199_254_740_993);
        assert_eq!(mixed.any.to_string(), "[1e400,1.10]");
    }

    #[derive(Clone, Debug, PartialEq, Contract)]
    struct Mixed {
        n: i64,
        any: Value,
    }

    #[derive(Clone, Debug, PartialEq, Contract)]
    enum NumberOrText {
        Number(Numbers),
        Text(String),
    }

    #[derive(Clone, Debug, PartialEq, Contract)]
    #[contract(schema = r#"{"type":"number"}"#)]
    struct Numbers(Value);

    #[test]
    fn nothing_is_lost_in_unions() {
        for text in ["1.10", "123456789012345678901234567890", "1e400", "\"a\""] {
            let read: Valid<NumberOrText> = from_json(text).unwrap();
            assert_eq!(to_json(&*read).unwrap(), text);
        }
    }

    fn nested(levels: usize) -> String {
        format!("{}{}", "[".repeat(levels), "]".repeat(levels))
    }

    #[test]
    fn depth_is_that_of_the_whole_text() {
        let depth = |levels| from_json::<Vec<Value>>(&nested(levels));
        assert!(depth(127).is_ok());
        assert!(matches!(depth(128), Err(Error::Syntax { .. })));
        assert!(!Value::schema().types.names().is_empty());
    }
}
