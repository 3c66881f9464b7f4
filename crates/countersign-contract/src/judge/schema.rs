//! Our own judge: a value against `model::Schema`, exact, with every violation.

mod assertions;
mod composed;
mod evaluated;
mod parts;
mod site;
mod walk;

use std::fmt;

use countersign_json::Value;
use countersign_model::{Api, Schema, SchemaId};

use super::Role;
use site::{Place, Site};
use walk::Walk;

/// How deep references and values may lead together.
const MOST_DEPTH: usize = 256;

/// A keyword that a value breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Where in the value, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The keyword, `minimum`; `false` for a schema that admits nothing.
    pub keyword: &'static str,
    /// What the keyword demands, `1`.
    pub limit: String,
    /// What stands there instead, as JSON text cut to a readable length.
    pub got: String,
    /// The schema that has the keyword.
    pub schema: SchemaId,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = if self.pointer.is_empty() {
            "(whole)"
        } else {
            &self.pointer
        };
        write!(
            f,
            "{pointer} {}: {}, got {}",
            self.keyword, self.limit, self.got
        )
    }
}

/// What our judge says.
#[derive(Clone, Debug, PartialEq)]
pub enum Opinion {
    /// Every keyword is satisfied.
    Valid,
    /// These are not; never none of them.
    Invalid(Vec<Violation>),
    /// A keyword that could not be read would have to decide, or a pattern that is not tried, or the value is too deep.
    Undecided(String),
}

/// Judges values against the schemas of one API (JSON Schema 2020-12).
#[derive(Copy, Clone, Debug)]
pub struct Judge<'a> {
    api: &'a Api,
    role: Role,
}

impl<'a> Judge<'a> {
    /// A judge of the values that one side of the exchange sends.
    #[must_use]
    pub fn new(api: &'a Api, role: Role) -> Self {
        Judge { api, role }
    }

    /// Judges a value against all of these schemas.
    #[must_use]
    pub fn judge(&self, schemas: &[SchemaId], value: &Value) -> Opinion {
        let mut walk = Walk {
            judge: self,
            violations: Vec::new(),
            undecided: None,
            steps: 0,
        };
        for schema in schemas {
            walk.apply(Site {
                id: *schema,
                value,
                place: &Place::Whole,
                depth: 0,
            });
        }
        match (walk.violations.is_empty(), walk.undecided) {
            (false, _) => Opinion::Invalid(walk.violations),
            (true, Some(reason)) => Opinion::Undecided(reason),
            (true, None) => Opinion::Valid,
        }
    }

    /// Whether a value satisfies all of these schemas for certain.
    pub(crate) fn accepts(&self, schemas: &[SchemaId], value: &Value) -> bool {
        self.judge(schemas, value) == Opinion::Valid
    }

    /// Whether one of these schemas refuses a value for certain.
    pub(crate) fn refuses(&self, schemas: &[SchemaId], value: &Value) -> bool {
        matches!(self.judge(schemas, value), Opinion::Invalid(_))
    }

    /// Whether a schema, or one that it is made of, declares a property that this side need not send.
    fn exempts(&self, schema: &Schema, name: &str) -> bool {
        let mut waiting = vec![schema];
        for _ in 0..MOST_DEPTH {
            let Some(schema) = waiting.pop() else {
                return false;
            };
            let declared = schema
                .object
                .properties
                .iter()
                .find(|(known, _)| known == name);
            if declared.is_some_and(|(_, property)| self.exempt(*property)) {
                return true;
            }
            let inner = schema.all_of.iter().chain(&schema.reference);
            waiting.extend(inner.filter_map(|id| self.api.schema(*id)));
        }
        false
    }

    /// Whether this side need not send a property of that schema (`readOnly`, `writeOnly`).
    pub(crate) fn exempt(&self, property: SchemaId) -> bool {
        let mut next = Some(property);
        for _ in 0..MOST_DEPTH {
            let Some(schema) = next.and_then(|id| self.api.schema(id)) else {
                return false;
            };
            let exempt = match self.role {
                Role::Request => schema.annotations.read_only,
                Role::Response => schema.annotations.write_only,
            };
            if exempt {
                return true;
            }
            next = schema.reference;
        }
        false
    }
}

/// The text, cut where it gets too long to read.
pub(super) fn cut(text: &str) -> String {
    const MOST: usize = 120;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST - 3).collect();
    format!("{start}...")
}
