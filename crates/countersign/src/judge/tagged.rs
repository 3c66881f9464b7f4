//! Unions by tag: the string under one property chooses the branch, as OpenAPI's `discriminator` does (3.1, section 4.8.25).

use super::{Judge, Marks, Mode, Place, Verdict};
use crate::{
    checks,
    json::Value,
    schema::{Assertion, Link, Schema, Types},
};

type Variants = &'static [(&'static [&'static str], Link)];

impl Judge {
    pub(super) fn tagged(
        &mut self,
        property: &'static str,
        variants: Variants,
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let Place { value, at } = place;
        if !matches!(value, Value::Object(_)) {
            if self.mode == Mode::Report {
                checks::json_type(value, Types::OBJECT, at, &mut self.violations);
            }
            return Verdict::WrongType;
        }
        let Some(tag) = value.get(property) else {
            return self.leaf(|violations| checks::missing(property, at, violations));
        };
        let at_tag = &at.property(property);
        let Value::String(text) = tag else {
            return self.leaf(|violations| {
                checks::json_type(tag, Types::STRING, at_tag, violations);
            });
        };
        match chosen(variants, text) {
            Some((index, link)) => {
                let at = &at.branch("oneOf", index);
                self.link(link, Place { at, value }, marks)
            }
            None => self.leaf(|violations| {
                let known: Vec<_> = variants
                    .iter()
                    .flat_map(|(tags, _)| *tags)
                    .copied()
                    .collect();
                checks::tag(text, &known, at_tag, violations);
            }),
        }
    }
}

/// The variant that a tag stands for.
pub(super) fn chosen(variants: Variants, tag: &str) -> Option<(usize, &'static Link)> {
    let mut variants = variants.iter().enumerate();
    variants.find_map(|(index, (tags, link))| tags.contains(&tag).then_some((index, link)))
}

/// The property that holds the tag of a union, and the tags and the link of the variant at `index`.
pub(crate) fn tags_of(
    union: &'static Schema,
    index: usize,
) -> Option<(&'static str, &'static [&'static str], &'static Link)> {
    union
        .assertions
        .iter()
        .find_map(|assertion| match assertion {
            Assertion::Tagged { property, variants } => {
                let (tags, link) = variants.get(index)?;
                Some((*property, *tags, link))
            }
            _ => None,
        })
}
