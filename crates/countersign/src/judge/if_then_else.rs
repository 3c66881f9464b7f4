//! `if`, `then` and `else` (JSON Schema 2020-12, Core section 10.2.2).

use super::{Judge, Marks, Place, Verdict};
use crate::schema::Link;

impl Judge {
    pub(super) fn if_then_else(
        &mut self,
        condition: &'static Link,
        [then, otherwise]: [Option<&'static Link>; 2],
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let (keyword, link) = if self.admits(condition, place, marks) {
            ("then", then)
        } else {
            ("else", otherwise)
        };
        let at = &place.at.under(keyword);
        link.map_or(Verdict::Valid, |link| {
            self.link(link, Place { at, ..place }, marks)
        })
    }
}
