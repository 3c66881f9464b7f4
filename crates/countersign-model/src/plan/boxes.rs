//! Types that contain themselves: one place of each cycle is boxed, and cycles of newtypes alone are broken.

use countersign_spec::{Code, Diagnostic};

use super::places::{Inside, slots, slots_mut, target};
use crate::lower::Arena;
use crate::{Definition, Shape, Slot, TypeDef, TypeId};

/// Marks the places that lead back to a type which is still open on the way down, in the order of types and places.
pub(crate) fn box_cycles(types: &mut [TypeDef], arena: &mut Arena<'_>) {
    break_newtypes(types, arena);
    for (from, place) in back_edges(types) {
        let Some(def) = types.get_mut(from) else {
            continue;
        };
        if let Some(slot) = slots_mut(&mut def.definition).into_iter().nth(place) {
            slot.boxed = true;
        }
    }
}

#[derive(Copy, Clone, Eq, PartialEq)]
enum State {
    Unseen,
    Open,
    Closed,
}

/// Each by its type and the index of its place. Depth first with a stack of its own: types nest without end.
fn back_edges(types: &[TypeDef]) -> Vec<(usize, usize)> {
    let edges: Vec<Vec<(usize, usize)>> = types.iter().map(direct_edges).collect();
    let mut states = vec![State::Unseen; types.len()];
    let mut found = Vec::new();
    for root in 0..types.len() {
        if states[root] != State::Unseen {
            continue;
        }
        states[root] = State::Open;
        let mut way = vec![(root, 0)];
        while let Some((from, next)) = way.last_mut() {
            let from = *from;
            let Some((place, to)) = edges[from].get(*next).copied() else {
                states[from] = State::Closed;
                way.pop();
                continue;
            };
            *next += 1;
            match states[to] {
                State::Open => found.push((from, place)),
                State::Unseen => {
                    states[to] = State::Open;
                    way.push((to, 0));
                }
                State::Closed => {}
            }
        }
    }
    found
}

/// The places of a type that hold another directly, each with the index of that.
fn direct_edges(def: &TypeDef) -> Vec<(usize, usize)> {
    let direct = |(place, slot): (usize, &Slot)| match target(slot) {
        Some((to, Inside::Directly)) => Some((place, to.index())),
        Some((_, Inside::Container)) | None => None,
    };
    slots(&def.definition)
        .into_iter()
        .enumerate()
        .filter_map(direct)
        .collect()
}

/// A newtype of a newtype of ... itself is nothing at all.
fn break_newtypes(types: &mut [TypeDef], arena: &mut Arena<'_>) {
    let mut seen = vec![usize::MAX; types.len()];
    for start in 0..types.len() {
        let mut at = start;
        while seen[at] == usize::MAX {
            seen[at] = start;
            let Some(next) = inner(&types[at]) else { break };
            at = next.index();
            if seen[at] == start {
                report_cycle(arena, &types[at]);
                types[at].definition = Definition::Newtype(Slot::new(Shape::Any));
            }
        }
    }
}

fn inner(def: &TypeDef) -> Option<TypeId> {
    match &def.definition {
        Definition::Newtype(slot) => match target(slot) {
            Some((to, Inside::Directly)) => Some(to),
            Some((_, Inside::Container)) | None => None,
        },
        Definition::Object(_)
        | Definition::Enumeration(_)
        | Definition::Union(_)
        | Definition::Checked(_) => None,
    }
}

fn report_cycle(arena: &mut Arena<'_>, def: &TypeDef) {
    let span = arena.span(def.schema);
    arena.report(
        Diagnostic::error(Code::SchemaCycle, "a schema that is defined only by itself")
            .at(span, "following what this refers to leads back here")
            .help("a schema may contain itself inside `properties` or `items`, not inside `allOf` or `$ref`"),
    );
}
