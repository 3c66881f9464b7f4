//! One pass of our judge over a value: every keyword of every schema that holds there.

use countersign_json::Value;

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
