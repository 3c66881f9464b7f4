//! `update_sticks`: what was put or patched reads back as it was sent.

use super::{Check, Exchange, Problem, agreement};
use crate::setup::{Act, SequelKind};

pub(super) const CHECK: Check = Check {
    name: "update_sticks",
    assumes: "an update that is answered 2xx is done when it is answered (202 says that it is not); members as for round_trip",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, past) = exchange.sequel()?;
    if sequel.kind != SequelKind::Updated || !exchange.answer()?.status.is_success() {
        return None;
    }
    let update = past.iter().rev().find(|past| past.act == Act::Update)?;
    let is_later = update
        .outcome
        .as_ref()
        .is_ok_and(|answer| answer.status == http::StatusCode::ACCEPTED);
    let sent = crate::run::json(update.request.body.as_ref()?).filter(|_| !is_later)?;
    let difference = agreement::difference(exchange, &sent)?;
    let message = "what was updated does not read back as it was sent".to_owned();
    Some(agreement::problem(exchange, message, difference))
}
