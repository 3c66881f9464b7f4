//! Which variant of a union a value is to be read as.

use super::{Judge, Marks, Place, Verdict, tagged::chosen};
use crate::{
    Location,
    json::Value,
    schema::{Assertion, Link, Schema},
};

/// What a value is read as.
pub(crate) enum Choice {
    /// The variant at this index of the table.
    Variant(usize),
    /// The same, of a `oneOf` of which another variant is valid as well.
    OneOfSeveral(usize),
    /// An object with a tag that no variant has.
    Other,
    /// Nothing.
    None,
}

/// The variant that a value is to be read as: by its tag, or for `oneOf` the first one that it is valid against, and
/// where there is none the one that is closest to it, since decoding is about shape and constraints come later.
pub(crate) fn choose(union: &'static Schema, value: &Value) -> Choice {
    let at = &Location::root();
    let place = Place { value, at };
    let by_rule = union
        .assertions
        .iter()
        .find_map(|assertion| match assertion {
            Assertion::Tagged { property, variants } => match value.get(property) {
                Some(Value::String(tag)) => Some(match chosen(variants, tag) {
                    Some((index, _)) => Choice::Variant(index),
                    None => Choice::Other,
                }),
                _ => None,
            },
            Assertion::OneOf(links) => closest(links, place),
            _ => None,
        });
    by_rule.unwrap_or(Choice::None)
}

fn closest(links: &'static [Link], place: Place<'_>) -> Option<Choice> {
    let mut judge = Judge::default();
    let mut valid = |link| judge.admits(link, place, &mut Marks::unwanted());
    if let Some(index) = links.iter().position(&mut valid) {
        let is_only = !links.iter().skip(index + 1).any(valid);
        return Some(match is_only {
            true => Choice::Variant(index),
            false => Choice::OneOfSeveral(index),
        });
    }
    let reasons = judge.reasons("oneOf", links, place);
    let best = reasons.first()?;
    if best.verdict == Verdict::WrongType {
        return Some(Choice::None);
    }
    Some(Choice::Variant(best.index))
}
