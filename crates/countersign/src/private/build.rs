//! [`Partial`]: what a builder was given, where that is not enough.

use super::Capture;
use crate::{
    Contract, Location, Maybe, Value, Violation, Violations, judge::judge_at, schema::Schema,
    to_value::to_value,
};

/// The members of an object that lacks some. It is judged by its schema: one call for each field is all that derived code
/// has for what seldom happens.
#[derive(Debug, Default)]
pub struct Partial {
    members: Vec<(String, Value)>,
    violations: Violations,
}

impl Partial {
    /// No members.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            members: Vec::new(),
            violations: Violations::new(),
        }
    }

    /// Adds a member, if it was set.
    pub fn member<T: Contract>(&mut self, name: &'static str, slot: &Option<T>) {
        if let Some(value) = slot {
            self.add(name, value);
        }
    }

    /// The same where null is a value of its own.
    pub fn maybe<T: Contract>(&mut self, name: &'static str, slot: &Maybe<T>) {
        match slot {
            Maybe::Absent => {}
            Maybe::Null => self.add(name, &()),
            Maybe::Value(value) => self.add(name, value),
        }
    }

    /// Adds the captured members.
    pub fn captured<M: Capture<Value: Contract>>(&mut self, members: &M) {
        for (name, value) in members.members() {
            self.add(name, value);
        }
    }

    /// What is wrong with the members that there are, and which ones are missing; how many there are is not counted yet.
    pub fn violations(mut self, schema: &'static Schema) -> Violations {
        let root = Location::root();
        judge_at(
            schema,
            &Value::Object(self.members),
            &root,
            &mut self.violations,
        );
        let is_count = |violation: &Violation| {
            violation.keyword() == "minProperties" && violation.instance_location().is_empty()
        };
        self.violations.retain(|violation| !is_count(violation));
        self.violations
    }

    fn add<T: Contract>(&mut self, name: &str, value: &T) {
        let value = to_value(value).unwrap_or_else(|reason| {
            let at = Location::root();
            let violation = Violation::new(&at.additional_property(name), "type", reason);
            self.violations.push(violation);
            Value::Null
        });
        self.members.push((name.to_owned(), value));
    }
}
