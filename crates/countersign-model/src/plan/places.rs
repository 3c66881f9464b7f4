//! The places inside a type, and the types that they lead to.

use crate::{Additional, Definition, Shape, Slot, TypeId};

/// The type that a place leads to, and whether it stands inside an array or a map there.
pub(crate) fn target(slot: &Slot) -> Option<(TypeId, Inside)> {
    let mut inside = Inside::Directly;
    let mut slot = slot;
    loop {
        match &slot.shape {
            Shape::Named(id) => return Some((*id, inside)),
            Shape::Array(part) | Shape::Map(part) => {
                inside = Inside::Container;
                slot = part;
            }
            _ => return None,
        }
    }
}

/// How a type stands at a place.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Inside {
    /// The value is of the type.
    Directly,
    /// The value holds values of the type behind a pointer.
    Container,
}

/// The places inside a type, in order.
pub(super) fn slots(definition: &Definition) -> Vec<&Slot> {
    match definition {
        Definition::Object(object) => {
            let captured = match &object.additional {
                Additional::Captured(slot) => Some(slot),
                Additional::Ignored | Additional::Refused => None,
            };
            object
                .properties
                .iter()
                .map(|property| &property.slot)
                .chain(captured)
                .collect()
        }
        Definition::Union(union) => union.variants.iter().map(|variant| &variant.slot).collect(),
        Definition::Newtype(slot) => vec![slot],
        Definition::Enumeration(_) | Definition::Checked(_) => Vec::new(),
    }
}

/// The same, to change them.
pub(super) fn slots_mut(definition: &mut Definition) -> Vec<&mut Slot> {
    match definition {
        Definition::Object(object) => {
            let captured = match &mut object.additional {
                Additional::Captured(slot) => Some(slot),
                Additional::Ignored | Additional::Refused => None,
            };
            object
                .properties
                .iter_mut()
                .map(|property| &mut property.slot)
                .chain(captured)
                .collect()
        }
        Definition::Union(union) => union
            .variants
            .iter_mut()
            .map(|variant| &mut variant.slot)
            .collect(),
        Definition::Newtype(slot) => vec![slot],
        Definition::Enumeration(_) | Definition::Checked(_) => Vec::new(),
    }
}
