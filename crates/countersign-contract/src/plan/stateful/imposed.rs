//! Creations that have what only answers have (`readOnly`; JSON Schema 2020-12, Validation section 9.4).

use countersign_json::Value;

use super::{Scenes, bytes};
use crate::generate::{Extent as Amount, Facets, Instances};
use crate::judge::{Judge, Role};
use crate::plan::Intent;
use crate::plan::atlas::Extent;
use crate::setup::SequelKind;

/// Texts shorter than this may be the service's own by chance.
const LEAST_LENGTH: usize = 16;

/// Whether a value is one that nobody else comes to by chance.
pub(crate) fn is_telling(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.chars().count() >= LEAST_LENGTH)
}

impl Scenes<'_, '_, '_> {
    /// What was created by a request that decides what is the service's own.
    pub(super) fn imposed(&mut self) {
        let mut steps = self.creation.clone();
        let Some(step) = steps.last_mut() else {
            return;
        };
        let Some(schema) = self.atlas.sent_schema(step.operation) else {
            return;
        };
        let sent = step.request.body.as_ref();
        let Some(Value::Object(mut members)) = sent.and_then(|body| crate::run::json(body)) else {
            return;
        };
        let count = members.len();
        let api = self.draft.subject.api();
        let facets = Facets::alternatives(api, &[schema], Role::Response);
        let properties = facets.into_iter().next().map(|facets| facets.properties);
        let judge = Judge::new(api, Role::Request);
        let instances = Instances::new(api, Role::Response, self.draft.seed);
        for (name, ids) in properties.into_iter().flatten() {
            let is_own = ids.iter().any(|id| judge.exempt(*id));
            let is_listed = Facets::alternatives(api, &ids, Role::Response)
                .iter()
                .any(|facets| facets.values.is_some());
            let value = instances
                .make(&ids, Amount::Full)
                .filter(|value| is_own && !is_listed && is_telling(value));
            members.extend(value.map(|value| (name.to_owned(), value)));
        }
        if members.len() == count {
            return;
        }
        step.request.body = Some(bytes(&Value::Object(members)));
        self.push(
            "what was created with what only answers have",
            steps,
            SequelKind::Imposed,
            Intent::Unclear,
            Extent::Large,
        );
    }
}
