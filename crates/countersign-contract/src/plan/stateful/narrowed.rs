//! Sequences that end with a list of some of the items, or of all of them in an order.

use countersign_json::Value;
use countersign_model::Parameter;

use super::Scenes;
use crate::generate::Facets;
use crate::judge::{Judgement, Role};
use crate::plan::Intent;
use crate::plan::atlas::Extent;
use crate::plan::narrowing::{is_same_range, is_sort, listed, narrowing};
use crate::setup::SequelKind;
use crate::wire::{self, Outgoing};

/// How many values of a parameter are asked for.
const MOST_VALUES: usize = 4;

impl Scenes<'_, '_, '_> {
    /// Several items that differ, of which some are asked for, or all in an order, page by page.
    pub(super) fn narrowed(&mut self) {
        let Some(mut steps) = self.several() else {
            return;
        };
        let create = self.resource.create;
        let bodies = create.and_then(|create| self.atlas.bodies(create));
        let Some(bodies) = bodies else {
            return;
        };
        // Every other one has other values.
        let creations = steps
            .iter_mut()
            .filter(|step| Some(step.operation) == create);
        let kinds = [bodies.valid.last(), Some(&bodies.changed)];
        for (step, body) in creations.zip(kinds.into_iter().cycle()) {
            step.request.body = body.cloned();
        }
        let values: Vec<Value> = kinds
            .into_iter()
            .flatten()
            .filter_map(|body| crate::run::json(body))
            .collect();
        let parameters = self.draft.operation.parameters.iter();
        let asked: Vec<(&Parameter, Value)> = parameters
            .flat_map(|parameter| self.asked(parameter, &values))
            .collect();
        for (parameter, value) in asked {
            let Some(request) = self.asking(parameter, &value) else {
                continue;
            };
            let own = std::mem::replace(&mut self.request, request);
            self.push(
                &format!("a list by `{}` {value}", parameter.name),
                steps.clone(),
                SequelKind::Narrowed,
                Intent::Valid,
                Extent::Small,
            );
            self.request = own;
        }
    }

    /// The values of a parameter to ask for: of an order each, of a filter those that are listed, or that the items have.
    fn asked<'p>(&self, parameter: &'p Parameter, items: &[Value]) -> Vec<(&'p Parameter, Value)> {
        let api = self.draft.subject.api();
        let is_deep = parameter.style == countersign_model::Style::DeepObject;
        let mut values: Vec<Value> = Vec::new();
        if is_sort(parameter) {
            let texts = listed(api, parameter).into_iter();
            values.extend(texts.map(Value::String));
        }
        let create = self.resource.create;
        let sent = create.and_then(|create| self.atlas.sent_schema(create));
        for wanted in narrowing(api, parameter) {
            let known = sent
                .map(|schema| Facets::declared(api, &[schema], Role::Request, wanted.member))
                .unwrap_or_default();
            let texts = listed(api, parameter).into_iter().map(Value::String);
            let listed = texts.filter(|_| !is_sort(parameter) && !is_deep);
            let shared = items
                .iter()
                .filter_map(|item| item.get(wanted.member).cloned())
                .filter(|_| is_same_range(api, &wanted.schemas, &known));
            let made = shared.map(|value| match is_deep {
                true => Value::Object(vec![(wanted.member.to_owned(), value)]),
                false => value,
            });
            values.extend(made.chain(listed));
        }
        let mut seen = std::collections::BTreeSet::new();
        values.retain(|value| seen.insert(value.canonical()));
        values.truncate(MOST_VALUES);
        values.into_iter().map(|value| (parameter, value)).collect()
    }

    /// The request with a value of a parameter of its query.
    fn asking(&self, parameter: &Parameter, value: &Value) -> Option<Outgoing> {
        let written = wire::write(parameter, value)?;
        let mut bases = self.draft.bases.iter();
        let base = bases.find(|base| std::ptr::eq(base.parameter, parameter))?;
        let readings = wire::readings(parameter, &written);
        let judgement = wire::judge(self.draft.subject, base.schema, Role::Request, &readings);
        if !matches!(judgement, Judgement::Valid) || base.is_required() {
            return None;
        }
        let query = written.pairs().join("&");
        let separator = match self.request.target.contains('?') {
            true => '&',
            false => '?',
        };
        let mut request = self.request.clone();
        request.target.push(separator);
        request.target.push_str(&query);
        Some(request)
    }
}
