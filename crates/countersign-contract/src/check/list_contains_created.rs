//! `list_contains_created`: the list of a collection has what was created in it, once.

use super::{Check, Exchange, Problem};
use crate::run::ListExtent;
use crate::setup::SequelKind;

pub(super) const CHECK: Check = Check {
    name: "list_contains_created",
    assumes: "the list without filters has everything, page by page, and at once",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, _) = exchange.sequel()?;
    let listing = exchange
        .listing()
        .filter(|_| sequel.kind == SequelKind::Listed)?;
    let identity = exchange.binding(&sequel.variable)?;
    let count = listing.count(&sequel.identity, identity);
    let is_known = listing.extent == ListExtent::Whole && listing.is_about(&sequel.identity);
    if count == 1 || (count == 0 && !is_known) {
        return None;
    }
    let message = if count == 0 {
        "the list lacks what was just created"
    } else {
        "the list has what was just created more than once"
    };
    Some(Problem {
        message: message.to_owned(),
        keyword: "state".to_owned(),
        pointer: String::new(),
        expected: format!("one item whose `{}` is {identity}", sequel.identity),
        got: format!("{count} of them among {} items", listing.items().count()),
        span: Some(exchange.operation.span),
    })
}
