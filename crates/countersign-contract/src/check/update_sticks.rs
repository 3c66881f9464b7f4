//! `update_sticks`: what was put or patched reads back as it was sent; what a patch does not name stays as it was.

use countersign_json::Value;

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
    if let Some(difference) = agreement::difference(exchange, &sent) {
        let message = "what was updated does not read back as it was sent".to_owned();
        return Some(agreement::problem(exchange, message, difference));
    }
    if update.request.method != http::Method::PATCH {
        return None;
    }
    let before = past.iter().rev().find(|past| past.act == Act::Read)?;
    let before = crate::run::json(&before.outcome.as_ref().ok()?.body)?;
    let members = before.as_object()?.iter();
    let others = members.filter(|(name, _)| sent.get(name).is_none() && !changes_by_itself(name));
    let difference = agreement::difference(exchange, &Value::Object(others.cloned().collect()))?;
    let message = "a patch changed what it does not name".to_owned();
    Some(agreement::problem(exchange, message, difference))
}

/// Whether a member is one that a service changes with every update.
fn changes_by_itself(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "updat", "modif", "chang", "version", "revision", "etag", "last",
    ]
    .iter()
    .any(|part| name.contains(part))
}
