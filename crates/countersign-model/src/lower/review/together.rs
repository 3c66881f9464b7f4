//! Bounds of several schemas that hold together and leave nothing between them: beside a `$ref`, in an `allOf`.

use std::collections::HashSet;

use countersign_spec::{Code, Diagnostic};

use super::range;
use crate::lower::Arena;
use crate::plan::{Bound, Gap};
use crate::{JsonType, Schema, SchemaId, TypeSet};

/// The bounds that have been reported, by the schemas that hold them: each pair once, however many schemas lead to it.
pub(super) type Told = HashSet<(SchemaId, SchemaId, &'static str)>;

/// How many schemas are looked at from one of them.
const MOST_PARTS: usize = 64;

/// A bound, and the schema that has it.
struct Placed {
    id: SchemaId,
    keyword: &'static str,
}

pub(super) fn review(arena: &mut Arena<'_>, id: SchemaId, told: &mut Told) {
    let schema = arena.schema(id);
    if schema.reference.is_none() && composed(arena, schema).next().is_none() {
        return;
    }
    let parts = parts(arena, id);
    let mut found = counts(arena, &parts);
    found.extend(numbers(arena, &parts));
    for (low, high, reason) in found {
        if told.insert((low.id, high.id, low.keyword)) {
            report(arena, &parts, [&low, &high], reason);
        }
    }
}

/// All that hold where a schema does, itself the first.
fn parts(arena: &Arena<'_>, id: SchemaId) -> Vec<SchemaId> {
    let mut parts = vec![id];
    let mut next = 0;
    while let Some(id) = parts.get(next).copied().filter(|_| next < MOST_PARTS) {
        let schema = arena.schema(id);
        for part in schema.reference.into_iter().chain(composed(arena, schema)) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        next += 1;
    }
    parts
}

/// The members of `allOf`, and the one alternative beside null.
fn composed<'a>(arena: &'a Arena<'_>, schema: &'a Schema) -> impl Iterator<Item = SchemaId> + 'a {
    let is_null = |id: &SchemaId| arena.schema(*id).types == Some(TypeSet::of(JsonType::Null));
    let only = move |members: &'a [SchemaId]| {
        let mut others = members.iter().filter(move |id| !is_null(id));
        let only = others.next().copied();
        only.filter(|_| others.next().is_none())
    };
    let alternatives = [&schema.any_of, &schema.one_of];
    let alternatives = alternatives.into_iter().filter_map(move |it| only(it));
    schema.all_of.iter().copied().chain(alternatives)
}

type Contradiction = (Placed, Placed, &'static str);
type Count = fn(&Schema) -> Option<u64>;

/// The keywords about lengths and counts, with what they say.
const COUNTS: [(&str, Count, &str, Count); 3] = [
    (
        "minLength",
        |it| it.string.min_length,
        "maxLength",
        |it| it.string.max_length,
    ),
    (
        "minItems",
        |it| it.array.min_items,
        "maxItems",
        |it| it.array.max_items,
    ),
    (
        "minProperties",
        |it| it.object.min_properties,
        "maxProperties",
        |it| it.object.max_properties,
    ),
];

fn counts(arena: &Arena<'_>, parts: &[SchemaId]) -> Vec<Contradiction> {
    let of = |count: Count| {
        let counted = parts.iter().copied();
        counted.filter_map(move |id| Some((count(arena.schema(id))?, id)))
    };
    let contradiction = |(low, least, high, most): (_, Count, _, Count)| {
        let (minimum, at) = of(least).max_by_key(|(limit, _)| *limit)?;
        let (maximum, other) = of(most).min_by_key(|(limit, _)| *limit)?;
        let placed = |id, keyword| Placed { id, keyword };
        let found = (
            placed(at, low),
            placed(other, high),
            "nothing is as short and as long",
        );
        // Those of one schema are an error already.
        (minimum > maximum && at != other).then_some(found)
    };
    COUNTS.into_iter().filter_map(contradiction).collect()
}

fn numbers(arena: &Arena<'_>, parts: &[SchemaId]) -> Option<Contradiction> {
    let schemas = || parts.iter().map(|id| (*id, arena.schema(*id)));
    let lower = schemas().filter_map(|(id, it)| Some((id, Bound::lower(&it.number)?)));
    let upper = schemas().filter_map(|(id, it)| Some((id, Bound::upper(&it.number)?)));
    let (at, low) = lower.max_by(|(_, a), (_, b)| a.order_of_lower(b))?;
    let (other, high) = upper.max_by(|(_, a), (_, b)| a.order_of_upper(b))?;
    let integers = schemas().any(|(_, schema)| {
        let types = schema.types;
        types.is_some_and(|it| it.names(JsonType::Integer) && !it.names(JsonType::Number))
    });
    let gap = Gap::between(&low, &high, integers)?;
    let one = arena.schema(at);
    if at == other && Gap::of(&one.number, one.types).is_some() {
        return None; // an error already
    }
    let placed = |id, keyword| Placed { id, keyword };
    Some((placed(at, gap.low), placed(other, gap.high), gap.reason))
}

/// What is nearer to the schema is what it adds, and where the fault will be.
fn report(
    arena: &mut Arena<'_>,
    parts: &[SchemaId],
    [low, high]: [&Placed; 2],
    reason: &'static str,
) {
    let distance = |placed: &Placed| parts.iter().position(|part| *part == placed.id);
    let (nearer, farther) = match distance(low) < distance(high) {
        true => (low, high),
        false => (high, low),
    };
    let place = |placed: &Placed| {
        let entry = range::place(arena.node(placed.id), placed.keyword);
        entry.map(|entry| entry.value.span())
    };
    let (Some(span), Some(other)) = (place(nearer), place(farther)) else {
        return;
    };
    let message = format!(
        "no value satisfies this schema: its `{}` and `{}`",
        low.keyword, high.keyword
    );
    arena.report(
        Diagnostic::warning(Code::Unsatisfiable, message)
            .at(span, reason)
            .related(other, "this holds as well"),
    );
}
