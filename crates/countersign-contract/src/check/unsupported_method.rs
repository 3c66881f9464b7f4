//! `unsupported_method`: a method that a path does not have is answered 405, with `Allow` (RFC 9110, section 15.5.6).

use http::StatusCode;

use super::{Check, Exchange, Problem};
use crate::plan::Intent;

pub(super) const CHECK: Check = Check {
    name: "unsupported_method",
    assumes: "the document lists every method of each path; 501 is as good as 405, and 401 or 403 may come first",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange.answer()?;
    if exchange.case.intent != Intent::UndocumentedMethod {
        return None;
    }
    let has_allow = answer.headers.contains_key(http::header::ALLOW);
    let got = match answer.status {
        StatusCode::METHOD_NOT_ALLOWED if has_allow => return None,
        StatusCode::METHOD_NOT_ALLOWED => "405 without a header `Allow`".to_owned(),
        StatusCode::NOT_IMPLEMENTED | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            return None;
        }
        other => other.to_string(),
    };
    Some(Problem {
        message: format!("answered {got} to {}", exchange.case.what),
        keyword: "paths".to_owned(),
        pointer: String::new(),
        expected: "405 with a header `Allow`".to_owned(),
        got,
        span: Some(exchange.operation.span),
    })
}
