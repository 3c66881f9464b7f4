//! `response_schema_conformance`: both judges find the body of an answer valid against its schema.

use countersign_json::{Value, escape_pointer_token};
use countersign_model::SchemaId;

use super::{BodyOpinion, Check, Exchange, Problem};
use crate::generate::Facets;
use crate::judge::{Judge, Judgement, Role};

/// How deep an answer is searched for what it must not show.
const MOST_DEPTH: usize = 4;

pub(super) const CHECK: Check = Check {
    name: "response_schema_conformance",
    assumes: "bodies of a JSON media type are JSON; formats are assertions; what is `writeOnly` is not shown, but as null",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let status = exchange.answer()?.status.as_u16();
    match &exchange.body {
        BodyOpinion::NotJson(reason) => Some(Problem {
            message: format!("answered {status} with a body that is no JSON"),
            keyword: "content".to_owned(),
            pointer: String::new(),
            expected: "JSON text (RFC 8259)".to_owned(),
            got: reason.clone(),
            span: Some(exchange.operation.span),
        }),
        BodyOpinion::Judged(Judgement::Invalid(violations)) => {
            violations.first().map(|violation| Problem {
                message: format!(
                    "answered {status} with a body that breaks `{}`",
                    violation.keyword
                ),
                keyword: violation.keyword.to_owned(),
                pointer: violation.pointer.clone(),
                expected: format!("{}: {}", violation.keyword, violation.limit),
                got: violation.got.clone(),
                span: exchange
                    .subject
                    .keyword_span(violation.schema, violation.keyword),
            })
        }
        BodyOpinion::Judged(Judgement::Valid) if exchange.subject.has_write_only() => {
            shown(exchange)
        }
        BodyOpinion::Judged(_) | BodyOpinion::Unknown => None,
    }
}

/// A member that only requests have (`writeOnly`; JSON Schema 2020-12, Validation section 9.4).
fn shown(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange.answer()?;
    let schema = exchange.media_type()?.schema?;
    let (pointer, id) = hidden(exchange, &crate::run::json(&answer.body)?, &[schema], "", 0)?;
    Some(Problem {
        message: format!(
            "answered {} with what is only written",
            answer.status.as_u16()
        ),
        keyword: "writeOnly".to_owned(),
        pointer,
        expected: "no such member".to_owned(),
        got: "a value".to_owned(),
        span: exchange.subject.keyword_span(id, "writeOnly"),
    })
}

/// The place of the first write-only member of a value, with the schema that makes it one.
fn hidden(
    exchange: &Exchange<'_>,
    value: &Value,
    schemas: &[SchemaId],
    pointer: &str,
    depth: usize,
) -> Option<(String, SchemaId)> {
    let api = exchange.subject.api();
    // Of a union nobody knows here which branch a value is of.
    let facets = Facets::alternatives(api, schemas, Role::Request);
    let [facets] = facets.as_slice() else {
        return None;
    };
    match value {
        _ if depth >= MOST_DEPTH => None,
        Value::Array(items) => items.iter().enumerate().find_map(|(at, item)| {
            let pointer = format!("{pointer}/{at}");
            hidden(exchange, item, &facets.items, &pointer, depth + 1)
        }),
        Value::Object(members) => members.iter().find_map(|(name, member)| {
            let mut properties = facets.properties.iter();
            let (_, ids) = properties.find(|(known, _)| known == name)?;
            let pointer = format!("{pointer}/{}", escape_pointer_token(name));
            let judge = Judge::new(api, Role::Response);
            let write_only = ids
                .iter()
                .find(|id| judge.exempt(**id) && !matches!(member, Value::Null));
            match write_only {
                Some(id) => Some((pointer, *id)),
                None => hidden(exchange, member, ids, &pointer, depth + 1),
            }
        }),
        _ => None,
    }
}
