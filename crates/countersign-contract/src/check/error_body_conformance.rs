//! `error_body_conformance`: errors say what is wrong in one form: problem details are what RFC 9457 says, and an error
//! that has documented content has a body.

use countersign_json::Value;

use super::{Check, Exchange, Problem};

pub(super) const CHECK: Check = Check {
    name: "error_body_conformance",
    assumes: "what is called `application/problem+json` is meant to be one (RFC 9457); an error whose content the document \
              describes has content",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange.answer()?;
    let status = answer.status;
    let is_head = exchange.performed.sent.method == http::Method::HEAD;
    if !(status.is_client_error() || status.is_server_error()) || is_head {
        return None;
    }
    let problem = |message: String, pointer: &str, expected: &str, got: String| Problem {
        message,
        keyword: "content".to_owned(),
        pointer: pointer.to_owned(),
        expected: expected.to_owned(),
        got,
        span: Some(exchange.operation.span),
    };
    let documented = exchange
        .documented()
        .is_some_and(|response| !response.content.is_empty());
    if documented && answer.body.is_empty() {
        let message = format!(
            "answered {} without the body that the document describes",
            status.as_u16()
        );
        return Some(problem(message, "", "a body", "none".to_owned()));
    }
    let is_problem = exchange
        .content_type()
        .is_some_and(|name| super::media_type_matches("application/problem+json", name));
    let body = crate::run::json(&answer.body).filter(|_| is_problem)?;
    let message = || {
        format!(
            "answered {} with problem details that are none",
            status.as_u16()
        )
    };
    if !matches!(body, Value::Object(_)) {
        return Some(problem(message(), "", "an object", body.to_string()));
    }
    let texts = ["type", "title", "detail", "instance"];
    let wrong = texts.iter().find_map(|name| {
        Some((
            name,
            body.get(name).filter(|value| value.as_str().is_none())?,
        ))
    });
    if let Some((name, value)) = wrong {
        return Some(problem(
            message(),
            &format!("/{name}"),
            "a string",
            value.to_string(),
        ));
    }
    let said = body.get("status")?;
    let is_same = said.as_u64() == Some(u64::from(status.as_u16()));
    (!is_same).then(|| problem(message(), "/status", status.as_str(), said.to_string()))
}
