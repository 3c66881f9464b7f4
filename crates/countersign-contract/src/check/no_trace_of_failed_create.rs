//! `no_trace_of_failed_create`: a creation that is refused leaves nothing behind.

use std::collections::BTreeSet;

use countersign_json::Value;

use super::{Check, Exchange, Problem};
use crate::run::{ListExtent, Listing};
use crate::setup::{Act, SequelKind};

pub(super) const CHECK: Check = Check {
    name: "no_trace_of_failed_create",
    assumes: "nobody else adds items meanwhile",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, past) = exchange.sequel()?;
    let after = exchange
        .listing()
        .filter(|_| sequel.kind == SequelKind::Untouched)?;
    let before = past
        .iter()
        .rev()
        .find(|past| past.act == Act::List)?
        .listing
        .as_ref()?;
    let refused = past
        .iter()
        .rev()
        .find(|past| past.act == Act::CreateWrongly)?;
    let status = refused.outcome.as_ref().ok()?.status;
    let is_whole = |listing: &Listing| {
        listing.extent == ListExtent::Whole && listing.is_about(&sequel.identity)
    };
    if status.is_success() || status.is_redirection() || !is_whole(before) || !is_whole(after) {
        return None;
    }
    let identities = |listing: &Listing| -> BTreeSet<String> {
        let all = listing
            .items()
            .filter_map(|item| item.get(&sequel.identity));
        all.map(Value::canonical).collect()
    };
    let known = identities(before);
    let new = identities(after)
        .into_iter()
        .find(|identity| !known.contains(identity))?;
    Some(Problem {
        message: format!(
            "a creation that was answered {} left an item behind",
            status.as_u16()
        ),
        keyword: "state".to_owned(),
        pointer: String::new(),
        expected: "the same items as before".to_owned(),
        got: format!("a new one: `{}` {new}", sequel.identity),
        span: Some(exchange.operation.span),
    })
}
