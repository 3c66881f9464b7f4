//! `object_level_authorization`: what one identity made, another one neither reads nor lists nor changes.

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
    if sequel.kind != SequelKind::Foreign || !status.is_success() {
        return None;
    }
    let problem = |message: String, expected: &str, got: String| Problem {
        message,
        keyword: "security".to_owned(),
        pointer: String::new(),
        expected: expected.to_owned(),
        got,
        span: Some(exchange.operation.span),
    };
    let Some(listing) = exchange.listing() else {
        let message = format!(
            "answered {} to somebody whose resource it is not",
            status.as_u16()
        );
        return Some(problem(message, "401, 403 or 404", status.to_string()));
    };
    let identity = exchange.binding(&sequel.variable)?;
    let message = "the list has what somebody else made".to_owned();
    let got = format!("`{}` {identity}", sequel.identity);
    (listing.count(&sequel.identity, identity) > 0).then(|| problem(message, "no such item", got))
}
