//! `pagination_is_complete`: page by page, no item is lost, none comes twice, and no page has more than was asked for.

use std::collections::BTreeSet;

use countersign_json::Value;

use super::{Check, Exchange, Problem};
use crate::run::ListExtent;
use crate::setup::SequelKind;

pub(super) const CHECK: Check = Check {
    name: "pagination_is_complete",
    assumes: "nobody adds or removes items meanwhile, the list without filters has everything, and the total of a \
              list with filters is of what it has",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, _) = exchange.sequel()?;
    let is_paged = matches!(sequel.kind, SequelKind::Paged | SequelKind::Narrowed);
    let listing = exchange.listing().filter(|_| is_paged)?;
    let limit = sequel
        .paging
        .as_ref()
        .and_then(|paging| paging.limit.as_ref());
    let problem = |message: &str, expected: String, got: String| {
        Some(Problem {
            message: message.to_owned(),
            keyword: "state".to_owned(),
            pointer: String::new(),
            expected,
            got,
            span: Some(exchange.operation.span),
        })
    };
    if let Some((name, most)) = limit
        && let Some(page) = listing.pages.iter().find(|page| page.len() as u64 > *most)
    {
        let expected = format!("at most {most} items, as `{name}` asks");
        return problem(
            "a page has more items than were asked for",
            expected,
            format!("{} items", page.len()),
        );
    }
    let mut seen = BTreeSet::new();
    let identities = listing
        .items()
        .filter_map(|item| item.get(&sequel.identity));
    for identity in identities.map(Value::canonical) {
        if !seen.insert(identity.clone()) {
            let got = format!("`{}` {identity} twice", sequel.identity);
            return problem("an item is on two pages", "each item once".to_owned(), got);
        }
    }
    if listing.extent != ListExtent::Whole || !listing.is_about(&sequel.identity) {
        return None;
    }
    let count = listing.items().count() as u64;
    if let Some(total) = listing.total.filter(|total| *total != count) {
        let got = format!("{total}");
        return problem(
            "the list says that it has another number of items",
            format!("{count}, which its pages have"),
            got,
        );
    }
    if sequel.kind == SequelKind::Narrowed {
        return None;
    }
    let made = exchange.performed.bindings.iter().filter(|(name, _)| {
        *name == sequel.variable || name.starts_with(&format!("{} ", sequel.variable))
    });
    let missing = made
        .map(|(_, value)| value)
        .find(|value| listing.count(&sequel.identity, value) == 0)?;
    let got = format!(
        "{} items on {} pages, not that one",
        listing.items().count(),
        listing.pages.len()
    );
    problem(
        "an item is on no page",
        format!("`{}` {missing} on one of the pages", sequel.identity),
        got,
    )
}
