//! `oneOf`: exactly one branch (JSON Schema 2020-12, Core section 10.2.1.3).

use super::{Judge, Marks, Mode, Place, Verdict, reasons};
use crate::{Violation, schema::Link};

impl Judge {
    pub(super) fn one_of(
        &mut self,
        links: &'static [Link],
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let mut valid = Vec::new();
        for (index, link) in links.iter().enumerate() {
            if self.admits(link, place, marks) {
                valid.push(index);
            }
            if valid.len() > 1 && self.mode == Mode::Try {
                return Verdict::Broken;
            }
        }
        if valid.len() == 1 {
            return Verdict::Valid;
        }
        if self.mode == Mode::Report {
            let message = match valid.as_slice() {
                [] => reasons::none(&self.reasons("oneOf", links, place), place),
                several => reasons::several(links, several, place),
            };
            self.violations
                .report(|| Violation::new(place.at, "oneOf", message).with_excerpt_of(place.value));
        }
        Verdict::Broken
    }
}
