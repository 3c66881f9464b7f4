//! `dependentSchemas` (JSON Schema 2020-12, Core section 10.2.2.4).

use super::{Judge, Marks, Place, Verdict};
use crate::{json::Value, schema::Link};

impl Judge {
    pub(super) fn dependent_schemas(
        &mut self,
        schemas: &'static [(&'static str, Link)],
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let mut verdict = Verdict::Valid;
        if !matches!(place.value, Value::Object(_)) {
            return verdict;
        }
        for (name, link) in schemas {
            if place.value.get(name).is_some() {
                let at = &place.at.dependent_schema(name);
                verdict = verdict.max(self.link(link, Place { at, ..place }, marks));
            }
            if self.is_enough(verdict) {
                break;
            }
        }
        verdict
    }
}
