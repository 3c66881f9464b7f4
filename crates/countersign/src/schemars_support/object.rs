//! A schema object in the making: keywords that are there already are joined, never lost.

use serde_json::{Map, Value, json};

/// A schema object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    pub(super) fn reference(reference: &str) -> Self {
        let mut object = Self::default();
        object.insert("$ref", Value::from(reference));
        object
    }

    pub(super) fn into_map(self) -> Map<String, Value> {
        self.0
    }

    /// Adds a keyword. Where it is there already both apply: subschemas are merged, the rest goes to `allOf`.
    pub(super) fn insert(&mut self, keyword: &str, value: Value) {
        match (self.0.get_mut(keyword), value) {
            (None, value) => {
                self.0.insert(keyword.to_owned(), value);
            }
            (Some(there), value) if *there == value => {}
            (Some(Value::Object(there)), Value::Object(more)) if is_subschema(keyword) => {
                let mut merged = Self(std::mem::take(there));
                merged.merge(Self(more));
                *there = merged.0;
            }
            (Some(Value::Object(there)), Value::Object(more)) if keyword == "properties" => {
                there.extend(more);
            }
            (Some(Value::Array(there)), Value::Array(more))
                if matches!(keyword, "required" | "allOf") =>
            {
                there.extend(more);
            }
            (Some(_), value) => self.insert("allOf", json!([{ keyword: value }])),
        }
    }

    /// Adds keywords that belong together: next to no others of their names.
    pub(super) fn insert_together(&mut self, keywords: Vec<(&str, Value)>) {
        if keywords
            .iter()
            .any(|(keyword, _)| self.0.contains_key(*keyword))
        {
            let together = Self::from_iter(keywords).0;
            self.insert("allOf", json!([together]));
        } else {
            self.merge(Self::from_iter(keywords));
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (keyword, value) in other.0 {
            self.insert(&keyword, value);
        }
    }

    /// The same, where null is an instance besides.
    pub(super) fn or_null(mut self) -> Self {
        let by_branches = ["$ref", "allOf", "anyOf", "oneOf", "not", "if"];
        if by_branches
            .iter()
            .any(|keyword| self.0.contains_key(*keyword))
        {
            return Self::from_iter([("anyOf", json!([self.0, { "type": "null" }]))]);
        }
        if let Some(constant) = self.0.remove("const") {
            self.insert("enum", json!([constant]));
        }
        if let Some(Value::Array(values)) = self.0.get_mut("enum") {
            if !values.contains(&Value::Null) {
                values.push(Value::Null);
            }
        }
        match self.0.get_mut("type") {
            Some(Value::Array(types)) if !types.contains(&json!("null")) => {
                types.push(json!("null"))
            }
            Some(name @ Value::String(_)) if *name != "null" => *name = json!([name, "null"]),
            _ => {}
        }
        self
    }
}

impl<'k> FromIterator<(&'k str, Value)> for Object {
    fn from_iter<I: IntoIterator<Item = (&'k str, Value)>>(keywords: I) -> Self {
        let keywords = keywords.into_iter();
        Self(
            keywords
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }
}

impl From<Object> for schemars::Schema {
    fn from(object: Object) -> Self {
        object.0.into()
    }
}

fn is_subschema(keyword: &str) -> bool {
    matches!(keyword, "items" | "additionalProperties")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Object;

    fn object(value: Value) -> Object {
        let Value::Object(map) = value else {
            panic!("{value}")
        };
        Object(map)
    }

    fn merged(one: Value, other: Value) -> Value {
        let mut one = object(one);
        one.merge(object(other));
        Value::Object(one.0)
    }

    #[test]
    fn both_apply() {
        assert_eq!(
            merged(
                json!({"type": "array", "items": {"type": "number"}}),
                json!({"items": {"minimum": 0}, "minItems": 1})
            ),
            json!({"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 1})
        );
        assert_eq!(
            merged(json!({"minimum": 1}), json!({"minimum": 2})),
            json!({"minimum": 1, "allOf": [{"minimum": 2}]})
        );
        assert_eq!(
            merged(json!({"minimum": 1}), json!({"minimum": 1})),
            json!({"minimum": 1})
        );
        assert_eq!(
            merged(json!({"allOf": [1]}), json!({"allOf": [2]})),
            json!({"allOf": [1, 2]})
        );
    }

    #[test]
    fn what_belongs_together_stays_together() {
        let mut both = object(json!({"if": true, "then": false}));
        both.insert_together(vec![("if", json!({"minimum": 1})), ("else", json!(false))]);
        assert_eq!(
            Value::Object(both.0),
            json!({"if": true, "then": false, "allOf": [{"if": {"minimum": 1}, "else": false}]})
        );
    }

    #[test]
    fn null_besides() {
        let or_null = |value| Value::Object(object(value).or_null().0);
        assert_eq!(
            or_null(json!({"type": "string"})),
            json!({"type": ["string", "null"]})
        );
        assert_eq!(or_null(json!({"enum": [1]})), json!({"enum": [1, null]}));
        assert_eq!(
            or_null(json!({"const": 1, "type": "integer"})),
            json!({"enum": [1, null], "type": ["integer", "null"]})
        );
        assert_eq!(
            or_null(json!({"$ref": "#/x"})),
            json!({"anyOf": [{"$ref": "#/x"}, {"type": "null"}]})
        );
        assert_eq!(or_null(json!({"type": "null"})), json!({"type": "null"}));
        assert_eq!(or_null(json!({})), json!({}));
    }
}
