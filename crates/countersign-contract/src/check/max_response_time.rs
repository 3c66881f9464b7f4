//! `max_response_time`: an answer comes within the time that the user sets.

use super::{Check, Exchange, Problem};

pub(super) const CHECK: Check = Check {
    name: "max_response_time",
    assumes: "a limit is given, and what is slow is the service and not the way to it",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (limit, took) = (exchange.performed.slow_after?, exchange.performed.took);
    let answer = exchange.answer()?;
    (took > limit).then(|| Problem {
        message: format!(
            "answered {} later than within {limit:?}",
            answer.status.as_u16()
        ),
        keyword: "responses".to_owned(),
        pointer: String::new(),
        expected: format!("an answer within {limit:?}"),
        got: "a later one".to_owned(),
        span: Some(exchange.operation.span),
    })
}
