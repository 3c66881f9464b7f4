//! One pass of our judge over a value: every keyword of every schema that holds there.

use countersign_json::formats::is_asserted;
use countersign_json::{Decimal, Number, Value};
use countersign_model::{JsonType, NumberAssertions, Schema, TypeSet};

use super::super::{format, text::Pattern};
use super::site::Site;
use super::{Judge, MOST_DEPTH, Violation, cut};

/// How many violations are listed; more of them say nothing new.
const MOST_VIOLATIONS: usize = 64;
/// How many schemas are applied to one value before the judge gives up.
pub(super) const MOST_STEPS: usize = 200_000;

/// One pass over a value.
pub(super) struct Walk<'j, 'a> {
    pub(super) judge: &'j Judge<'a>,
    pub(super) violations: Vec<Violation>,
    pub(super) undecided: Option<String>,
    pub(super) steps: usize,
}

/// A bound of a number, with its keyword and what it asks for.
type NumberRule<'s> = (
    &'static str,
    &'s Option<Decimal>,
    fn(&Decimal, &Decimal) -> bool,
);

impl Walk<'_, '_> {
    pub(super) fn apply(&mut self, site: Site<'_>) {
        self.steps += 1;
        if site.depth > MOST_DEPTH || self.steps > MOST_STEPS {
            self.undecided = Some("the value or its schema is nested too deeply".to_owned());
            return;
        }
        let Some(schema) = self.judge.api.schema(site.id) else {
            self.undecided = Some("the schema is missing".to_owned());
            return;
        };
        if schema.boolean == Some(false) {
            self.broken(site, "false", "nothing is allowed here");
        }
        if let Some(keyword) = schema.unmodelled.first() {
            self.undecided = Some(format!("`{keyword}` is not judged"));
        }
        self.values(site, schema);
        match site.value {
            Value::Number(number) => self.number(site, &schema.number, number),
            Value::String(text) => self.string(site, schema, text),
            Value::Array(items) => self.array(site, schema, items),
            Value::Object(members) => self.object(site, schema, members),
            Value::Null | Value::Bool(_) => {}
        }
        for next in schema.reference.iter().chain(&schema.all_of) {
            self.apply(site.beside(*next));
        }
        self.any_of(site, schema);
        self.one_of(site, schema);
        self.logic(site, schema);
        self.unevaluated(site, schema);
    }

    /// Whether a schema accepts a value; the error says why that cannot be told.
    pub(super) fn accepts(&mut self, site: Site<'_>) -> Result<bool, String> {
        let mut walk = Walk {
            judge: self.judge,
            violations: Vec::new(),
            undecided: None,
            steps: self.steps,
        };
        walk.apply(site);
        self.steps = walk.steps;
        if !walk.violations.is_empty() {
            return Ok(false);
        }
        walk.undecided.map_or(Ok(true), Err)
    }

    /// `type`, `enum`, `const` (validation, section 6.1).
    fn values(&mut self, site: Site<'_>, schema: &Schema) {
        if let Some(types) = schema.types
            && !admits(types, site.value)
        {
            let names: Vec<_> = types.iter().map(JsonType::as_str).collect();
            self.broken(site, "type", &names.join(" or "));
        }
        if let Some(values) = &schema.enumeration
            && !values.contains(site.value)
        {
            let listed = Value::Array(values.clone()).to_string();
            self.broken(site, "enum", &cut(&listed));
        }
        if let Some(constant) = &schema.constant
            && constant != site.value
        {
            self.broken(site, "const", &cut(&constant.to_string()));
        }
    }

    /// Validation, section 6.2.
    fn number(&mut self, site: Site<'_>, bounds: &NumberAssertions, number: &Number) {
        let rules: [NumberRule<'_>; 5] = [
            ("minimum", &bounds.minimum, |number, bound| number >= bound),
            ("maximum", &bounds.maximum, |number, bound| number <= bound),
            (
                "exclusiveMinimum",
                &bounds.exclusive_minimum,
                |number, bound| number > bound,
            ),
            (
                "exclusiveMaximum",
                &bounds.exclusive_maximum,
                |number, bound| number < bound,
            ),
            ("multipleOf", &bounds.multiple_of, Decimal::is_multiple_of),
        ];
        if rules.iter().all(|(_, bound, _)| bound.is_none()) {
            return;
        }
        let number = number.decimal();
        for (keyword, bound, holds) in rules {
            if let Some(bound) = bound
                && !holds(&number, bound)
            {
                self.broken(site, keyword, &bound.to_string());
            }
        }
    }

    /// Validation, sections 6.3 and 7.
    fn string(&mut self, site: Site<'_>, schema: &Schema, text: &str) {
        let rules = &schema.string;
        let length = || text.chars().count() as u64;
        self.at_least(site, "minLength", rules.min_length, length);
        self.at_most(site, "maxLength", rules.max_length, length);
        if let Some(pattern) = &rules.pattern {
            match Pattern::new(pattern).and_then(|compiled| compiled.matches(text)) {
                Some(true) => {}
                Some(false) => self.broken(site, "pattern", pattern),
                None => {
                    let reason = format!("the pattern `{}` is not judged", cut(pattern));
                    self.undecided = Some(reason);
                }
            }
        }
        if let Some(name) = &rules.format {
            match format::holds(name, text) {
                Some(false) => self.broken(site, "format", name),
                None if is_asserted(name) => {
                    self.undecided = Some(format!("the format `{name}` is not judged here"));
                }
                Some(true) | None => {}
            }
        }
    }

    pub(super) fn at_least(
        &mut self,
        site: Site<'_>,
        keyword: &'static str,
        bound: Option<u64>,
        length: impl Fn() -> u64,
    ) {
        if let Some(bound) = bound
            && length() < bound
        {
            self.broken(site, keyword, &bound.to_string());
        }
    }

    pub(super) fn at_most(
        &mut self,
        site: Site<'_>,
        keyword: &'static str,
        bound: Option<u64>,
        length: impl Fn() -> u64,
    ) {
        if let Some(bound) = bound
            && length() > bound
        {
            self.broken(site, keyword, &bound.to_string());
        }
    }

    pub(super) fn broken(&mut self, site: Site<'_>, keyword: &'static str, limit: &str) {
        if self.violations.len() < MOST_VIOLATIONS {
            self.violations.push(Violation {
                pointer: site.place.pointer(),
                keyword,
                limit: limit.to_owned(),
                got: cut(&site.value.to_string()),
                schema: site.id,
            });
        }
    }
}

/// Whether a set of types admits a value; a number without a fraction is an integer (validation, section 6.1.1).
fn admits(types: TypeSet, value: &Value) -> bool {
    match value {
        Value::Null => types.contains(JsonType::Null),
        Value::Bool(_) => types.contains(JsonType::Boolean),
        Value::Number(number) if is_integer(number) => types.contains(JsonType::Integer),
        Value::Number(_) => types.contains(JsonType::Number),
        Value::String(_) => types.contains(JsonType::String),
        Value::Array(_) => types.contains(JsonType::Array),
        Value::Object(_) => types.contains(JsonType::Object),
    }
}

/// Whether a number has no fraction; most are written without one.
fn is_integer(number: &Number) -> bool {
    !number.text().contains(['.', 'e', 'E']) || number.decimal().is_integer()
}
