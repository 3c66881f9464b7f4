//! Whether a value of the document (a default, an example) satisfies a schema, as far as this model can tell.
//!
//! It never cries wolf: what it does not judge (patterns, formats, keywords that are not modelled, references chained
//! beyond a limit) counts as satisfied. Bounded in depth and in steps.

mod scalar;

use std::fmt;

use countersign_json::{Value, escape_pointer_token};

use crate::lower::Arena;
use crate::{JsonType, Schema, SchemaId, TypeSet};

/// Why a value is refused, and which part of it.
pub(crate) struct Refusal {
    /// The reference tokens that lead to the part, the last one first.
    path: Vec<String>,
    reason: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return f.write_str(&self.reason);
        }
        f.write_str("at `")?;
        for token in self.path.iter().rev() {
            write!(f, "/{}", escape_pointer_token(token))?;
        }
        write!(f, "`: {}", self.reason)
    }
}

/// Why a schema refuses a value; `None` where it accepts it, or where that cannot be told.
pub(crate) fn refusal(arena: &Arena<'_>, schema: SchemaId, value: &Value) -> Option<Refusal> {
    Judge {
        arena,
        steps: 20_000,
        depth: 0,
    }
    .refuse(schema, value)
}

/// The most specific type of a value: `5.0` is an integer.
pub(crate) fn type_of(value: &Value) -> JsonType {
    match value {
        Value::Null => JsonType::Null,
        Value::Bool(_) => JsonType::Boolean,
        Value::Number(number) if number.decimal().is_integer() => JsonType::Integer,
        Value::Number(_) => JsonType::Number,
        Value::String(_) => JsonType::String,
        Value::Array(_) => JsonType::Array,
        Value::Object(_) => JsonType::Object,
    }
}

const DEPTH: u32 = 128;

struct Judge<'a, 'r> {
    arena: &'a Arena<'r>,
    steps: u32,
    depth: u32,
}

impl<'a> Judge<'a, '_> {
    fn refuse(&mut self, id: SchemaId, value: &Value) -> Option<Refusal> {
        if self.steps == 0 || self.depth == DEPTH {
            return None;
        }
        self.steps -= 1;
        self.depth += 1;
        let schema = self.arena.schema(id);
        let refusal = Self::refuse_own(schema, value)
            .map(|reason| Refusal {
                path: Vec::new(),
                reason,
            })
            .or_else(|| self.refuse_parts(schema, value))
            .or_else(|| self.refuse_composed(schema, value));
        self.depth -= 1;
        refusal
    }

    fn refuse_own(schema: &Schema, value: &Value) -> Option<String> {
        if schema.boolean == Some(false) {
            return Some("nothing is accepted here".to_owned());
        }
        refuse_type(schema.types, value)
            .or_else(|| scalar::refuse_listed(schema, value))
            .or_else(|| scalar::refuse_number(schema, value))
            .or_else(|| scalar::refuse_string(schema, value))
            .or_else(|| scalar::refuse_counts(schema, value))
    }

    fn refuse_parts(&mut self, schema: &'a Schema, value: &Value) -> Option<Refusal> {
        match value {
            Value::Array(items) => {
                let each = schema
                    .array
                    .items
                    .filter(|_| !schema.unmodelled.contains(&"prefixItems"))?;
                items.iter().enumerate().find_map(|(index, item)| {
                    self.refuse(each, item)
                        .map(|refusal| within(refusal, &index.to_string()))
                })
            }
            Value::Object(members) => members.iter().find_map(|(name, member)| {
                let id = self.schema_of_member(schema, name)?;
                self.refuse(id, member).map(|refusal| within(refusal, name))
            }),
            _ => None,
        }
    }

    fn schema_of_member(&self, schema: &Schema, name: &str) -> Option<SchemaId> {
        let declared = schema
            .object
            .properties
            .iter()
            .find(|(declared, _)| declared == name);
        match declared {
            Some((_, id)) => Some(*id),
            None if schema.unmodelled.contains(&"patternProperties") => None,
            None => schema.object.additional_properties,
        }
    }

    fn refuse_composed(&mut self, schema: &'a Schema, value: &Value) -> Option<Refusal> {
        let all = schema.reference.iter().chain(&schema.all_of);
        for id in all {
            if let Some(refusal) = self.refuse(*id, value) {
                return Some(refusal);
            }
        }
        // More than one of `oneOf` may only seem to accept, for what is not judged here.
        for (keyword, members) in [("anyOf", &schema.any_of), ("oneOf", &schema.one_of)] {
            let mut first = None;
            let mut accepted = members.is_empty();
            for id in members {
                match self.refuse(*id, value) {
                    Some(refusal) => first = first.or(Some(refusal)),
                    None => accepted = true,
                }
            }
            if !accepted {
                return if members.len() == 1 {
                    first
                } else {
                    none_of(keyword)
                };
            }
        }
        None
    }
}

#[allow(clippy::unnecessary_wraps, reason = "the shape of its only use")]
fn none_of(keyword: &str) -> Option<Refusal> {
    Some(Refusal {
        path: Vec::new(),
        reason: format!("no schema of `{keyword}` accepts it"),
    })
}

fn refuse_type(types: Option<TypeSet>, value: &Value) -> Option<String> {
    let types = types?;
    let found = type_of(value);
    if types.contains(found) {
        return None;
    }
    let wanted: Vec<&str> = types.iter().map(JsonType::described).collect();
    Some(format!(
        "this is {}, not {}",
        found.described(),
        wanted.join(" or ")
    ))
}

fn within(mut refusal: Refusal, token: &str) -> Refusal {
    refusal.path.push(token.to_owned());
    refusal
}
