//! The judge on arrays: `items`, `prefixItems`, and what they leave over.

use super::{Judge, Marks, Verdict};
use crate::{
    Location, checks,
    json::Value,
    schema::{Assertion, Link, Types},
};

impl Judge {
    pub(super) fn array(
        &mut self,
        assertion: &'static Assertion,
        items: &[Value],
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        match assertion {
            Assertion::MaxItems(limit) => {
                self.leaf(|violations| checks::max_items(items, *limit, at, violations))
            }
            Assertion::MinItems(limit) => {
                self.leaf(|violations| checks::min_items(items, *limit, at, violations))
            }
            Assertion::UniqueItems => {
                self.leaf(|violations| checks::unique_values(items, at, violations))
            }
            Assertion::Items(link) => self.items_from(0, link, items, at, marks),
            Assertion::ItemsAfter(start, link) => self.items_from(*start, link, items, at, marks),
            Assertion::PrefixItems(links) => self.prefix_items(links, items, at, marks),
            Assertion::Contains { link, min, max } => {
                self.contains(link, (*min, *max), items, at, marks)
            }
            _ => Verdict::Valid,
        }
    }

    fn items_from(
        &mut self,
        start: usize,
        link: &'static Link,
        items: &[Value],
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let mut verdict = Verdict::Valid;
        for (index, item) in items.iter().enumerate().skip(start) {
            verdict = verdict.max(self.child(link, item, &at.item(index)));
            marks.set(index);
            if self.is_enough(verdict) {
                break;
            }
        }
        verdict
    }

    fn prefix_items(
        &mut self,
        links: &'static [Link],
        items: &[Value],
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let mut verdict = Verdict::Valid;
        for (index, (link, item)) in links.iter().zip(items).enumerate() {
            verdict = verdict.max(self.child(link, item, &at.prefix_item(index)));
            marks.set(index);
            if self.is_enough(verdict) {
                break;
            }
        }
        verdict
    }

    /// `unevaluatedItems`: the items that have no mark.
    pub(super) fn rest_of_items(
        &mut self,
        link: &'static Link,
        items: &[Value],
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let refused = link.schema().types == Types::NONE;
        let mut verdict = Verdict::Valid;
        for (index, item) in items.iter().enumerate() {
            if marks.is_set(index) {
                continue;
            }
            let one = if refused {
                self.leaf(|violations| checks::unevaluated_item(index, item, at, violations))
            } else {
                self.child(link, item, &at.unevaluated_item(index))
            };
            verdict = verdict.max(one);
            marks.set(index);
            if self.is_enough(verdict) {
                break;
            }
        }
        verdict
    }
}
