//! The judge on numbers, strings and constants.

use std::rc::Rc;

use super::{Judge, Place, Verdict};
use crate::{
    Location,
    checks::{self, Exact},
    formats,
    json::{Limits, Value, read},
    schema::Assertion,
};

impl Judge {
    pub(super) fn number(
        &mut self,
        assertion: &Assertion,
        number: &Exact,
        at: &Location<'_>,
    ) -> Verdict {
        self.leaf(|violations| match assertion {
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
        })
    }

    pub(super) fn string(
        &mut self,
        assertion: &Assertion,
        text: &str,
        at: &Location<'_>,
    ) -> Verdict {
        self.leaf(|violations| match assertion {
            Assertion::MaxLength(limit) => checks::max_length(text, *limit, at, violations),
            Assertion::MinLength(limit) => checks::min_length(text, *limit, at, violations),
            #[cfg(feature = "pattern")]
            Assertion::Pattern(pattern) => {
                checks::pattern(text, &crate::Pattern::shared(pattern), at, violations);
            }
            Assertion::Format(name) => {
                if let Some(format) = formats::named(name) {
                    checks::format(text, format, at, violations);
                }
            }
            _ => {}
        })
    }

    /// `enum` and `const`, which apply to instances of every type.
    pub(super) fn literal(&mut self, assertion: &'static Assertion, place: Place<'_>) -> Verdict {
        let Place { value, at } = place;
        match assertion {
            Assertion::Enum(literals) => {
                self.leaf(|violations| checks::enumeration(value, literals, at, violations))
            }
            Assertion::Const(literal) => {
                self.leaf(|violations| checks::constant(value, literal, at, violations))
            }
            Assertion::EnumJson(texts) => {
                let constants: Vec<_> = texts.iter().map(|text| self.constant(text)).collect();
                self.leaf(|violations| checks::enumeration_json(value, &constants, at, violations))
            }
            Assertion::ConstJson(text) => {
                let constant = self.constant(text);
                self.leaf(|violations| checks::constant_json(value, &constant, at, violations))
            }
            _ => Verdict::Valid,
        }
    }

    /// The value of a text in a table, read once. The derives refuse what is no JSON; it would be equal to nothing but itself.
    fn constant(&mut self, text: &'static str) -> Rc<Value> {
        let read = || match read(text, Limits::default().with_depth(Limits::MAX_DEPTH)) {
            Ok(value) => Rc::new(value),
            Err(_) => Rc::new(Value::from(text)),
        };
        Rc::clone(self.constants.entry(text).or_insert_with(read))
    }
}
