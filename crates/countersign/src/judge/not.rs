//! `not` (JSON Schema 2020-12, Core section 10.2.1.4).

use super::{Judge, Marks, Mode, Place, Verdict};
use crate::{Violation, schema::Link, violation::shown};

impl Judge {
    pub(super) fn not(&mut self, link: &'static Link, place: Place<'_>) -> Verdict {
        if !self.admits(link, place, &mut Marks::unwanted()) {
            return Verdict::Valid;
        }
        if self.mode == Mode::Report {
            let message = format!("{} is what `not` refuses", shown(place.value));
            self.violations
                .report(|| Violation::new(place.at, "not", message).with_excerpt_of(place.value));
        }
        Verdict::Broken
    }
}
