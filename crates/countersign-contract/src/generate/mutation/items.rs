//! Broken items behind a good one: a service that looks at the first item alone is caught by these.

use std::collections::BTreeSet;

use countersign_json::Value;

use super::{Mutation, Place, at};
use crate::generate::instance::Instances;

/// How many broken items are put behind those of one array.
const MOST_BROKEN: usize = 8;

/// What the changes of its first item break, in one more item at the end of an array: one change for each keyword.
pub(super) fn behind(
    instances: &Instances<'_>,
    place: &Place,
    base: &Value,
    changes: &[Mutation],
) -> Vec<Mutation> {
    let Some(here @ Value::Array(items)) = at(base, &place.path) else {
        return Vec::new();
    };
    let Some(way) = instances.fitting(&place.schemas, here) else {
        return Vec::new();
    };
    let facets = &way.facets;
    let first = facets.prefix.len();
    let is_full = facets
        .count
        .1
        .is_some_and(|most| items.len() as u64 >= most);
    if is_full || items.len() <= first {
        return Vec::new();
    }
    let inside = format!("{}/{first}", place.pointer());
    let mut path = place.path.clone();
    path.push(first.to_string());
    let judge = instances.judge();
    let mut keywords = BTreeSet::new();
    let one_more = |change: &Mutation| {
        let rest = change.pointer.strip_prefix(&inside)?;
        let is_inside = rest.is_empty() || rest.starts_with('/');
        if !is_inside || keywords.contains(change.keyword) {
            return None;
        }
        let changed = change.apply(base)?;
        let item = at(&changed, &path)?;
        if judge.accepts(facets.item(first), item) {
            return None;
        }
        keywords.insert(change.keyword);
        let mut longer = items.clone();
        longer.push(item.clone());
        Some(Mutation {
            pointer: format!("{}/{}{rest}", place.pointer(), items.len()),
            keyword: change.keyword,
            what: format!("of one more item: {}", change.what),
            path: place.path.clone().into(),
            value: Value::Array(longer),
        })
    };
    let broken = changes.iter().filter_map(one_more);
    broken.take(MOST_BROKEN).collect()
}
