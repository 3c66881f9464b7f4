//! What the judge has judged already, and what it is at work on.

use std::collections::HashMap;

use super::{Marks, Verdict};
use crate::{
    json::Value,
    schema::{Assertion, Schema},
};

/// How often a table whose violations have been reported at a place may report them there again, in one judgement. Each
/// keyword that leads there has its own keyword location; an instance must not make exponentially many of them.
const REPEATS: usize = 4096;

/// A table at a value. Both outlive the judgement, so that their addresses name them.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) struct Visit {
    schema: usize,
    value: usize,
    with_marks: bool,
}

impl Visit {
    pub(super) fn of(schema: &'static Schema, value: &Value, marks: &Marks) -> Self {
        Self {
            schema: std::ptr::from_ref(schema).addr(),
            value: std::ptr::from_ref(value).addr(),
            with_marks: marks.are_wanted(),
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Memory {
    known: HashMap<Visit, (Verdict, Marks)>,
    open: Vec<Visit>,
    repeats: usize,
}

impl Memory {
    /// Whether a table has led to itself without a step in the instance. Such a loop asserts nothing by itself; the
    /// specification leaves open what it means (Core section 9.4.1).
    pub(super) fn is_open(&self, visit: Visit) -> bool {
        let here = |open: &&Visit| open.value == visit.value;
        let mut here = self.open.iter().rev().take_while(here);
        here.any(|open| open.schema == visit.schema)
    }

    pub(super) fn open(&mut self, visit: Visit) {
        self.open.push(visit);
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    pub(super) fn recall(&self, visit: Visit) -> Option<&(Verdict, Marks)> {
        self.known.get(&visit)
    }

    pub(super) fn keep(&mut self, visit: Visit, verdict: Verdict, marks: Marks) {
        let marks = match verdict {
            Verdict::Valid if visit.with_marks => marks,
            _ => Marks::unwanted(),
        };
        self.known.insert(visit, (verdict, marks));
    }

    pub(super) const fn may_repeat(&mut self) -> bool {
        self.repeats += 1;
        self.repeats <= REPEATS
    }

    /// The verdicts about values that live on; until they are put back, verdicts are about short-lived ones.
    pub(super) fn set_aside(&mut self) -> HashMap<Visit, (Verdict, Marks)> {
        std::mem::take(&mut self.known)
    }

    pub(super) fn put_back(&mut self, known: HashMap<Visit, (Verdict, Marks)>) {
        self.known = known;
    }
}

/// Whether a keyword leads to other tables.
pub(super) const fn is_applicator(assertion: &Assertion) -> bool {
    !matches!(
        assertion,
        Assertion::Enum(_)
            | Assertion::Const(_)
            | Assertion::MultipleOf(_)
            | Assertion::Maximum(_)
            | Assertion::ExclusiveMaximum(_)
            | Assertion::Minimum(_)
            | Assertion::ExclusiveMinimum(_)
            | Assertion::MaxLength(_)
            | Assertion::MinLength(_)
            | Assertion::Pattern(_)
            | Assertion::Format(_)
            | Assertion::MaxItems(_)
            | Assertion::MinItems(_)
            | Assertion::UniqueItems
            | Assertion::MaxProperties(_)
            | Assertion::MinProperties(_)
            | Assertion::NoAdditionalProperties
            | Assertion::Required(_)
            | Assertion::DependentRequired(_)
            | Assertion::ConstJson(_)
            | Assertion::EnumJson(_)
            | Assertion::Fits(_)
    )
}
