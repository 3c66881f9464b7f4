//! Arrays: as many items as the counts ask for, different ones where they must be.

mod placed;

use countersign_json::Value;

use super::Facets;
use super::instance::{Extent, Instances};
use super::mutation::Proposal;

/// The longest array that is made.
pub(super) const MOST_ITEMS: u64 = 2_000;

/// An array that satisfies the facets: the fewest items, or one where it is to be full.
pub(super) fn build(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    extent: Extent,
    depth: usize,
) -> Option<Value> {
    let (fewest, most) = (least(facets), facets.count.1.unwrap_or(u64::MAX));
    let made = |length, extent| of_length(instances, facets, length, extent, depth);
    let full = || {
        let prefix = facets.prefix.len() as u64;
        let telling = match facets.items.is_empty() {
            true => prefix,
            false => prefix + 1,
        };
        let full = made(fewest.max(telling.max(1)).min(most), extent);
        full.or_else(|| made(fewest.max(prefix).min(most), extent))
    };
    let full = (extent == Extent::Full).then(full).flatten();
    let full = full.or_else(|| made(fewest, Extent::Minimal));
    // Where no item can satisfy two `contains` at once, each needs items of its own.
    let apart = || facets.contains.iter().map(|one| one.least).sum::<u64>();
    full.or_else(|| match facets.contains.len() {
        0 | 1 => None,
        _ => made(fewest.max(apart()), Extent::Minimal),
    })
}

/// The fewest items that may do.
pub(super) fn least(facets: &Facets<'_>) -> u64 {
    let contained = facets.contains.iter().map(|one| one.least).max();
    facets.count.0.max(contained.unwrap_or(0))
}

/// An array of so many items.
pub(super) fn of_length(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    length: u64,
    extent: Extent,
    depth: usize,
) -> Option<Value> {
    let length = usize::try_from(length)
        .ok()
        .filter(|length| *length as u64 <= MOST_ITEMS)?;
    if !(facets.prefix.is_empty() && facets.contains.is_empty() && facets.refused_items.is_empty())
    {
        let items = placed::items(instances, facets, &facets.contains, length, (extent, depth));
        return items.map(Value::Array);
    }
    if length == 0 {
        return Some(Value::Array(Vec::new()));
    }
    let items = if facets.unique && length > 1 {
        different(instances, facets, length, depth)?
    } else {
        vec![instances.at(&facets.items, extent, depth + 1)?; length]
    };
    Some(Value::Array(items))
}

/// So many different items.
fn different(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    length: usize,
    depth: usize,
) -> Option<Vec<Value>> {
    let mut seen = std::collections::BTreeSet::new();
    let judge = instances.judge();
    let mut items = Vec::with_capacity(length);
    let ways = instances.ways(&facets.items);
    let alternatives: Vec<&Facets<'_>> = ways.iter().map(|way| &way.facets).collect();
    let counted = (0..).take(length * 4 + 16);
    let proposed = alternatives
        .iter()
        .flat_map(|item| instances.candidates(item, Extent::Minimal, depth + 1));
    let varied = counted
        .flat_map(|number: u64| alternatives.iter().flat_map(move |item| vary(item, number)));
    for value in proposed.chain(varied) {
        if items.len() == length {
            break;
        }
        if judge.accepts(&facets.items, &value) && seen.insert(value.canonical()) {
            items.push(value);
        }
    }
    (items.len() == length).then_some(items)
}

/// The values of a family of strings and numbers by number.
fn vary(facets: &Facets<'_>, number: u64) -> Vec<Value> {
    let text = format!("{number}");
    let padding = usize::try_from(facets.length.0).unwrap_or(0).min(64);
    let mut values = Vec::from_iter(super::number::written(&text));
    if let Some(low) = facets.low.and_then(|(low, _)| low.to_i128()) {
        values.extend(super::number::written(
            &low.saturating_add(i128::from(number)).to_string(),
        ));
    }
    values.push(Value::String(format!("{text:x>padding$}")));
    values
}

/// Arrays at the edges of the counts, empty ones, and ones with an item twice.
pub(super) fn proposals(instances: &Instances<'_>, facets: &Facets<'_>) -> Vec<Proposal> {
    let mut list = placed::proposals(instances, facets);
    let mut add = |keyword, what: &str, length: Option<u64>| {
        let made =
            length.and_then(|length| of_length(instances, facets, length, Extent::Minimal, 1));
        list.extend(made.map(|value| Proposal::new(keyword, what, value)));
    };
    let (least, most) = facets.count;
    add("minItems", "no items", Some(0));
    add("items", "one item", Some(1));
    if least > 0 {
        add("minItems", "at minItems", Some(least));
        add("minItems", "one item too few", least.checked_sub(1));
    }
    if let Some(most) = most {
        add("maxItems", "at maxItems", Some(most));
        add("maxItems", "one item too many", most.checked_add(1));
    }
    list.extend(duplicate(instances, facets));
    list
}

/// An array that has its last item twice, within the counts where that is possible.
fn duplicate(instances: &Instances<'_>, facets: &Facets<'_>) -> Option<Proposal> {
    let length = facets.count.0.max(2) - 1;
    let Value::Array(mut items) = of_length(instances, facets, length, Extent::Minimal, 1)? else {
        return None;
    };
    items.extend(items.last().cloned());
    Some(Proposal::new(
        "uniqueItems",
        "the same item twice",
        Value::Array(items),
    ))
}
