//! `positive_data_acceptance`: a request that both judges call valid is not refused as malformed.

use countersign_model::Status;
use http::StatusCode;

use super::{Check, Exchange, Problem};
use crate::plan::Intent;

pub(super) const CHECK: Check = Check {
    name: "positive_data_acceptance",
    assumes: "422, and 400 where the operation does not document 422 besides, mean that the request is malformed; other \
              4xx (401, 403, 404, 409, 429, ...) may have reasons that no schema tells",
    run,
};

/// Statuses that say that the request itself is wrong (RFC 9110, section 15.5).
const MALFORMED: [StatusCode; 7] = [
    StatusCode::METHOD_NOT_ALLOWED,
    StatusCode::NOT_ACCEPTABLE,
    StatusCode::LENGTH_REQUIRED,
    StatusCode::URI_TOO_LONG,
    StatusCode::UNSUPPORTED_MEDIA_TYPE,
    StatusCode::UNPROCESSABLE_ENTITY,
    StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
];

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange.answer()?;
    let has_422 = exchange
        .operation
        .responses
        .iter()
        .any(|response| response.status == Status::Code(422));
    let is_refusal = MALFORMED.contains(&answer.status)
        || (answer.status == StatusCode::BAD_REQUEST && !has_422);
    if exchange.case.intent != Intent::Valid || !is_refusal {
        return None;
    }
    Some(Problem {
        message: format!(
            "answered {} to a request that the document allows",
            answer.status.as_u16()
        ),
        keyword: "requestBody".to_owned(),
        pointer: String::new(),
        expected: format!(
            "any other status: the request is valid ({})",
            exchange.case.what
        ),
        got: answer.status.to_string(),
        span: Some(exchange.operation.span),
    })
}
