//! `idempotency_key`: the same creation twice under one `Idempotency-Key` is one creation.

use super::{Check, Exchange, Problem};
use crate::setup::SequelKind;

pub(super) const CHECK: Check = Check {
    name: "idempotency_key",
    assumes: "an operation that documents the header `Idempotency-Key` makes one thing of what it is sent twice under one key",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, _) = exchange.sequel()?;
    let answer = exchange.answer()?;
    if sequel.kind != SequelKind::Repeated || !answer.status.is_success() {
        return None;
    }
    let first = exchange.binding(&sequel.variable)?;
    let second = crate::run::json(&answer.body)?;
    let second = second.get(&sequel.identity)?;
    (second != first).then(|| Problem {
        message: "the same creation under the same key made something else".to_owned(),
        keyword: "Idempotency-Key".to_owned(),
        pointer: format!("/{}", sequel.identity),
        expected: first.to_string(),
        got: second.to_string(),
        span: Some(exchange.operation.span),
    })
}
