//! The order of types: each component in document order, followed by the types written inside it.

use super::places::slots_mut;
use crate::{Definition, Shape, Slot, TypeDef, TypeId};

/// The types in reading order with ids to match, and the new id of each old one.
pub(crate) fn in_reading_order(
    types: Vec<TypeDef>,
    parents: &[Option<TypeId>],
) -> (Vec<TypeDef>, Renumbered) {
    let order = reading_order(parents);
    let mut renumbered = Renumbered(vec![TypeId(0); types.len()]);
    for (new, old) in order.iter().enumerate() {
        renumbered.0[*old] = TypeId(u32::try_from(new).unwrap_or(u32::MAX));
    }
    let mut sorted: Vec<TypeDef> = types;
    sorted
        .iter_mut()
        .for_each(|def| renumbered.apply_inside(def));
    sorted.sort_by_key(|def| def.id);
    (sorted, renumbered)
}

/// The types that are to stay, none of which leads to one that goes, with the new id of each.
pub(crate) fn only(types: Vec<TypeDef>, stay: &[bool]) -> (Vec<TypeDef>, Renumbered) {
    let stays = |id: TypeId| stay.get(id.index()).copied().unwrap_or(false);
    let mut count = 0;
    let mut number = |stays: bool| {
        let id = TypeId(count);
        count += u32::from(stays);
        id
    };
    let renumbered = Renumbered(types.iter().map(|def| number(stays(def.id))).collect());
    let mut left = types;
    left.retain(|def| stays(def.id));
    left.iter_mut().for_each(|def| renumbered.apply_inside(def));
    (left, renumbered)
}

/// Parents before their children, children in the order in which they were found. Types nest without end.
fn reading_order(parents: &[Option<TypeId>]) -> Vec<usize> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
    let mut pending: Vec<usize> = Vec::new();
    for (child, parent) in parents.iter().enumerate().rev() {
        match parent {
            Some(parent) => children[parent.index()].push(child),
            None => pending.push(child),
        }
    }
    let mut order = Vec::with_capacity(parents.len());
    while let Some(next) = pending.pop() {
        order.push(next);
        pending.append(&mut children[next]);
    }
    order
}

/// The new id of each type.
pub(crate) struct Renumbered(Vec<TypeId>);

impl Renumbered {
    /// Renumbers a type, and those that it leads to.
    fn apply_inside(&self, def: &mut TypeDef) {
        def.id = self.of(def.id);
        for slot in slots_mut(&mut def.definition) {
            self.apply(slot);
        }
        if let Definition::Checked(checked) = &mut def.definition {
            for (_, id) in &mut checked.uses {
                *id = self.of(*id);
            }
        }
    }

    /// Renumbers the type that a place leads to.
    pub(crate) fn apply(&self, slot: &mut Slot) {
        let mut slot = slot;
        loop {
            match &mut slot.shape {
                Shape::Named(id) => return *id = self.of(*id),
                Shape::Array(part) | Shape::Map(part) => slot = part,
                _ => return,
            }
        }
    }

    fn of(&self, old: TypeId) -> TypeId {
        self.0.get(old.index()).copied().unwrap_or(old)
    }
}
