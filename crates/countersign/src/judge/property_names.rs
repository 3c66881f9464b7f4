//! `propertyNames` (JSON Schema 2020-12, Core section 10.3.2.4).

use super::{Judge, Verdict, object::Members};
use crate::{Location, json::Value, schema::Link, violation::shown};

impl Judge {
    /// Each name is an instance of its own; what is wrong with it is reported at the object.
    pub(super) fn property_names(
        &mut self,
        link: &'static Link,
        members: &Members,
        at: &Location<'_>,
    ) -> Verdict {
        let at = &at.under("propertyNames");
        let mut verdict = Verdict::Valid;
        let known = self.memory.set_aside();
        for (name, _) in members {
            let name = Value::from(name.as_str());
            let reported = std::mem::take(&mut self.violations);
            verdict = verdict.max(self.child(link, &name, at));
            let of_name = std::mem::replace(&mut self.violations, reported);
            for violation in of_name {
                let context = format!("the name {}", shown(&name));
                self.violations.report(|| violation.about(&context));
            }
            self.memory.set_aside();
            if self.is_enough(verdict) {
                break;
            }
        }
        self.memory.put_back(known);
        verdict
    }
}
