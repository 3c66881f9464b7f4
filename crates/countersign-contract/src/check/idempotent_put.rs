//! `idempotent_put`: the same PUT twice is the PUT once (RFC 9110, section 9.2.2).

use super::{Check, Exchange, Problem, agreement};
use crate::setup::{Act, SequelKind};

pub(super) const CHECK: Check = Check {
    name: "idempotent_put",
    assumes: "nobody else changes the resource meanwhile; members that no request sends (times, versions) may change",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, past) = exchange.sequel()?;
    let problem = |message: &str, expected: &str, got: String| Problem {
        message: message.to_owned(),
        keyword: "state".to_owned(),
        pointer: String::new(),
        expected: expected.to_owned(),
        got,
        span: Some(exchange.operation.span),
    };
    if sequel.kind == SequelKind::ListedOnce {
        let count = exchange
            .listing()?
            .count(&sequel.identity, exchange.binding(&sequel.variable)?);
        let message = "the same PUT twice left more than one resource";
        return (count > 1).then(|| problem(message, "one item", format!("{count} items")));
    }
    if sequel.kind != SequelKind::UpdatedTwice {
        return None;
    }
    let mut updates = past.iter().filter(|past| past.act == Act::Update);
    let first = updates.next()?.outcome.as_ref().ok()?.status;
    let update = updates.next()?;
    let second = update.outcome.as_ref().ok()?.status;
    if first.is_success() && second.is_client_error() {
        let message = "the same PUT is refused the second time";
        return Some(problem(message, first.as_str(), second.to_string()));
    }
    let between = past.iter().rev().find(|past| past.act == Act::Read)?;
    let before = crate::run::json(&between.outcome.as_ref().ok()?.body)?;
    let sent = crate::run::json(update.request.body.as_ref()?)?;
    let members = before.as_object()?.iter();
    let relevant = members
        .filter(|(name, _)| sent.get(name).is_some())
        .cloned();
    let before = countersign_json::Value::Object(relevant.collect());
    let difference = agreement::difference(exchange, &before)?;
    let message = "the same PUT a second time changed the resource again".to_owned();
    Some(agreement::problem(exchange, message, difference))
}
