//! The assertions about one value by itself: its type, its listed values, the bounds of numbers, lengths and counts.

use countersign_json::formats::is_asserted;
use countersign_json::{Decimal, Number, Value};
use countersign_model::{JsonType, NumberAssertions, Schema, TypeSet};

use super::super::{format, text::Pattern};
use super::cut;
use super::site::Site;
use super::walk::Walk;

/// A bound of a number, with its keyword and what it asks for.
type NumberRule<'s> = (
    &'static str,
    &'s Option<Decimal>,
    fn(&Decimal, &Decimal) -> bool,
);

impl Walk<'_, '_> {
    /// `type`, `enum`, `const` (validation, section 6.1).
    pub(super) fn values(&mut self, site: Site<'_>, schema: &Schema) {
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
    pub(super) fn number(&mut self, site: Site<'_>, bounds: &NumberAssertions, number: &Number) {
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
    pub(super) fn string(&mut self, site: Site<'_>, schema: &Schema, text: &str) {
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
