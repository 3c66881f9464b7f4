//! `ensure_resource_availability`: what was created is there.

use http::StatusCode;

use super::{Check, Exchange, Problem};
use crate::setup::{Act, SequelKind};

pub(super) const CHECK: Check = Check {
    name: "ensure_resource_availability",
    assumes: "what is answered 201, or 200 with an identity, can be read at once (202 says that it cannot)",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, past) = exchange.sequel()?;
    let status = exchange.answer()?.status;
    let is_absent = matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE);
    let is_living = matches!(
        sequel.kind,
        SequelKind::Created | SequelKind::Updated | SequelKind::UpdatedTwice
    );
    let is_later = past.iter().any(|past| {
        matches!(past.act, Act::Create | Act::Update)
            && past
                .outcome
                .as_ref()
                .is_ok_and(|answer| answer.status == StatusCode::ACCEPTED)
    });
    (is_absent && is_living && !is_later).then(|| Problem {
        message: format!("answered {} for what was just created", status.as_u16()),
        keyword: "state".to_owned(),
        pointer: String::new(),
        expected: "2xx".to_owned(),
        got: status.to_string(),
        span: Some(exchange.operation.span),
    })
}
