//! `round_trip`: what was created reads back as it was sent.

use super::{Check, Exchange, Problem, agreement};
use crate::setup::{Act, SequelKind};

pub(super) const CHECK: Check = Check {
    name: "round_trip",
    assumes: "a member of a request and one of the same name in the resource are the same; the service does not change \
              what it is given (date-times may be written otherwise, write-only members need not be shown)",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
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
