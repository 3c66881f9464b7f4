//! `patternProperties` (JSON Schema 2020-12, Core section 10.3.2.2).

#[cfg(feature = "pattern")]
use std::sync::Arc;

use super::{Judge, Marks, Verdict, object::Members};
use crate::{Location, schema::Link};

/// The patterns of tables that have been compiled. Without the feature `pattern`, no derived table has any.
#[derive(Default)]
pub(super) struct Patterns(#[cfg(feature = "pattern")] Vec<Arc<crate::Pattern>>);

#[cfg(feature = "pattern")]
impl Patterns {
    pub(super) fn extend(&mut self, patterns: &'static [(&'static str, Link)]) {
        let patterns = patterns
            .iter()
            .map(|(text, _)| crate::Pattern::shared(text));
        self.0.extend(patterns);
    }

    pub(super) fn match_any(&self, name: &str) -> bool {
        self.0.iter().any(|pattern| pattern.is_match(name))
    }
}

#[cfg(not(feature = "pattern"))]
impl Patterns {
    pub(super) const fn extend(&mut self, _: &'static [(&'static str, Link)]) {}

    pub(super) const fn match_any(&self, _: &str) -> bool {
        false
    }
}

impl Judge {
    pub(super) fn pattern_properties(
        &mut self,
        patterns: &'static [(&'static str, Link)],
        members: &Members,
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let mut verdict = Verdict::Valid;
        for each in patterns {
            let (text, link) = each;
            let mut pattern = Patterns::default();
            pattern.extend(std::slice::from_ref(each));
            for (index, (name, value)) in members.iter().enumerate() {
                if pattern.match_any(name) {
                    marks.set(index);
                    let at = &at.pattern_property(name, text);
                    verdict = verdict.max(self.child(link, value, at));
                }
                if self.is_enough(verdict) {
                    return verdict;
                }
            }
        }
        verdict
    }
}
