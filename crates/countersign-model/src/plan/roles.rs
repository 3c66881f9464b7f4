//! Who sends a type, by reachability from the operations; which enumerations and unions are open.

use super::places::{slots, target};
use crate::{Definition, Slot, TypeDef, TypeId, UnionRule};

/// The types that operations name themselves.
#[derive(Debug, Default)]
pub(crate) struct Reached {
    requests: Vec<TypeId>,
    responses: Vec<TypeId>,
}

impl Reached {
    /// A place in what a client sends.
    pub(crate) fn request(&mut self, slot: &Slot) {
        self.requests.extend(target(slot).map(|(id, _)| id));
    }

    /// A place in what a server sends.
    pub(crate) fn response(&mut self, slot: &Slot) {
        self.responses.extend(target(slot).map(|(id, _)| id));
    }
}

/// Marks the roles of every type, and opens the enumerations and tagged unions that a response may carry.
pub(crate) fn mark_roles(types: &mut [TypeDef], reached: &Reached) {
    let requests = reach(types, reached.requests.iter().copied());
    let responses = reach(types, reached.responses.iter().copied());
    for (index, def) in types.iter_mut().enumerate() {
        let nowhere = !requests[index] && !responses[index];
        def.roles.request = requests[index] || nowhere;
        def.roles.response = responses[index] || nowhere;
        match &mut def.definition {
            Definition::Enumeration(enumeration) => enumeration.open = def.roles.response,
            Definition::Union(union) => {
                let tagged = matches!(union.rule, UnionRule::Tagged { .. });
                union.open = tagged && def.roles.response;
            }
            Definition::Object(_) | Definition::Newtype(_) | Definition::Checked(_) => {}
        }
    }
}

/// The types that these lead to, they themselves included.
pub(crate) fn reach(types: &[TypeDef], roots: impl IntoIterator<Item = TypeId>) -> Vec<bool> {
    let mut reached = vec![false; types.len()];
    let mut pending: Vec<TypeId> = roots.into_iter().collect();
    while let Some(id) = pending.pop() {
        let Some(seen) = reached.get_mut(id.index()) else {
            continue;
        };
        if std::mem::replace(seen, true) {
            continue;
        }
        let definition = &types[id.index()].definition;
        let slots = slots(definition);
        pending.extend(slots.into_iter().filter_map(target).map(|(id, _)| id));
        if let Definition::Checked(checked) = definition {
            pending.extend(checked.uses.iter().map(|(_, id)| *id));
        }
    }
    reached
}
