//! `response_headers_conformance`: the headers that a response must have are there, and satisfy their schemas.

use countersign_model::Presence;

use super::{Check, Exchange, Problem};
use crate::judge::Judgement;

pub(super) const CHECK: Check = Check {
    name: "response_headers_conformance",
    assumes: "no proxy between takes headers away",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange.answer()?;
    let response = exchange.documented()?;
    let status = answer.status.as_u16();
    response.headers.iter().find_map(|header| {
        let span = header
            .schema
            .and_then(|schema| exchange.subject.api().schema(schema))
            .map(|schema| schema.origin.span);
        let problem = |message: String, keyword: &str, expected: String, got: String| Problem {
            message,
            keyword: keyword.to_owned(),
            pointer: format!("/{}", header.name),
            expected,
            got,
            span: span.or(Some(exchange.operation.span)),
        };
        let Some(value) = answer.headers.get(&header.name) else {
            let message = format!(
                "answered {status} without the required header `{}`",
                header.name
            );
            let expected = format!("a header `{}`", header.name);
            let missing = header.presence == Presence::Required;
            return missing
                .then(|| problem(message, "required", expected, "no such header".to_owned()));
        };
        let text = value.to_str().ok()?;
        let Judgement::Invalid(violations) = exchange.judge_header(header, text)? else {
            return None;
        };
        let violation = violations.first()?;
        let message = format!(
            "answered {status} with a header `{}` that breaks `{}`",
            header.name, violation.keyword
        );
        Some(problem(
            message,
            violation.keyword,
            violation.limit.clone(),
            text.to_owned(),
        ))
    })
}
