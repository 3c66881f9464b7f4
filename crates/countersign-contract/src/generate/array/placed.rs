//! Arrays whose items differ by position, or some of which must satisfy `contains`.

use std::collections::BTreeSet;

use countersign_json::Value;
use countersign_model::{JsonType, SchemaId};

use super::super::facets::{Contains, varied};
use super::super::instance::{Extent, Instances};
use super::super::mutation::Proposal;
use super::{Facets, MOST_ITEMS, least, of_length, vary};

/// So many items by position, some of which satisfy `contains`.
pub(super) fn items(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    contains: &[Contains],
    length: usize,
    (extent, depth): (Extent, usize),
) -> Option<Vec<Value>> {
    let found = demands(instances, facets, contains, length, depth)?;
    let mut seen = BTreeSet::new();
    let mut spoilt = facets.refused_items.clone();
    let mut items = Vec::with_capacity(length);
    for (index, demanded) in found.iter().enumerate() {
        let bounded = contains.iter().filter(|one| one.most.is_some());
        let bounded = bounded.map(|one| one.schema);
        let mut refused: Vec<SchemaId> = bounded.filter(|id| !demanded.contains(id)).collect();
        if demanded.is_empty() {
            refused.append(&mut spoilt);
        }
        let schemas = facets.item_with(index, demanded);
        let is_new = |value: &Value| !facets.unique || !seen.contains(&value.canonical());
        let usual = match refused.is_empty() {
            true => instances.at(&schemas, extent, depth + 1),
            false => instances.refusing(&schemas, &refused, depth + 1),
        };
        let item = usual.filter(&is_new).or_else(|| {
            facets
                .unique
                .then(|| another(instances, &schemas, &refused, depth, is_new))?
        })?;
        seen.insert(item.canonical());
        items.push(item);
    }
    spoilt.is_empty().then_some(items)
}

/// Which `contains` the item of each position is to satisfy; `None` where there are not enough positions.
fn demands(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    contains: &[Contains],
    length: usize,
    depth: usize,
) -> Option<Vec<Vec<SchemaId>>> {
    let mut demands: Vec<Vec<SchemaId>> = vec![Vec::new(); length];
    for one in contains {
        let mut left = one.least;
        for is_shared in [false, true] {
            for (index, demanded) in demands.iter_mut().enumerate() {
                if left == 0 || demanded.contains(&one.schema) || demanded.is_empty() == is_shared {
                    continue;
                }
                demanded.push(one.schema);
                let schemas = facets.item_with(index, demanded);
                if instances.at(&schemas, Extent::Minimal, depth + 1).is_some() {
                    left -= 1;
                } else {
                    demanded.pop();
                }
            }
        }
        if left > 0 {
            return None;
        }
    }
    Some(demands)
}

/// Another item, where one stands already and all must differ.
fn another(
    instances: &Instances<'_>,
    schemas: &[SchemaId],
    refused: &[SchemaId],
    depth: usize,
    is_new: impl Fn(&Value) -> bool,
) -> Option<Value> {
    let judge = instances.judge();
    let ways = instances.ways(schemas);
    let made = ways
        .iter()
        .flat_map(|way| instances.candidates(&way.facets, Extent::Minimal, depth + 1));
    let numbered = (0..MOST_ITEMS).flat_map(|number| {
        let values = ways.iter().map(move |way| vary(&way.facets, number));
        values.flatten().collect::<Vec<_>>()
    });
    let others = ways.iter().flat_map(|way| varied(way.facets.types));
    let fits = |value: &Value| {
        let is_refused = |id: &SchemaId| judge.refuses(&[*id], value);
        is_new(value) && judge.accepts(schemas, value) && refused.iter().all(is_refused)
    };
    made.chain(others).chain(numbered).find(fits)
}

/// Arrays at the edges of `prefixItems`, of what is left over, and of `minContains` and `maxContains`.
pub(super) fn proposals(instances: &Instances<'_>, facets: &Facets<'_>) -> Vec<Proposal> {
    let mut list = Vec::new();
    let prefix = facets.prefix.len() as u64;
    let lengths = [
        ("one item less than there are places", prefix.checked_sub(1)),
        ("an item for each place", Some(prefix)),
        ("one item more than there are places", prefix.checked_add(1)),
    ];
    for (what, length) in lengths.into_iter().filter(|_| prefix > 0) {
        let made =
            length.and_then(|length| of_length(instances, facets, length, Extent::Minimal, 1));
        list.extend(made.map(|value| Proposal::new("prefixItems", what, value)));
    }
    list.extend(left_over(instances, facets));
    for one in &facets.contains {
        list.extend(contained(instances, facets, *one));
    }
    list
}

/// One item more than there is a schema for, or that does not fit the schema of the rest.
fn left_over(instances: &Instances<'_>, facets: &Facets<'_>) -> Option<Proposal> {
    if !facets.about.contains(JsonType::Array) {
        return None;
    }
    let keyword = match facets.unevaluated().contains(JsonType::Array) {
        true => "unevaluatedItems",
        false => "items",
    };
    let fewest = least(facets);
    let lengths = [fewest.max(facets.prefix.len() as u64), fewest];
    let mut made = lengths
        .into_iter()
        .filter_map(|length| of_length(instances, facets, length, Extent::Minimal, 1));
    let Some(Value::Array(mut items)) = made.next() else {
        return None;
    };
    let (last, others) = facets.item(items.len()).split_last()?;
    let contained = facets.contains.iter().map(|one| one.schema);
    let refused: Vec<SchemaId> = contained.chain([*last]).collect();
    let item = instances.refusing(others, &refused, 2);
    items.push(item.or_else(|| instances.refusing(others, &[*last], 2))?);
    let what = "one item more, which does not fit";
    Some(Proposal::new(keyword, what, Value::Array(items)))
}

/// As many fitting items as `contains` asks for and allows, and one less and one more.
fn contained(instances: &Instances<'_>, facets: &Facets<'_>, one: Contains) -> Vec<Proposal> {
    let keyword = one.keyword();
    let edges = [
        (
            keyword,
            "one fitting item too few",
            one.least.checked_sub(1),
        ),
        (keyword, "just enough fitting items", Some(one.least)),
        (
            keyword,
            "one fitting item more than needed",
            one.least.checked_add(1),
        ),
        ("maxContains", "as many fitting items as may be", one.most),
        (
            "maxContains",
            "one fitting item too many",
            one.most.and_then(|most| most.checked_add(1)),
        ),
    ];
    let made = edges.into_iter().filter_map(|(keyword, what, count)| {
        let count = count.filter(|count| *count <= MOST_ITEMS)?;
        let exactly = |other: &Contains| match other.schema == one.schema {
            true => Contains {
                least: count,
                most: Some(count),
                ..one
            },
            false => *other,
        };
        let contains: Vec<Contains> = facets.contains.iter().map(exactly).collect();
        let fewest = contains.iter().map(|one| one.least).max().unwrap_or(0);
        let fewest = usize::try_from(facets.count.0.max(fewest)).ok()?;
        let lengths = [
            fewest,
            fewest.max(facets.prefix.len()),
            fewest.saturating_add(1),
        ];
        let made = lengths
            .into_iter()
            .filter(|length| *length as u64 <= MOST_ITEMS);
        let mut made = made
            .filter_map(|length| items(instances, facets, &contains, length, (Extent::Minimal, 1)));
        Some(Proposal::new(keyword, what, Value::Array(made.next()?)))
    });
    made.collect()
}
