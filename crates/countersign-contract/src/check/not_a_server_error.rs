//! `not_a_server_error`: no input brings the service down.
//!
//! A status of 5xx is reported even where the document lists it: documents list 500 and 503 for what may happen to a
//! service, not for what a request may do to it.

use super::{Check, Exchange, Problem};
use crate::send::SendError;

pub(super) const CHECK: Check = Check {
    name: "not_a_server_error",
    assumes: "the service and what it depends on are up, so that a 5xx is the request's doing; 501 to a method that is not documented is none",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let got = match exchange.outcome {
        Ok(answer)
            if answer.status.is_server_error() && !is_unknown_method(exchange, answer.status) =>
        {
            answer.status.to_string()
        }
        Err(error @ (SendError::Timeout(_) | SendError::Broken(_) | SendError::TooLong(_))) => {
            error.to_string()
        }
        Ok(_) | Err(_) => return None,
    };
    Some(Problem {
        message: format!("answered with a server error: {got}"),
        keyword: "responses".to_owned(),
        pointer: String::new(),
        expected: "a status below 500".to_owned(),
        got,
        span: Some(exchange.operation.span),
    })
}

/// RFC 9110, section 15.6.2: 501 is right for a method that the service knows for no resource.
fn is_unknown_method(exchange: &Exchange<'_>, status: http::StatusCode) -> bool {
    exchange.case.intent == crate::plan::Intent::UndocumentedMethod
        && status == http::StatusCode::NOT_IMPLEMENTED
}
