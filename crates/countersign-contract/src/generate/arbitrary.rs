//! Valid instances by choices: each property there or not, each number and text anywhere within its bounds.

use countersign_json::Value;
use countersign_model::{JsonType, SchemaId};

use super::choice::Choices;
use super::instance::{Extent, Instances, Way};
use super::{Facets, array, number, object, string};

/// How deep values are chosen; deeper ones are the least that is valid.
const MOST_DEPTH: usize = 8;
/// The most items more than needed.
const MORE_ITEMS: u64 = 4;
/// The longest text that is chosen freely, in code points.
const MOST_LENGTH: u64 = 300;

/// Characters that careless code breaks on: of one to four bytes, combining, invisible, controls.
const AWKWARD: [char; 16] = [
    'a',
    'Z',
    '0',
    ' ',
    '\'',
    '"',
    '\\',
    '\0',
    '\n',
    '\u{7f}',
    '\u{e9}',
    '\u{301}',
    '\u{202e}',
    '\u{feff}',
    '\u{1f511}',
    '\u{10ffff}',
];

/// An instance of all of these schemas; `None` where none was found.
pub(crate) fn value(
    instances: &Instances<'_>,
    schemas: &[SchemaId],
    choices: &mut Choices,
) -> Option<Value> {
    let chosen = at(instances, schemas, choices, 0);
    let judge = instances.judge();
    chosen
        .filter(|value| judge.accepts(schemas, value))
        .or_else(|| instances.make(schemas, Extent::Minimal))
}

fn at(
    instances: &Instances<'_>,
    schemas: &[SchemaId],
    choices: &mut Choices,
    depth: usize,
) -> Option<Value> {
    let least = || instances.at(schemas, Extent::Minimal, depth);
    if depth > MOST_DEPTH {
        return least();
    }
    let ways = instances.ways(schemas);
    let way = choices.of(&ways)?;
    let facets = &way.facets;
    if let Some(values) = &facets.values {
        return choices.of(values).map(|value| (*value).clone());
    }
    let types: Vec<JsonType> = [
        JsonType::Object,
        JsonType::Array,
        JsonType::String,
        JsonType::Integer,
        JsonType::Boolean,
        JsonType::Null,
    ]
    .into_iter()
    .filter(|json_type| facets.allows(*json_type))
    .collect();
    match choices.of(&types)? {
        JsonType::Object => members(instances, facets, choices, depth),
        JsonType::Array => items(instances, facets, choices, depth),
        JsonType::String => text(instances, way, schemas, choices),
        JsonType::Boolean => Some(Value::Bool(choices.below(2) == 1)),
        JsonType::Null => Some(Value::Null),
        _ => numeral(instances, way, schemas, choices),
    }
    .or_else(least)
}

fn members(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    choices: &mut Choices,
    depth: usize,
) -> Option<Value> {
    let most = facets.members.1.unwrap_or(u64::MAX);
    let mut members: Vec<(String, Value)> = Vec::new();
    for (name, schemas) in &facets.properties {
        let is_required = facets.required.contains(name);
        let is_full = (members.len() as u64) >= most;
        if !is_required
            && (is_full || choices.below(2) == 0 || !object::may_have(instances, facets, name))
        {
            continue;
        }
        match at(instances, schemas, choices, depth + 1) {
            Some(value) => members.push(((*name).to_owned(), value)),
            None if is_required => return None,
            None => {}
        }
    }
    if facets.about.contains(JsonType::Object) && choices.below(2) == 1 {
        object::add_undeclared(instances, facets, &mut members, depth);
    }
    object::complete(instances, facets, &mut members, depth)?;
    Some(Value::Object(members))
}

fn items(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    choices: &mut Choices,
    depth: usize,
) -> Option<Value> {
    let least = array::least(facets).min(array::MOST_ITEMS);
    let most = facets
        .count
        .1
        .unwrap_or(u64::MAX)
        .min(least + MORE_ITEMS)
        .max(least);
    let length = least + choices.below(most - least + 1);
    if !(facets.contains.is_empty() && facets.refused_items.is_empty()) {
        return array::of_length(instances, facets, length, Extent::Minimal, depth);
    }
    let mut items: Vec<Value> = Vec::new();
    for index in 0..usize::try_from(length).ok()? {
        let item = at(instances, facets.item(index), choices, depth + 1)?;
        if !facets.unique || !items.contains(&item) {
            items.push(item);
        }
    }
    ((items.len() as u64) >= least).then_some(Value::Array(items))
}

fn text(
    instances: &Instances<'_>,
    way: &Way<'_>,
    schemas: &[SchemaId],
    choices: &mut Choices,
) -> Option<Value> {
    let facets = &way.facets;
    let is_free = facets.patterns.is_empty() && facets.format.is_none();
    let chosen = if is_free && choices.below(2) == 1 {
        let least = facets.length.0.min(MOST_LENGTH);
        let most = facets
            .length
            .1
            .unwrap_or(MOST_LENGTH)
            .clamp(least, MOST_LENGTH);
        let length = least
            + choices
                .below(most - least + 1)
                .min(choices.below(most - least + 1));
        (0..length).filter_map(|_| choices.of(&AWKWARD)).collect()
    } else {
        let texts = way
            .texts
            .get_or_init(|| string::valid(facets, instances.seed));
        choices.of(texts)?.clone()
    };
    let value = Value::String(chosen);
    instances.judge().accepts(schemas, &value).then_some(value)
}

/// A number at an edge, or anywhere within the bounds; integers stay within 64 bits, as `integer` promises no more.
fn numeral(
    instances: &Instances<'_>,
    way: &Way<'_>,
    schemas: &[SchemaId],
    choices: &mut Choices,
) -> Option<Value> {
    let (judge, facets) = (instances.judge(), &way.facets);
    let edges = way
        .numbers
        .get_or_init(|| edges(instances, facets, schemas));
    if choices.below(2) == 0 {
        return choices.of(edges).cloned();
    }
    let bound = |bound: Option<i128>, other: i128| {
        bound.unwrap_or(other).clamp(-1_000_000_000, 1_000_000_000)
    };
    let low = bound(facets.low.and_then(|(low, _)| low.to_i128()), -1_000);
    let high = bound(
        facets.high.and_then(|(high, _)| high.to_i128()),
        low.saturating_add(100_000),
    )
    .max(low);
    let width = u64::try_from(high - low).unwrap_or(0).saturating_add(1);
    let chosen = number::written(&(low + i128::from(choices.below(width))).to_string())?;
    if judge.accepts(schemas, &chosen) {
        return Some(chosen);
    }
    choices.of(edges).cloned()
}

/// The numbers at the edges that are valid.
fn edges(instances: &Instances<'_>, facets: &Facets<'_>, schemas: &[SchemaId]) -> Vec<Value> {
    let judge = instances.judge();
    let mut edges = number::valid(facets);
    let proposed = number::proposals(facets).into_iter();
    edges.extend(proposed.map(|proposal| proposal.value));
    edges.extend(number::written("9007199254740993").filter(|_| facets.format.is_none()));
    edges.retain(|value| judge.accepts(schemas, value));
    edges
}
