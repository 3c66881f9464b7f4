//! Alternatives that each list some values are an `enum` of all of them: `oneOf: [{const: a, title: A}, ...]`.

use std::collections::{HashMap, HashSet};

use countersign_json::Value;

use super::Planner;
use crate::judge::type_of;
use crate::{JsonType, Schema, SchemaId};

impl Planner<'_, '_> {
    /// The values that satisfy a choice, where each alternative only lists scalars; null aside. A value that two members of
    /// `oneOf` list satisfies neither.
    pub(super) fn listed_by(&mut self, owner: SchemaId, keyword: &str) -> Option<Vec<Value>> {
        let mut values: Vec<Value> = Vec::new();
        let mut times: HashMap<String, u32> = HashMap::new();
        for member in self.members(owner, keyword) {
            if self.is_null(member) {
                continue;
            }
            let mut own = HashSet::new();
            for value in listed(self.arena.schema(member))? {
                let text = value.canonical();
                if !own.insert(text.clone()) {
                    continue;
                }
                let count = times.entry(text).or_default();
                if *count == 0 {
                    values.push(value);
                }
                *count += 1;
            }
        }
        if keyword == "oneOf" {
            values.retain(|value| times.get(&value.canonical()) == Some(&1));
        }
        Some(values)
    }
}

/// The scalars that a schema lists, where it says nothing else but their types.
pub(super) fn listed(schema: &Schema) -> Option<Vec<Value>> {
    let composed = schema.reference.is_some()
        || !schema.all_of.is_empty()
        || !schema.any_of.is_empty()
        || !schema.one_of.is_empty();
    let says_more = !schema.number.is_empty()
        || !schema.array.is_empty()
        || !schema.object.is_empty()
        || !schema.logic.is_empty()
        || !schema.unmodelled.is_empty()
        || schema.string.pattern.is_some()
        || (schema.string.min_length, schema.string.max_length) != (None, None);
    if composed || says_more {
        return None;
    }
    let constant = schema.constant.as_ref();
    let values: Vec<Value> = match (&schema.enumeration, constant) {
        (Some(values), None) => values.clone(),
        (None, Some(only)) => vec![only.clone()],
        (Some(values), Some(only)) => values
            .iter()
            .filter(|value| *value == only)
            .cloned()
            .collect(),
        (None, None) => return None,
    };
    let is_admitted = |value: &Value| {
        let found = type_of(value);
        found != JsonType::Null && schema.types.is_none_or(|types| types.contains(found))
    };
    let is_scalar = |value: &Value| !matches!(value, Value::Array(_) | Value::Object(_));
    values
        .iter()
        .all(is_scalar)
        .then(|| values.into_iter().filter(is_admitted).collect())
}
