//! `object_level_authorization`: what one identity made, another one neither reads nor changes.

use super::{Check, Exchange, Problem};
use crate::setup::SequelKind;

pub(super) const CHECK: Check = Check {
    name: "object_level_authorization",
    assumes: "a second identity is given, and what the first one makes belongs to it alone",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, _) = exchange.sequel()?;
    let status = exchange.answer()?.status;
    (sequel.kind == SequelKind::Foreign && status.is_success()).then(|| Problem {
        message: format!(
            "answered {} to somebody whose resource it is not",
            status.as_u16()
        ),
        keyword: "security".to_owned(),
        pointer: String::new(),
        expected: "401, 403 or 404".to_owned(),
        got: status.to_string(),
        span: Some(exchange.operation.span),
    })
}
