//! `resource_hierarchy`: what belongs to one parent is not found under another.

use super::{Check, Exchange, Problem};
use crate::setup::SequelKind;

pub(super) const CHECK: Check = Check {
    name: "resource_hierarchy",
    assumes: "a path says what belongs to what: `/a/1/b/2` is about that b only where it is one of that a's",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, _) = exchange.sequel()?;
    let status = exchange.answer()?.status;
    (sequel.kind == SequelKind::Misplaced && status.is_success()).then(|| Problem {
        message: format!(
            "answered {} for what belongs to another parent",
            status.as_u16()
        ),
        keyword: "state".to_owned(),
        pointer: String::new(),
        expected: "404".to_owned(),
        got: status.to_string(),
        span: Some(exchange.operation.span),
    })
}
