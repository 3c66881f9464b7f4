//! One change of a valid base value: at one place, aimed at one keyword.

mod forms;
mod items;

use std::rc::Rc;

use countersign_json::{Value, escape_pointer_token};
use countersign_model::{JsonType, SchemaId};

use super::facets::Demand;
use super::instance::{Extent, Instances, Way};
use super::{Choices, Facets, Seed, array, number, object, string, wrong_type};
use crate::judge::Opinion;

/// How many places of one base are visited.
const MOST_PLACES: usize = 400;
/// How deep places are looked for.
const MOST_DEPTH: usize = 12;

/// A value that is proposed for one place.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    /// The keyword that it is about.
    pub(crate) keyword: &'static str,
    /// What is special about it.
    pub(crate) what: String,
    /// The value.
    pub(crate) value: Value,
}

impl Proposal {
    pub(super) fn new(keyword: &'static str, what: impl Into<String>, value: Value) -> Self {
        Proposal {
            keyword,
            what: what.into(),
            value,
        }
    }
}

/// A change of a base value at one place.
#[derive(Clone, Debug)]
pub(crate) struct Mutation {
    /// The place, as a JSON Pointer.
    pub(crate) pointer: String,
    /// The keyword that it is about.
    pub(crate) keyword: &'static str,
    /// What is special about it.
    pub(crate) what: String,
    path: Rc<[String]>,
    value: Value,
}

impl Mutation {
    /// The base with the change made.
    pub(crate) fn apply(&self, base: &Value) -> Option<Value> {
        replaced(base.clone(), &self.path, self.value.clone())
    }
}

/// A place of the base with the schemas that hold there.
struct Place {
    path: Vec<String>,
    schemas: Vec<SchemaId>,
}

impl Place {
    fn pointer(&self) -> String {
        let tokens = self.path.iter();
        tokens
            .map(|token| format!("/{}", escape_pointer_token(token)))
            .collect()
    }
}

/// Every change of a base that the schemas give a reason for, in a fixed order and without repetitions.
///
/// The second part of the result says which places were left out, if any.
pub(crate) fn proposals(
    instances: &Instances<'_>,
    schemas: &[SchemaId],
    base: &Value,
) -> (Vec<Mutation>, Option<String>) {
    let (places, left_out) = places(instances, schemas, base);
    let mut mutations = changes(instances, &places, base);
    let behind = |place| items::behind(instances, place, base, &mutations);
    let more: Vec<Mutation> = places.iter().flat_map(behind).collect();
    mutations.extend(more);
    for place in &places {
        mutations.extend(forms::others(instances, place, base));
    }
    (mutations, left_out)
}

/// What is worth trying at each of these places, without repetitions.
fn changes(instances: &Instances<'_>, places: &[Place], base: &Value) -> Vec<Mutation> {
    let mut seen = std::collections::BTreeSet::new();
    let mut mutations = Vec::new();
    for place in places {
        let Some(here) = at(base, &place.path) else {
            continue;
        };
        let pointer = place.pointer();
        let path: Rc<[String]> = place.path.clone().into();
        for proposal in of_place(instances, &place.schemas, here) {
            let Proposal {
                keyword,
                what,
                value,
            } = proposal;
            if value != *here && seen.insert((pointer.clone(), value.to_string())) {
                mutations.push(Mutation {
                    pointer: pointer.clone(),
                    keyword,
                    what,
                    path: Rc::clone(&path),
                    value,
                });
            }
        }
    }
    mutations
}

/// A change of a base by choices: first its place, then one that the schemas give a reason for there. Nothing is made for
/// the places that are not chosen.
pub(crate) fn mutated(
    instances: &Instances<'_>,
    schemas: &[SchemaId],
    base: &Value,
    choices: &mut Choices,
) -> Option<Mutation> {
    let (places, _left_out) = places(instances, schemas, base);
    let place = choices.of(&places)?;
    let here = at(base, &place.path)?;
    let mut list = of_place(instances, &place.schemas, here);
    list.retain(|proposal| proposal.value != *here);
    let index = usize::try_from(choices.below(list.len() as u64)).ok()?;
    let Proposal {
        keyword,
        what,
        value,
    } = list.into_iter().nth(index)?;
    Some(Mutation {
        pointer: place.pointer(),
        keyword,
        what,
        path: place.path.clone().into(),
        value,
    })
}

/// The places of a base, the outer ones first, and which were left out, if any.
fn places(
    instances: &Instances<'_>,
    schemas: &[SchemaId],
    base: &Value,
) -> (Vec<Place>, Option<String>) {
    let mut places = vec![Place {
        path: Vec::new(),
        schemas: schemas.to_vec(),
    }];
    let mut next = 0;
    while next < places.len() && places.len() < MOST_PLACES {
        let inner = inside(instances, &places[next], base);
        places.extend(inner);
        next += 1;
    }
    let left_out = (next < places.len())
        .then(|| format!("places beyond the first {MOST_PLACES} of the value"));
    places.truncate(MOST_PLACES);
    (places, left_out)
}

/// The places one step inside a place, as far as the base has them.
fn inside(instances: &Instances<'_>, place: &Place, base: &Value) -> Vec<Place> {
    if place.path.len() >= MOST_DEPTH {
        return Vec::new();
    }
    let Some(here @ (Value::Object(_) | Value::Array(_))) = at(base, &place.path) else {
        return Vec::new();
    };
    let step = |token: String, schemas: Vec<SchemaId>| {
        let mut path = place.path.clone();
        path.push(token);
        Place { path, schemas }
    };
    let Some(way) = instances.fitting(&place.schemas, here) else {
        return Vec::new();
    };
    let facets = &way.facets;
    match here {
        Value::Object(members) => members
            .iter()
            .filter_map(|(name, _)| {
                let schemas = facets.member(name);
                (!schemas.is_empty()).then(|| step(name.clone(), schemas))
            })
            .collect(),
        // Every item that has a place of its own, and the first of the others.
        Value::Array(items) => (0..items.len().min(facets.prefix.len() + 1))
            .filter(|index| !facets.item(*index).is_empty())
            .map(|index| step(index.to_string(), facets.item(index).to_vec()))
            .collect(),
        _ => Vec::new(),
    }
}

/// What is worth trying at one place.
fn of_place(instances: &Instances<'_>, schemas: &[SchemaId], here: &Value) -> Vec<Proposal> {
    let mut list = Vec::new();
    for way in instances.ways(schemas).iter() {
        let facets = &way.facets;
        let wrong = || wrong(instances, schemas, facets);
        list.extend_from_slice(way.wrong.get_or_init(wrong));
        let scalars = way.scalars.get_or_init(|| scalars(facets, instances.seed));
        list.extend_from_slice(scalars);
        if facets.values.is_none() {
            list.extend(of_types(instances, way, here));
        }
    }
    list.extend(wrong_type::proposals(here));
    list
}

/// Values that break one condition or one `not`, and as little else as can be.
fn wrong<'a>(
    instances: &Instances<'a>,
    schemas: &[SchemaId],
    facets: &Facets<'a>,
) -> Vec<Proposal> {
    let judge = instances.judge();
    let broken = |value: &Value| match judge.judge(schemas, value) {
        Opinion::Invalid(violations) => Some(violations.len()),
        Opinion::Valid | Opinion::Undecided(_) => None,
    };
    let demand = Demand::of(instances.api, instances.role, schemas);
    let of_way = |(keyword, facets): (&'static str, Facets<'a>)| {
        let made = [Extent::Minimal, Extent::Full]
            .into_iter()
            .flat_map(|extent| instances.candidates(&facets, extent, 1));
        let told = made.filter_map(|value| Some((broken(&value)?, value)));
        let (_, value) = told.min_by_key(|(count, _)| *count)?;
        let what = format!("what `{keyword}` refuses");
        Some(Proposal::new(keyword, what, value))
    };
    let wrong = demand.wrong(facets);
    wrong.into_iter().filter_map(of_way).collect()
}

/// Values that are worth trying whatever stands there now: listed ones, numbers and texts.
pub(super) fn scalars(facets: &Facets<'_>, seed: Seed) -> Vec<Proposal> {
    let mut list = Vec::new();
    if let Some(values) = &facets.values {
        let listed = |value: &&Value| Proposal::new("enum", "a listed value", (*value).clone());
        list.extend(values.iter().map(listed));
        list.extend(values.iter().flat_map(|value| string::respelt(value)));
        let other = Value::String("not-listed".to_owned());
        list.push(Proposal::new("enum", "a value that is not listed", other));
        let booleans = values.iter().filter_map(|value| match value {
            Value::Bool(value) => Some(Value::Bool(!value)),
            _ => None,
        });
        list.extend(booleans.map(|value| Proposal::new("enum", "the other boolean", value)));
        return list;
    }
    if facets.allows(JsonType::Integer) {
        list.extend(number::proposals(facets));
    }
    if facets.allows(JsonType::String) {
        list.extend(string::proposals(facets, seed));
    }
    list
}

/// What is worth trying besides, by the types that may stand there.
fn of_types<'a>(instances: &Instances<'a>, way: &Way<'a>, here: &Value) -> Vec<Proposal> {
    let facets = &way.facets;
    let mut list = Vec::new();
    if facets.allows(JsonType::Array) {
        let arrays = || array::proposals(instances, facets);
        list.extend_from_slice(way.arrays.get_or_init(arrays));
    }
    if facets.allows(JsonType::Object) {
        list.extend(object::proposals(instances, facets, here));
    }
    if facets.allows(JsonType::Boolean) {
        list.extend(
            [true, false]
                .map(|value| Proposal::new("type", format!("{value}"), Value::Bool(value))),
        );
    }
    if facets.allows(JsonType::Null) {
        let what = "null where null is allowed";
        list.push(Proposal::new("type", what, Value::Null));
    }
    let made = instances.candidates(facets, Extent::Minimal, 1);
    let made = made.into_iter();
    list.extend(made.map(|value| Proposal::new("type", "another valid form", value)));
    list
}

fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, token| match value {
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => value.get(token),
    })
}

/// The base with another value at a path.
fn replaced(mut whole: Value, path: &[String], value: Value) -> Option<Value> {
    let mut place = &mut whole;
    for token in path {
        place = match place {
            Value::Array(items) => items.get_mut(token.parse::<usize>().ok()?)?,
            Value::Object(members) => members
                .iter_mut()
                .find(|(name, _)| name == token)
                .map(|(_, member)| member)?,
            _ => return None,
        };
    }
    *place = value;
    Some(whole)
}
