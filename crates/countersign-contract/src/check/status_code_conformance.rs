//! `status_code_conformance`: an answer has a status that the document lists for the operation.

use countersign_model::Status;

use super::{Check, Exchange, Problem};
use crate::plan::Intent;

pub(super) const CHECK: Check = Check {
    name: "status_code_conformance",
    assumes: "the document lists every status of the operation; what HTTP itself answers (405 to another method, 415 to \
              another media type) need not be listed",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let status = exchange.answer()?.status;
    let is_head = exchange.case.request.method == http::Method::HEAD
        && exchange.operation.method.as_str() != "HEAD";
    let is_http_itself = match exchange.case.intent {
        _ if is_head => true,
        Intent::UndocumentedMethod => true,
        _ => {
            status == http::StatusCode::UNSUPPORTED_MEDIA_TYPE
                && !has_documented_media_type(exchange)
        }
    };
    let responses = &exchange.operation.responses;
    if is_http_itself || responses.is_empty() || exchange.documented().is_some() {
        return None;
    }
    let listed: Vec<String> = responses
        .iter()
        .map(|response| name(response.status))
        .collect();
    Some(Problem {
        message: format!("answered {}, which is not documented", status.as_u16()),
        keyword: "responses".to_owned(),
        pointer: String::new(),
        expected: listed.join(", "),
        got: status.to_string(),
        span: Some(exchange.operation.span),
    })
}

/// Whether the request says that its body is of a type that the operation takes.
fn has_documented_media_type(exchange: &Exchange<'_>) -> bool {
    let mut headers = exchange.case.request.headers.iter();
    let given = headers
        .find(|(name, _)| name == "content-type")
        .map(|(_, value)| value);
    let mut documented = exchange
        .operation
        .request_body
        .iter()
        .flat_map(|body| &body.content);
    given.is_some_and(|given| {
        documented.any(|media_type| super::media_type_matches(&media_type.name, given))
    })
}

/// The key of a response: `200`, `2XX`, `default`.
fn name(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}
