//! `allOf` (JSON Schema 2020-12, Core section 10.2.1.1).

use super::{Judge, Marks, Place, Verdict};
use crate::schema::Link;

impl Judge {
    pub(super) fn all_of(
        &mut self,
        links: &'static [Link],
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let mut verdict = Verdict::Valid;
        for (index, link) in links.iter().enumerate() {
            let at = &place.at.branch("allOf", index);
            verdict = verdict.max(self.link(link, Place { at, ..place }, marks));
            if verdict == Verdict::WrongType || self.is_enough(verdict) {
                break;
            }
        }
        verdict
    }
}
