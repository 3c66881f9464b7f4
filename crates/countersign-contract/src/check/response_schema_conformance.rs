//! `response_schema_conformance`: both judges find the body of an answer valid against its schema.

use super::{BodyOpinion, Check, Exchange, Problem};
use crate::judge::Judgement;

pub(super) const CHECK: Check = Check {
    name: "response_schema_conformance",
    assumes: "bodies of a JSON media type are JSON; formats are assertions",
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
        BodyOpinion::Judged(_) | BodyOpinion::Unknown => None,
    }
}
