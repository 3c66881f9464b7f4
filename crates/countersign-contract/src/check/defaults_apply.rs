//! `defaults_apply`: what a creation leaves out has the value that the document says it has then.

use countersign_json::{Value, escape_pointer_token};
use countersign_model::SchemaId;
use http::{Method, StatusCode};

use super::{Check, Exchange, Problem};
use crate::generate::Facets;
use crate::judge::Role;
use crate::plan::Intent;
use crate::wire::Content;

pub(super) const CHECK: Check = Check {
    name: "defaults_apply",
    assumes: "the `default` of a member is what the service takes where a creation leaves it out, and its 201 shows what it took \
              under the same name",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let request = &exchange.performed.sent;
    let is_creation = request.method == Method::POST && exchange.case.intent == Intent::Valid;
    let answer = exchange.answer()?;
    if !is_creation || answer.status != StatusCode::CREATED {
        return None;
    }
    let content = Content::of_request(exchange.subject, exchange.operation, request)?;
    let sent = crate::run::json(request.body.as_ref()?).filter(|_| content.is_json())?;
    let shown = crate::run::json(&answer.body)?;
    let shown = shown.as_object().filter(|_| sent.as_object().is_some())?;
    shown.iter().find_map(|(name, value)| {
        let is_left_out = sent.get(name).is_none();
        let (schema, wanted) = default(exchange, content.schema, name).filter(|_| is_left_out)?;
        (wanted != value).then(|| Problem {
            message: "what was left out does not have its default".to_owned(),
            keyword: "default".to_owned(),
            pointer: format!("/{}", escape_pointer_token(name)),
            expected: wanted.to_string(),
            got: value.to_string(),
            span: exchange.subject.keyword_span(schema, "default"),
        })
    })
}

/// The default of a member that every choice of unions and conditions gives it, with the schema that has it.
fn default<'a>(
    exchange: &Exchange<'a>,
    schema: SchemaId,
    name: &str,
) -> Option<(SchemaId, &'a Value)> {
    let api = exchange.subject.api();
    let alternatives = Facets::alternatives(api, &[schema], Role::Request);
    let mut found = alternatives.iter().map(|facets| {
        let mut properties = facets.properties.iter();
        let (_, ids) = properties.find(|(known, _)| *known == name)?;
        let mut defaults = ids
            .iter()
            .filter_map(|id| Some((*id, api.schema(*id)?.annotations.default.as_ref()?)));
        defaults.next()
    });
    let first = found.next()??;
    found
        .all(|other| other.is_some_and(|(_, value)| value == first.1))
        .then_some(first)
}
