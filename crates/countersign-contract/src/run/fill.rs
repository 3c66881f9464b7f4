//! The request as it has to be sent: its variables filled in, and its body with what earlier answers gave.

use countersign_json::{Limits, Value};
use countersign_model::{Operation, Parameter, ParameterLocation};
use hyper::body::Bytes;

use super::perform::{Bindings, Performer, text};
use crate::judge::{Judgement, Role};
use crate::plan::{Case, Intent, is_idempotency_key};
use crate::send::Transport;
use crate::setup::{Fill, Setup, filled, variables};
use crate::wire::{self, Content, Outgoing, Plus, decode};

impl<T: Transport> Performer<'_, T> {
    /// A request with its variables filled in, and its body as it has to be.
    pub(super) fn request(
        &self,
        request: &Outgoing,
        operation: usize,
        setup: &Setup,
        bindings: &Bindings,
        (fills, free, round): (&[Fill], &[String], u64),
        case: Option<&Case>,
    ) -> Outgoing {
        let mut sent = request.clone();
        if variables(&request.target).next().is_some() {
            let value = |name: &str| {
                let bound = bindings.iter().rev().find(|(known, _)| known == name);
                let text = bound.and_then(|(_, value)| text(value));
                let text = text.filter(|text| self.fits(operation, &request.target, name, text));
                let default = || setup.defaults.iter().find(|(known, _)| known == name);
                text.or_else(|| default().map(|(_, text)| text.clone()))
            };
            let target = filled(&request.target, value);
            sent.target = target.unwrap_or_else(|| "/".to_owned());
        }
        if let Some(body) = &request.body
            && let Some(other) = self.body(
                request,
                body,
                (operation, bindings),
                (fills, free, round),
                case,
            )
        {
            sent.body = Some(other);
        }
        sent
    }

    /// Whether the document allows the values of all variables of a request where they stand: a sequence that would go on
    /// with another one shows nothing.
    pub(super) fn is_of(&self, request: &Outgoing, operation: usize, bindings: &Bindings) -> bool {
        variables(&request.target).all(|name| {
            let bound = bindings.iter().rev().find(|(known, _)| known == name);
            bound.is_none_or(|(_, value)| {
                text(value).is_some_and(|text| self.fits(operation, &request.target, name, &text))
            })
        })
    }

    /// Puts another key in the place of an `Idempotency-Key`: under one that was there before, services answer what they
    /// answered then.
    pub(super) fn refresh(&self, request: &mut Outgoing, operation: usize, round: u64) {
        let Some(operation) = self.subject.api().operations.get(operation) else {
            return;
        };
        let mut parameters = operation.parameters.iter();
        let Some((parameter, schema)) = parameters
            .find(|parameter| is_idempotency_key(parameter))
            .and_then(|parameter| Some((parameter, parameter.schema?)))
        else {
            return;
        };
        let is_valid = |text: &str| {
            let readings = wire::readings(parameter, &wire::Written::of_header(text));
            let judgement = wire::judge(self.subject, schema, Role::Request, &readings);
            matches!(judgement, Judgement::Valid)
        };
        let mut headers = request.headers.iter_mut();
        let given = headers.find(|(name, _)| name.eq_ignore_ascii_case(&parameter.name));
        if let Some((_, text)) = given.filter(|(_, text)| is_valid(text)) {
            let other = crate::vary::text(text, round);
            if is_valid(&other) {
                *text = other;
            }
        }
    }

    /// Whether the document allows a value in the place of a variable.
    fn fits(&self, operation: usize, target: &str, variable: &str, text: &str) -> bool {
        if text.is_empty() {
            return false;
        }
        let Some(operation) = self.subject.api().operations.get(operation) else {
            return false;
        };
        let parameter = placed(operation, target, variable);
        let Some((parameter, schema)) = parameter.and_then(|it| Some((it, it.schema?))) else {
            return true;
        };
        let written = wire::write(parameter, &Value::String(text.to_owned()));
        let readings = written.map(|written| wire::readings(parameter, &written));
        let judgement = wire::judge(
            self.subject,
            schema,
            Role::Request,
            &readings.unwrap_or_default(),
        );
        matches!(judgement, Judgement::Valid)
    }

    /// Another body, if it has to be another one and means the same.
    fn body(
        &self,
        request: &Outgoing,
        body: &Bytes,
        (operation, bindings): (usize, &Bindings),
        (fills, free, round): (&[Fill], &[String], u64),
        case: Option<&Case>,
    ) -> Option<Bytes> {
        if (fills.is_empty() || bindings.is_empty()) && round == 0 {
            return None;
        }
        let value =
            countersign_json::read(std::str::from_utf8(body).ok()?, Limits::default()).ok()?;
        let mut other = crate::vary::body(&value, free, round);
        for fill in fills {
            let bound = bindings
                .iter()
                .rev()
                .find(|(name, _)| *name == fill.variable);
            if let Some((place, (_, value))) =
                crate::vary::place(&mut other, &fill.pointer).zip(bound)
            {
                *place = value.clone();
            }
        }
        let intent = case.map_or(&Intent::Valid, |case| &case.intent);
        let judge = |other: &Value| self.judged(request, operation, &other.to_string());
        let judgement = judge(&other)?;
        if !means(intent, &judgement) {
            return None;
        }
        if round > 0 {
            let is_filled = |pointer: &String| fills.iter().any(|fill| fill.pointer == *pointer);
            let own = free.iter().filter(|pointer| !is_filled(pointer));
            let is_alike = |candidate: &Value| {
                judge(candidate).is_some_and(|other| breaches(&other) == breaches(&judgement))
            };
            lengthen(&mut other, own, &value, round, is_alike);
        }
        Some(Bytes::from(other.to_string()))
    }

    /// What both judges make of a JSON body.
    fn judged(&self, request: &Outgoing, operation: usize, text: &str) -> Option<Judgement> {
        let operation = self.subject.api().operations.get(operation)?;
        let content = Content::of_request(self.subject, operation, request);
        let content = content.filter(Content::is_json)?;
        Some(content.judge(self.subject, text.as_bytes()))
    }
}

/// Whether a body is what the intent says.
fn means(intent: &Intent, judgement: &Judgement) -> bool {
    match (intent, judgement) {
        (Intent::Invalid(breach), Judgement::Invalid(violations)) if breach.part == "body" => {
            violations.iter().any(|violation| {
                violation.pointer == breach.pointer && violation.keyword == breach.keyword
            })
        }
        (Intent::Invalid(breach), Judgement::Valid) => breach.part != "body",
        (Intent::Invalid(_), _) => false,
        (_, Judgement::Valid) => true,
        _ => false,
    }
}

/// What a body breaks and where; `None` where the judges do not say.
fn breaches(judgement: &Judgement) -> Option<Vec<(&str, &str)>> {
    match judgement {
        Judgement::Valid => Some(Vec::new()),
        Judgement::Invalid(violations) => Some(
            violations
                .iter()
                .map(|violation| (violation.pointer.as_str(), violation.keyword))
                .collect(),
        ),
        Judgement::Disagreement(_) | Judgement::Undecided(_) => None,
    }
}

/// Makes short texts longer, where that breaks nothing more: of one letter there are soon no others left.
fn lengthen<'p>(
    other: &mut Value,
    free: impl Iterator<Item = &'p String>,
    value: &Value,
    round: u64,
    is_alike: impl Fn(&Value) -> bool,
) {
    for pointer in free {
        let text = value.pointer(pointer).and_then(Value::as_str);
        let Some(longer) = text.and_then(|text| crate::vary::longer(text, round)) else {
            continue;
        };
        let mut candidate = other.clone();
        if let Some(place) = crate::vary::place(&mut candidate, pointer) {
            *place = Value::String(longer);
        }
        if is_alike(&candidate) {
            *other = candidate;
        }
    }
}

/// The parameter that a variable stands for, in a path or a query.
fn placed<'a>(operation: &'a Operation, target: &str, variable: &str) -> Option<&'a Parameter> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let place = format!("<{variable}>");
    let index = path.split('/').position(|segment| segment == place);
    let template = index.and_then(|index| operation.path.split('/').nth(index));
    let (location, name) = match template {
        Some(segment) => (
            ParameterLocation::Path,
            segment.trim_matches(['{', '}']).to_owned(),
        ),
        None => {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let (name, _) = pairs.find(|(_, value)| *value == place)?;
            (ParameterLocation::Query, decode(name, Plus::Space)?)
        }
    };
    let mut parameters = operation.parameters.iter();
    parameters.find(|parameter| parameter.location == location && parameter.name == name)
}

#[cfg(test)]
mod tests {
    use countersign_spec::Memory;

    use super::placed;
    use crate::Subject;

    #[test]
    fn a_variable_stands_for_a_parameter_of_the_path_or_the_query() {
        let text = "openapi: 3.1.0
info: {title: Orders, version: '1'}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
      - {name: id, in: path, required: true, schema: {type: integer}}
      - {name: 'page[at]', in: query, schema: {type: integer}}
      responses: {'200': {description: Fine}}
";
        let subject = Subject::read(&Memory::new().with("a.yaml", text), "a.yaml").unwrap();
        let operation = &subject.api().operations[0];
        let target = "/orders/<v1>?page%5Bat%5D=<v2>&other=<v3>";
        let names = ["v1", "v2", "v3", "v4"].map(|variable| {
            let parameter = placed(operation, target, variable);
            parameter.map(|parameter| parameter.name.as_str())
        });
        assert_eq!(names, [Some("id"), Some("page[at]"), None, None]);
    }
}
