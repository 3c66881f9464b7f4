//! The exact judge: a [`Schema`] interpreted over a JSON value, for what the typed pass could not say.
//!
//! It calls the same checks as derived code, on numbers that are still text, and goes on past wrong types and missing
//! members. Its order is that of the tables, and so that of derived code. Its recursion is bounded by the depth of
//! the value, which the reader has limited.

mod object;

use crate::{
    Location, Violations,
    checks::{self, Exact},
    formats,
    json::Value,
    private::json_types,
    schema::{Assertion, Link, Nullable, Schema, Types},
};

/// Judges a value by a schema: all violations.
pub(crate) fn judge(schema: &'static Schema, value: &Value) -> Violations {
    let mut judge = Judge::default();
    judge.schema(schema, value, &Location::root());
    judge.violations
}

#[derive(Default)]
struct Judge {
    violations: Violations,
    #[cfg(feature = "pattern")]
    patterns: std::collections::HashMap<&'static str, crate::Pattern>,
}

/// Whether an instance has the right type, so that other keywords are worth judging.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Typed {
    Right,
    Wrong,
}

impl Judge {
    fn schema(&mut self, schema: &'static Schema, value: &Value, at: &Location<'_>) -> Typed {
        if checks::json_type(value, schema.types, at, &mut self.violations) {
            self.assertions(schema.assertions, value, at)
        } else {
            Typed::Wrong
        }
    }

    fn link(&mut self, link: &Link, value: &Value, at: &Location<'_>) -> Typed {
        if link.nullable == Nullable::Yes && matches!(value, Value::Null) {
            return Typed::Right;
        }
        let schema = (link.schema)();
        let typed = match schema.name {
            Some(_) => self.schema(schema, value, &at.reference()),
            None => self.schema(schema, value, at),
        };
        if typed == Typed::Wrong {
            return Typed::Wrong;
        }
        self.assertions(link.assertions, value, at)
    }

    fn assertions(
        &mut self,
        assertions: &'static [Assertion],
        value: &Value,
        at: &Location<'_>,
    ) -> Typed {
        let number = match value {
            Value::Number(number) => Some(Exact::new(number)),
            _ => None,
        };
        for assertion in assertions {
            match (value, &number) {
                (_, Some(number)) => self.number(assertion, number, at),
                (Value::String(text), _) => self.string(assertion, text, at),
                (Value::Array(items), _) => self.array(assertion, items, at),
                (Value::Object(members), _) => self.object(assertion, assertions, members, at),
                _ => {}
            }
            if self.any(assertion, value, at) == Typed::Wrong {
                return Typed::Wrong;
            }
        }
        Typed::Right
    }

    /// The keywords that apply to instances of every type.
    fn any(&mut self, assertion: &'static Assertion, value: &Value, at: &Location<'_>) -> Typed {
        match assertion {
            Assertion::Enum(literals) => {
                checks::enumeration(value, literals, at, &mut self.violations);
            }
            Assertion::Const(literal) => {
                checks::constant(value, literal, at, &mut self.violations);
            }
            Assertion::Nullable(link) if !matches!(value, Value::Null) => {
                return self.link(link, value, at);
            }
            Assertion::Ref(link) => return self.link(link, value, at),
            Assertion::AllOf(links) => {
                for link in *links {
                    if self.link(link, value, at) == Typed::Wrong {
                        return Typed::Wrong;
                    }
                }
            }
            Assertion::OneOfByType(links) => return self.one_of_by_type(links, value, at),
            _ => {}
        }
        Typed::Right
    }

    fn one_of_by_type(
        &mut self,
        links: &'static [Link],
        value: &Value,
        at: &Location<'_>,
    ) -> Typed {
        let of_value = Types::of(value);
        match links.iter().find(|link| json_types(link).meets(of_value)) {
            Some(link) => self.link(link, value, at),
            None => {
                let all = links.iter().map(json_types).fold(Types::NONE, Types::with);
                checks::json_type(value, all, at, &mut self.violations);
                Typed::Wrong
            }
        }
    }

    fn number(&mut self, assertion: &Assertion, number: &Exact, at: &Location<'_>) {
        let violations = &mut self.violations;
        match assertion {
            Assertion::MultipleOf(bound) => checks::multiple_of(number, *bound, at, violations),
            Assertion::Maximum(bound) => checks::maximum(number, *bound, at, violations),
            Assertion::ExclusiveMaximum(bound) => {
                checks::exclusive_maximum(number, *bound, at, violations);
            }
            Assertion::Minimum(bound) => checks::minimum(number, *bound, at, violations),
            Assertion::ExclusiveMinimum(bound) => {
                checks::exclusive_minimum(number, *bound, at, violations);
            }
            Assertion::Fits(width) => checks::width(number, *width, at, violations),
            _ => {}
        }
    }

    fn string(&mut self, assertion: &Assertion, text: &str, at: &Location<'_>) {
        let violations = &mut self.violations;
        match assertion {
            Assertion::MaxLength(limit) => checks::max_length(text, *limit, at, violations),
            Assertion::MinLength(limit) => checks::min_length(text, *limit, at, violations),
            #[cfg(feature = "pattern")]
            Assertion::Pattern(pattern) => {
                let pattern = self
                    .patterns
                    .entry(pattern)
                    .or_insert_with(|| crate::Pattern::new(pattern));
                checks::pattern(text, pattern, at, violations);
            }
            Assertion::Format(name) => {
                if let Some(format) = formats::named(name) {
                    checks::format(text, format, at, violations);
                }
            }
            _ => {}
        }
    }

    fn array(&mut self, assertion: &'static Assertion, items: &[Value], at: &Location<'_>) {
        match assertion {
            Assertion::MaxItems(limit) => {
                checks::max_items(items, *limit, at, &mut self.violations);
            }
            Assertion::MinItems(limit) => {
                checks::min_items(items, *limit, at, &mut self.violations);
            }
            Assertion::UniqueItems => checks::unique_values(items, at, &mut self.violations),
            Assertion::Items(link) => {
                for (index, item) in items.iter().enumerate() {
                    self.link(link, item, &at.item(index));
                }
            }
            _ => {}
        }
    }
}
