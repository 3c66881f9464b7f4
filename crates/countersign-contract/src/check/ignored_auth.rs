//! `ignored_auth`: a request without credentials, or with ones that nobody issued, is not served.

use super::{Check, Exchange, Problem};
use crate::plan::Intent;

pub(super) const CHECK: Check = Check {
    name: "ignored_auth",
    assumes: "the service asks for credentials where the document does, also in a test environment",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange.answer()?;
    if exchange.case.intent != Intent::Unauthenticated || !answer.status.is_success() {
        return None;
    }
    Some(Problem {
        message: format!(
            "answered {} to a request {}",
            answer.status.as_u16(),
            exchange.case.what
        ),
        keyword: "security".to_owned(),
        pointer: String::new(),
        expected: "401".to_owned(),
        got: answer.status.to_string(),
        span: Some(exchange.operation.span),
    })
}
