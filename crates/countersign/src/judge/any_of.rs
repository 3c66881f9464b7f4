//! `anyOf` (JSON Schema 2020-12, Core section 10.2.1.2).

use super::{Judge, Marks, Mode, Place, Verdict, reasons};
use crate::{Violation, schema::Link};

impl Judge {
    /// Every branch is asked where the marks of the valid ones are wanted.
    pub(super) fn any_of(
        &mut self,
        links: &'static [Link],
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let mut verdict = Verdict::Broken;
        for link in links {
            if self.admits(link, place, marks) {
                verdict = Verdict::Valid;
                if !marks.are_wanted() {
                    break;
                }
            }
        }
        if verdict == Verdict::Broken && self.mode == Mode::Report {
            let message = reasons::none(&self.reasons("anyOf", links, place), place);
            self.violations
                .report(|| Violation::new(place.at, "anyOf", message).with_excerpt_of(place.value));
        }
        verdict
    }
}
