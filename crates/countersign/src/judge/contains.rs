//! `contains` with `minContains` and `maxContains` (JSON Schema 2020-12, Core section 10.3.1.3, Validation sections 6.4.4
//! and 6.4.5).

use super::{Judge, Marks, Place, Verdict};
use crate::{Location, checks, json::Value, schema::Link};

impl Judge {
    /// The items that are valid count, and are evaluated.
    pub(super) fn contains(
        &mut self,
        link: &'static Link,
        (min, max): (u64, Option<u64>),
        items: &[Value],
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let mut count = 0;
        for (index, value) in items.iter().enumerate() {
            let at = &at.item(index);
            if self.admits(link, Place { value, at }, &mut Marks::unwanted()) {
                count += 1;
                marks.set(index);
            }
        }
        self.leaf(|violations| {
            checks::min_contains(count, min, at, violations);
            checks::max_contains(count, max, at, violations);
        })
    }
}
