//! Whether a value of the document (a default, an example) satisfies a schema, as far as this model can tell.
//!
//! It never cries wolf: patterns, formats, keywords that are not modelled and references chained beyond a limit leave it
//! undecided. Bounded in depth and in steps.

mod composed;
mod parts;
mod scalar;

use std::fmt;

use countersign_json::{Value, escape_pointer_token};

use crate::lower::Arena;
use crate::{JsonType, Schema, SchemaId, TypeSet};

/// What is known about a value and a schema.
pub(crate) enum Verdict {
    /// The schema accepts it.
    Accepts,
    /// The schema refuses it.
    Refuses(Refusal),
    /// This judge cannot tell.
    Undecided,
}

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

impl Verdict {
    /// A refusal of the value as a whole.
    fn refuses(reason: impl Into<String>) -> Verdict {
        Verdict::Refuses(Refusal {
            path: Vec::new(),
            reason: reason.into(),
        })
    }

    /// A refusal, or what is known as long as there is none.
    fn of(refusal: Option<String>) -> Verdict {
        refusal.map_or(Verdict::Accepts, Verdict::refuses)
    }

    /// Both must hold; what is refused already is not judged again.
    fn and(self, other: impl FnOnce() -> Verdict) -> Verdict {
        match self {
            Verdict::Refuses(_) => self,
            Verdict::Accepts => other(),
            Verdict::Undecided => match other() {
                Verdict::Accepts => Verdict::Undecided,
                known => known,
            },
        }
    }

    /// The same verdict about a part of the value.
    fn within(self, token: &str) -> Verdict {
        match self {
            Verdict::Refuses(mut refusal) => {
                refusal.path.push(token.to_owned());
                Verdict::Refuses(refusal)
            }
            known => known,
        }
    }
}

impl<'a, 'r> Judge<'a, 'r> {
    fn new(arena: &'a Arena<'r>) -> Self {
        Judge {
            arena,
            steps: 20_000,
            depth: 0,
            lister: None,
        }
    }
}

/// What this model knows about a value and a schema.
pub(crate) fn verdict(arena: &Arena<'_>, schema: SchemaId, value: &Value) -> Verdict {
    Judge::new(arena).judge(schema, value)
}

/// Why a schema refuses a value that it lists itself, by `enum` or `const`.
pub(crate) fn refusal_of_listed(
    arena: &Arena<'_>,
    schema: SchemaId,
    value: &Value,
) -> Option<Refusal> {
    let mut judge = Judge {
        lister: Some(schema),
        ..Judge::new(arena)
    };
    match judge.judge(schema, value) {
        Verdict::Refuses(refusal) => Some(refusal),
        Verdict::Accepts | Verdict::Undecided => None,
    }
}

/// Why a schema refuses a value; `None` where it accepts it, or where that cannot be told.
pub(crate) fn refusal(arena: &Arena<'_>, schema: SchemaId, value: &Value) -> Option<Refusal> {
    match verdict(arena, schema, value) {
        Verdict::Refuses(refusal) => Some(refusal),
        Verdict::Accepts | Verdict::Undecided => None,
    }
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
    /// The schema whose own list the value is from: it is not searched, since all values of long lists are judged.
    lister: Option<SchemaId>,
}

impl<'a> Judge<'a, '_> {
    fn judge(&mut self, id: SchemaId, value: &Value) -> Verdict {
        if self.steps == 0 || self.depth == DEPTH {
            return Verdict::Undecided;
        }
        self.steps -= 1;
        self.depth += 1;
        let schema: &'a Schema = self.arena.schema(id);
        let verdict = own(schema, value, self.lister != Some(id))
            .and(|| self.parts(schema, value))
            .and(|| self.composed(schema, value));
        self.depth -= 1;
        verdict
    }
}

fn own(schema: &Schema, value: &Value, with_list: bool) -> Verdict {
    if schema.boolean == Some(false) {
        return Verdict::refuses("nothing is accepted here");
    }
    let refusal = refuse_type(schema.types, value)
        .or_else(|| {
            with_list
                .then(|| scalar::refuse_listed(schema, value))
                .flatten()
        })
        .or_else(|| scalar::refuse_number(schema, value))
        .or_else(|| scalar::refuse_string(schema, value))
        .or_else(|| scalar::refuse_counts(schema, value));
    Verdict::of(refusal).and(|| {
        let text = matches!(value, Value::String(_));
        let unread = text && (schema.string.pattern.is_some() || schema.string.format.is_some());
        if unread || !schema.unmodelled.is_empty() {
            Verdict::Undecided
        } else {
            Verdict::Accepts
        }
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
