//! The exact judge: a [`Schema`] interpreted over a JSON value, for what the typed pass could not say.
//!
//! It calls the same checks as derived code, on numbers that are still text, and goes on past wrong types and missing
//! members. Its order is that of the tables, and so that of derived code. Its recursion is bounded by the depth of
//! the value, which the reader has limited, and its time by what it remembers: no table is tried twice at one place.

mod all_of;
mod any_of;
mod array;
mod by_type;
mod choose;
mod contains;
mod dependent_schemas;
mod if_then_else;
mod marks;
mod memory;
mod not;
mod object;
mod one_of;
mod pattern_properties;
mod property_names;
mod reasons;
mod scalar;
mod tagged;
mod unevaluated;

use std::{collections::HashMap, rc::Rc};

use crate::{
    Location, Violations,
    checks::{self, Exact},
    json::Value,
    schema::{Assertion, Link, Nullable, Schema, Types},
};

pub(crate) use choose::{Choice, choose};
use marks::Marks;
use memory::{Memory, Visit};
pub(crate) use tagged::tags_of;

/// Judges a value by a schema: all violations.
pub(crate) fn judge(schema: &'static Schema, value: &Value) -> Violations {
    let mut judge = Judge::default();
    let at = &Location::root();
    judge.schema(schema, Place { value, at }, &mut Marks::unwanted());
    judge.violations
}

/// Judges a value that stands at `at`, in the table of its type.
pub(crate) fn judge_at(
    schema: &'static Schema,
    value: &Value,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    let mut judge = Judge {
        violations: std::mem::take(violations),
        ..Judge::default()
    };
    judge.schema(schema, Place { value, at }, &mut Marks::unwanted());
    *violations = judge.violations;
}

/// Whether a value keeps the schema that a link leads to, and what the link adds.
#[cfg(feature = "http")]
pub(crate) fn accepts(link: &'static Link, value: &Value) -> bool {
    let mut judge = Judge::default();
    let at = &Location::root();
    judge.link(link, Place { value, at }, &mut Marks::unwanted()) == Verdict::Valid
}

#[derive(Default)]
struct Judge {
    violations: Violations,
    mode: Mode,
    memory: Memory,
    /// The constants that stand in tables as texts.
    constants: HashMap<&'static str, Rc<Value>>,
}

/// Whether every violation is wanted, or only whether there is one.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Mode {
    #[default]
    Report,
    Try,
}

/// What a table says about a value, from good to bad.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Verdict {
    Valid,
    Broken,
    /// The JSON type is wrong: what other keywords at this place would say is noise.
    WrongType,
}

/// A value and where it stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    value: &'p Value,
    at: &'p Location<'p>,
}

impl Judge {
    fn schema(&mut self, schema: &'static Schema, place: Place<'_>, marks: &mut Marks) -> Verdict {
        if !schema.types.contains(Types::of(place.value)) {
            if self.mode == Mode::Report {
                checks::json_type(place.value, schema.types, place.at, &mut self.violations);
            }
            return Verdict::WrongType;
        }
        if schema.assertions.iter().any(memory::is_applicator) {
            self.visit(schema, place, marks)
        } else {
            self.assertions(schema.assertions, place, marks)
        }
    }

    /// Judges by a table that leads to others: at most once at one place, and never inside itself at the same place.
    fn visit(&mut self, schema: &'static Schema, place: Place<'_>, marks: &mut Marks) -> Verdict {
        let visit = Visit::of(schema, place.value, marks);
        if self.memory.is_open(visit) {
            return Verdict::Valid;
        }
        if let Some((verdict, known)) = self.memory.recall(visit) {
            let verdict = *verdict;
            if verdict == Verdict::Valid {
                marks.join(known);
                return verdict;
            }
            if self.mode == Mode::Try || !self.memory.may_repeat() {
                return verdict;
            }
        }
        let mut own = Marks::of(place.value, marks.are_wanted() || unevaluated::asks(schema));
        self.memory.open(visit);
        let verdict = self.assertions(schema.assertions, place, &mut own);
        self.memory.close();
        if verdict == Verdict::Valid {
            marks.join(&own);
        }
        self.memory.keep(visit, verdict, own);
        verdict
    }

    fn link(&mut self, link: &'static Link, place: Place<'_>, marks: &mut Marks) -> Verdict {
        if link.nullable == Nullable::Yes && matches!(place.value, Value::Null) {
            return Verdict::Valid;
        }
        let schema = link.schema();
        let verdict = match schema.name {
            Some(_) => {
                let at = &place.at.reference();
                self.schema(schema, Place { at, ..place }, marks)
            }
            None => self.schema(schema, place, marks),
        };
        if verdict == Verdict::WrongType || self.is_enough(verdict) {
            return verdict;
        }
        verdict.max(self.assertions(link.assertions, place, marks))
    }

    /// Judges a value below the one that the table at hand is for: its marks are its own, and so is its type.
    fn child(&mut self, link: &'static Link, value: &Value, at: &Location<'_>) -> Verdict {
        match self.link(link, Place { value, at }, &mut Marks::unwanted()) {
            Verdict::Valid => Verdict::Valid,
            Verdict::Broken | Verdict::WrongType => Verdict::Broken,
        }
    }

    fn assertions(
        &mut self,
        assertions: &'static [Assertion],
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let number = match place.value {
            Value::Number(number) if !assertions.is_empty() => Some(Exact::new(number)),
            _ => None,
        };
        let mut verdict = Verdict::Valid;
        let mut marks_are_whole = true;
        let early = assertions.iter().filter(|each| !unevaluated::is_late(each));
        for assertion in early {
            let one = match self.in_place(assertion, place, marks) {
                Some(one) => {
                    marks_are_whole &= one == Verdict::Valid;
                    one
                }
                None => self.local(assertion, assertions, number.as_ref(), place, marks),
            };
            verdict = verdict.max(one);
            if verdict == Verdict::WrongType || self.is_enough(verdict) {
                return verdict;
            }
        }
        if marks_are_whole && marks.are_wanted() {
            verdict = verdict.max(self.late(assertions, place, marks));
        }
        verdict
    }

    /// The applicators that judge the same value by other tables; `None` for every other keyword.
    fn in_place(
        &mut self,
        assertion: &'static Assertion,
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Option<Verdict> {
        Some(match assertion {
            Assertion::Ref(link) => self.link(link, place, marks),
            Assertion::Nullable(_) if matches!(place.value, Value::Null) => Verdict::Valid,
            Assertion::Nullable(link) => self.link(link, place, marks),
            Assertion::AllOf(links) => self.all_of(links, place, marks),
            Assertion::AnyOf(links) => self.any_of(links, place, marks),
            Assertion::OneOf(links) => self.one_of(links, place, marks),
            Assertion::OneOfByType(links) => self.one_of_by_type(links, place, marks),
            Assertion::Tagged { property, variants } => {
                self.tagged(property, variants, place, marks)
            }
            Assertion::Not(link) => self.not(link, place),
            Assertion::IfThenElse {
                condition,
                then,
                otherwise,
            } => self.if_then_else(condition, [then.as_ref(), otherwise.as_ref()], place, marks),
            Assertion::DependentSchemas(schemas) => self.dependent_schemas(schemas, place, marks),
            _ => return None,
        })
    }

    /// The keywords of this table about the value itself and what is in it.
    fn local(
        &mut self,
        assertion: &'static Assertion,
        siblings: &'static [Assertion],
        number: Option<&Exact>,
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let of_type = match (place.value, number) {
            (_, Some(number)) => self.number(assertion, number, place.at),
            (Value::String(text), _) => self.string(assertion, text, place.at),
            (Value::Array(items), _) => self.array(assertion, items, place.at, marks),
            (Value::Object(members), _) => {
                self.object(assertion, siblings, members, place.at, marks)
            }
            _ => Verdict::Valid,
        };
        of_type.max(self.literal(assertion, place))
    }

    /// Whether nothing more is wanted.
    fn is_enough(&self, verdict: Verdict) -> bool {
        self.mode == Mode::Try && verdict != Verdict::Valid
    }

    /// What a check of the value alone says.
    fn leaf(&mut self, check: impl FnOnce(&mut Violations)) -> Verdict {
        let before = self.violations.total();
        check(&mut self.violations);
        if self.violations.total() == before {
            Verdict::Valid
        } else {
            Verdict::Broken
        }
    }

    /// Whether a value is valid against a link, without a word about it.
    fn admits(&mut self, link: &'static Link, place: Place<'_>, marks: &mut Marks) -> bool {
        let reported = std::mem::take(&mut self.violations);
        let mode = std::mem::replace(&mut self.mode, Mode::Try);
        let verdict = self.link(link, place, marks);
        self.violations = reported;
        self.mode = mode;
        verdict == Verdict::Valid
    }
}
