//! Our own judge: a value against `model::Schema`, exact, with every violation.

use std::fmt;

use countersign_json::{Decimal, Value, escape_pointer_token};
use countersign_model::{Api, JsonType, NumberAssertions, Schema, SchemaId, TypeSet};

use super::{Role, format, text::Pattern};

/// How many violations are listed; more of them say nothing new.
const MOST_VIOLATIONS: usize = 64;
/// How deep references and values may lead together.
const MOST_DEPTH: usize = 256;
/// How many schemas are applied to one value before the judge gives up.
const MOST_STEPS: usize = 200_000;

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
        let pointer = if self.pointer.is_empty() { "(whole)" } else { &self.pointer };
        write!(f, "{pointer} {}: {}, got {}", self.keyword, self.limit, self.got)
    }
}

/// What our judge says.
#[derive(Clone, Debug, PartialEq)]
pub enum Opinion {
    /// Every keyword is satisfied.
    Valid,
    /// These are not; never none of them.
    Invalid(Vec<Violation>),
    /// A keyword that the model does not hold would have to decide, or the value is too deep.
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
        let mut walk = Walk { judge: self, violations: Vec::new(), undecided: None, steps: 0 };
        for schema in schemas {
            walk.apply(*schema, value, "", 0);
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

    /// Whether a schema, or one that it is made of, declares a property that this side need not send.
    fn exempts(&self, schema: &Schema, name: &str) -> bool {
        let mut waiting = vec![schema];
        for _ in 0..MOST_DEPTH {
            let Some(schema) = waiting.pop() else { return false };
            let declared = schema.object.properties.iter().find(|(known, _)| known == name);
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
            let Some(schema) = next.and_then(|id| self.api.schema(id)) else { return false };
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

/// One pass over a value.
struct Walk<'j, 'a> {
    judge: &'j Judge<'a>,
    violations: Vec<Violation>,
    undecided: Option<String>,
    steps: usize,
}

impl Walk<'_, '_> {
    fn apply(&mut self, id: SchemaId, value: &Value, pointer: &str, depth: usize) {
        self.steps += 1;
        if depth > MOST_DEPTH || self.steps > MOST_STEPS {
            self.undecided = Some("the value or its schema is nested too deeply".to_owned());
            return;
        }
        let Some(schema) = self.judge.api.schema(id) else {
            self.undecided = Some("the schema is missing".to_owned());
            return;
        };
        if schema.boolean == Some(false) {
            self.broken(id, "false", "nothing is allowed here", value, pointer);
        }
        if let Some(keyword) = schema.unmodelled.first() {
            self.undecided = Some(format!("`{keyword}` is not judged yet"));
        }
        self.values(id, schema, value, pointer);
        match value {
            Value::Number(number) => self.number(id, &schema.number, &number.decimal(), value, pointer),
            Value::String(text) => self.string(id, schema, text, value, pointer),
            Value::Array(items) => self.array(id, schema, items, value, pointer, depth),
            Value::Object(members) => self.object(id, schema, members, value, pointer, depth),
            Value::Null | Value::Bool(_) => {}
        }
        for next in schema.reference.iter().chain(&schema.all_of) {
            self.apply(*next, value, pointer, depth + 1);
        }
        self.any_of(id, schema, value, pointer, depth);
        self.one_of(id, schema, value, pointer, depth);
    }

    /// `type`, `enum`, `const` (validation, section 6.1).
    fn values(&mut self, id: SchemaId, schema: &Schema, value: &Value, pointer: &str) {
        if let Some(types) = schema.types
            && !admits(types, value)
        {
            let names: Vec<_> = types.iter().map(JsonType::as_str).collect();
            self.broken(id, "type", &names.join(" or "), value, pointer);
        }
        if let Some(values) = &schema.enumeration
            && !values.contains(value)
        {
            self.broken(id, "enum", &cut(&Value::Array(values.clone()).to_string()), value, pointer);
        }
        if let Some(constant) = &schema.constant
            && constant != value
        {
            self.broken(id, "const", &cut(&constant.to_string()), value, pointer);
        }
    }

    /// Validation, section 6.2.
    fn number(&mut self, id: SchemaId, bounds: &NumberAssertions, number: &Decimal, value: &Value, pointer: &str) {
        let rules: [(&'static str, &Option<Decimal>, fn(&Decimal, &Decimal) -> bool); 5] = [
            ("minimum", &bounds.minimum, |number, bound| number >= bound),
            ("maximum", &bounds.maximum, |number, bound| number <= bound),
            ("exclusiveMinimum", &bounds.exclusive_minimum, |number, bound| number > bound),
            ("exclusiveMaximum", &bounds.exclusive_maximum, |number, bound| number < bound),
            ("multipleOf", &bounds.multiple_of, Decimal::is_multiple_of),
        ];
        for (keyword, bound, holds) in rules {
            if let Some(bound) = bound
                && !holds(number, bound)
            {
                self.broken(id, keyword, &bound.to_string(), value, pointer);
            }
        }
    }

    /// Validation, sections 6.3 and 7.
    fn string(&mut self, id: SchemaId, schema: &Schema, text: &str, value: &Value, pointer: &str) {
        let rules = &schema.string;
        let length = || text.chars().count() as u64;
        self.at_least(id, "minLength", rules.min_length, length, value, pointer);
        self.at_most(id, "maxLength", rules.max_length, length, value, pointer);
        if let Some(pattern) = &rules.pattern {
            match Pattern::new(pattern).and_then(|compiled| compiled.matches(text)) {
                Some(true) => {}
                Some(false) => self.broken(id, "pattern", pattern, value, pointer),
                None => self.undecided = Some(format!("the pattern `{}` is not judged", cut(pattern))),
            }
        }
        if let Some(name) = &rules.format
            && format::holds(name, text) == Some(false)
        {
            self.broken(id, "format", name, value, pointer);
        }
    }

    /// Validation, section 6.4; core, section 10.3.1.
    fn array(&mut self, id: SchemaId, schema: &Schema, items: &[Value], value: &Value, pointer: &str, depth: usize) {
        let rules = &schema.array;
        let length = || items.len() as u64;
        self.at_least(id, "minItems", rules.min_items, length, value, pointer);
        self.at_most(id, "maxItems", rules.max_items, length, value, pointer);
        if rules.unique_items && has_duplicates(items) {
            self.broken(id, "uniqueItems", "true", value, pointer);
        }
        if let Some(schema) = rules.items {
            for (index, item) in items.iter().enumerate() {
                self.apply(schema, item, &format!("{pointer}/{index}"), depth + 1);
            }
        }
    }

    /// Validation, section 6.5; core, section 10.3.2.
    fn object(
        &mut self,
        id: SchemaId,
        schema: &Schema,
        members: &[(String, Value)],
        value: &Value,
        pointer: &str,
        depth: usize,
    ) {
        let rules = &schema.object;
        let length = || members.len() as u64;
        self.at_least(id, "minProperties", rules.min_properties, length, value, pointer);
        self.at_most(id, "maxProperties", rules.max_properties, length, value, pointer);
        let declared = |name: &str| rules.properties.iter().find(|(known, _)| known == name).map(|(_, id)| *id);
        for name in &rules.required {
            if value.get(name).is_none() && !self.judge.exempts(schema, name) {
                self.broken(id, "required", name, value, pointer);
            }
        }
        for (name, member) in members {
            let known = declared(name);
            let Some(next) = known.or(rules.additional_properties) else { continue };
            let at = format!("{pointer}/{}", escape_pointer_token(name));
            let refused = self.judge.api.schema(next).is_some_and(|schema| schema.boolean == Some(false));
            if known.is_none() && refused {
                self.broken(id, "additionalProperties", "false", member, &at);
            } else {
                self.apply(next, member, &at, depth + 1);
            }
        }
    }

    /// Core, section 10.2.1.2.
    fn any_of(&mut self, id: SchemaId, schema: &Schema, value: &Value, pointer: &str, depth: usize) {
        if schema.any_of.is_empty() {
            return;
        }
        let (valid, undecided) = self.branches(&schema.any_of, value, depth, 1);
        match (valid, undecided) {
            (0, Some(reason)) => self.undecided = Some(reason),
            (0, None) => self.broken(id, "anyOf", "at least one of the schemas", value, pointer),
            _ => {}
        }
    }

    /// Core, section 10.2.1.3.
    fn one_of(&mut self, id: SchemaId, schema: &Schema, value: &Value, pointer: &str, depth: usize) {
        if schema.one_of.is_empty() {
            return;
        }
        let (valid, undecided) = self.branches(&schema.one_of, value, depth, 2);
        match (valid, undecided) {
            (0 | 1, Some(reason)) => self.undecided = Some(reason),
            (0, None) => self.broken(id, "oneOf", "exactly one of the schemas, none matches", value, pointer),
            (1, None) => {}
            _ => self.broken(id, "oneOf", "exactly one of the schemas, several match", value, pointer),
        }
    }

    /// How many branches accept the value, up to `enough`, and why another one could not tell.
    fn branches(&mut self, ids: &[SchemaId], value: &Value, depth: usize, enough: usize) -> (usize, Option<String>) {
        let mut valid = 0;
        let mut undecided = None;
        for branch in ids {
            let mut walk = Walk { judge: self.judge, violations: Vec::new(), undecided: None, steps: self.steps };
            walk.apply(*branch, value, "", depth + 1);
            self.steps = walk.steps;
            if walk.violations.is_empty() {
                match walk.undecided {
                    None => valid += 1,
                    some => undecided = some,
                }
            }
            if valid >= enough {
                break;
            }
        }
        (valid, undecided)
    }

    fn at_least(
        &mut self,
        id: SchemaId,
        keyword: &'static str,
        bound: Option<u64>,
        length: impl Fn() -> u64,
        value: &Value,
        pointer: &str,
    ) {
        if let Some(bound) = bound
            && length() < bound
        {
            self.broken(id, keyword, &bound.to_string(), value, pointer);
        }
    }

    fn at_most(
        &mut self,
        id: SchemaId,
        keyword: &'static str,
        bound: Option<u64>,
        length: impl Fn() -> u64,
        value: &Value,
        pointer: &str,
    ) {
        if let Some(bound) = bound
            && length() > bound
        {
            self.broken(id, keyword, &bound.to_string(), value, pointer);
        }
    }

    fn broken(&mut self, schema: SchemaId, keyword: &'static str, limit: &str, value: &Value, pointer: &str) {
        if self.violations.len() < MOST_VIOLATIONS {
            self.violations.push(Violation {
                pointer: pointer.to_owned(),
                keyword,
                limit: limit.to_owned(),
                got: cut(&value.to_string()),
                schema,
            });
        }
    }
}

/// Whether a set of types admits a value; a number without a fraction is an integer (validation, section 6.1.1).
fn admits(types: TypeSet, value: &Value) -> bool {
    match value {
        Value::Null => types.contains(JsonType::Null),
        Value::Bool(_) => types.contains(JsonType::Boolean),
        Value::Number(number) if number.decimal().is_integer() => types.contains(JsonType::Integer),
        Value::Number(_) => types.contains(JsonType::Number),
        Value::String(_) => types.contains(JsonType::String),
        Value::Array(_) => types.contains(JsonType::Array),
        Value::Object(_) => types.contains(JsonType::Object),
    }
}

fn has_duplicates(items: &[Value]) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    !items.iter().all(|item| seen.insert(item.canonical()))
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
