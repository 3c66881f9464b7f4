//! What a type writes for an instance that it has read: the same JSON, up to declared defaults.

use countersign_model::{Additional, Definition, Object, Presence, Shape, Slot, Value};

use super::Emitter;
use crate::name::Named;

impl Emitter<'_> {
    /// The instance as the type of the slot writes it back.
    pub(super) fn written(&self, slot: &Slot, value: &Value) -> Value {
        written(self.named, slot, value)
    }
}

fn written(named: &Named<'_>, slot: &Slot, value: &Value) -> Value {
    match (&slot.shape, value) {
        (Shape::Array(item), Value::Array(items)) => Value::Array(
            items
                .iter()
                .map(|value| written(named, item, value))
                .collect(),
        ),
        (Shape::Map(inner), Value::Object(members)) => {
            let member =
                |(name, value): &(String, Value)| (name.clone(), written(named, inner, value));
            Value::Object(members.iter().map(member).collect())
        }
        (Shape::Named(id), _) => match named.get(*id).map(|(definition, _)| &definition.definition)
        {
            Some(Definition::Object(object)) => written_object(named, object, value),
            Some(Definition::Newtype(inner)) => written_inside(named, inner, value),
            Some(Definition::Union(union)) => match union
                .variants
                .iter()
                .find(|variant| holds(named, &variant.slot, value))
            {
                Some(variant) => written_inside(named, &variant.slot, value),
                None => value.clone(),
            },
            Some(Definition::Enumeration(_) | Definition::Checked(_)) | None => value.clone(),
        },
        _ => value.clone(),
    }
}

/// The inside of a newtype: scalars end here, so that newtypes of newtypes do.
fn written_inside(named: &Named<'_>, slot: &Slot, value: &Value) -> Value {
    match value {
        Value::Array(_) | Value::Object(_) => written(named, slot, value),
        _ => value.clone(),
    }
}

fn written_object(named: &Named<'_>, object: &Object, value: &Value) -> Value {
    let Value::Object(members) = value else {
        return value.clone();
    };
    let mut kept: Vec<(String, Value)> = Vec::with_capacity(members.len());
    for (name, value) in members {
        match object
            .properties
            .iter()
            .find(|property| property.name == *name)
        {
            Some(property) => kept.push((name.clone(), written(named, &property.slot, value))),
            None => match &object.additional {
                Additional::Captured(slot) => {
                    kept.push((name.clone(), written(named, slot, value)))
                }
                Additional::Ignored | Additional::Refused => {}
            },
        }
    }
    for property in &object.properties {
        if let Presence::Default(default) = &property.presence
            && members.iter().all(|(name, _)| *name != property.name)
        {
            kept.push((
                property.name.clone(),
                written(named, &property.slot, default),
            ));
        }
    }
    Value::Object(kept)
}

/// Whether a variant of a union is the one for the JSON type of a value.
pub(super) fn holds(named: &Named<'_>, slot: &Slot, value: &Value) -> bool {
    let mut slot = slot;
    for _ in 0..64 {
        let definition = match &slot.shape {
            Shape::Named(id) => named.get(*id).map(|(definition, _)| &definition.definition),
            shape => return shape_holds(shape, value),
        };
        match definition {
            Some(Definition::Newtype(inner)) => slot = inner,
            Some(Definition::Object(_)) => return matches!(value, Value::Object(_)),
            Some(Definition::Enumeration(_)) => return matches!(value, Value::String(_)),
            Some(Definition::Union(_) | Definition::Checked(_)) | None => return false,
        }
    }
    false
}

fn shape_holds(shape: &Shape, value: &Value) -> bool {
    match (shape, value) {
        (Shape::Any, _)
        | (Shape::Null, Value::Null)
        | (Shape::Boolean, Value::Bool(_))
        | (Shape::Number(_), Value::Number(_))
        | (Shape::String(_), Value::String(_))
        | (Shape::Array(_), Value::Array(_))
        | (Shape::Map(_), Value::Object(_)) => true,
        (Shape::Integer(_), Value::Number(number)) => number.decimal().is_integer(),
        _ => false,
    }
}
