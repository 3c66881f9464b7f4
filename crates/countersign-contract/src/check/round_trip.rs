//! `round_trip`: what was created reads back as it was sent, and is answered 201 as it was sent.

use http::{Method, StatusCode};

use super::{Check, Exchange, Problem, agreement};
use crate::plan::Intent;
use crate::setup::{Act, SequelKind};

pub(super) const CHECK: Check = Check {
    name: "round_trip",
    assumes: "a member of a request and one of the same name in the resource are the same; the service does not change \
              what it is given (a moment may be written otherwise, write-only members need not be shown)",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    answered(exchange).or_else(|| read_back(exchange))
}

/// What the answer to a creation shows (RFC 9110, section 15.3.2: a 201 describes what was created).
fn answered(exchange: &Exchange<'_>) -> Option<Problem> {
    let sent = &exchange.performed.sent;
    let is_creation = sent.method == Method::POST && exchange.case.intent == Intent::Valid;
    if !is_creation || exchange.answer()?.status != StatusCode::CREATED {
        return None;
    }
    let sent = crate::run::json(sent.body.as_ref()?)?;
    let difference = agreement::difference(exchange, &sent)?;
    let message = "what was created is not answered as it was sent".to_owned();
    Some(agreement::problem(exchange, message, difference))
}

fn read_back(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, past) = exchange.sequel()?;
    if sequel.kind != SequelKind::Created || !exchange.answer()?.status.is_success() {
        return None;
    }
    let create = past.iter().rev().find(|past| past.act == Act::Create)?;
    let sent = crate::run::json(create.request.body.as_ref()?)?;
    let difference = agreement::difference(exchange, &sent)?;
    let message = "what was created does not read back as it was sent".to_owned();
    Some(agreement::problem(exchange, message, difference))
}
