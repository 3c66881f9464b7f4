//! What a type writes for an instance that it has read: the same JSON, up to declared defaults.

use countersign_model::{
    Additional, Definition, JsonType, Object, Presence, Property, Shape, Slot, Union, UnionRule,
    Value, Variant,
};

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
            Some(Definition::Union(union)) => {
                match chosen(named, union, value).and_then(|index| union.variants.get(index)) {
                    Some(variant) => written_inside(named, &variant.slot, value),
                    None => value.clone(),
                }
            }
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

/// The variant that a value is read into, by its number; nothing where the value is kept as it is.
pub(super) fn chosen(named: &Named<'_>, union: &Union, value: &Value) -> Option<usize> {
    let is_chosen = |variant: &Variant| match &union.rule {
        UnionRule::ByType => holds(named, &variant.slot, value),
        UnionRule::Tagged { property } => match value.get(property) {
            Some(Value::String(tag)) => variant.tags.contains(tag),
            _ => false,
        },
        UnionRule::OneOf => fits(named, &variant.slot, value, 0),
    };
    union.variants.iter().position(is_chosen)
}

/// Whether a value has the form of a place, to a depth: members that must be there, members that must not, listed strings.
fn fits(named: &Named<'_>, slot: &Slot, value: &Value, depth: usize) -> bool {
    if depth > 64 || (slot.nullable && *value == Value::Null) {
        return true;
    }
    let id = match (&slot.shape, value) {
        (Shape::Array(item), Value::Array(items)) => {
            return items
                .iter()
                .all(|value| fits(named, item, value, depth + 1));
        }
        (Shape::Map(inner), Value::Object(members)) => {
            return members
                .iter()
                .all(|(_, value)| fits(named, inner, value, depth + 1));
        }
        (Shape::Named(id), _) => *id,
        (shape, _) => return shape_holds(shape, value),
    };
    match named.get(id).map(|(definition, _)| &definition.definition) {
        Some(Definition::Newtype(inner)) => fits(named, inner, value, depth + 1),
        Some(Definition::Object(object)) => fits_object(named, object, value, depth),
        Some(Definition::Enumeration(listed)) => {
            matches!(value, Value::String(text) if listed.open || listed.values.contains(text))
        }
        Some(Definition::Union(union)) => union.open || chosen(named, union, value).is_some(),
        Some(Definition::Checked(_)) | None => true,
    }
}

fn fits_object(named: &Named<'_>, object: &Object, value: &Value, depth: usize) -> bool {
    let Value::Object(members) = value else {
        return false;
    };
    let declared = |name: &str| {
        object
            .properties
            .iter()
            .any(|property| property.name == name)
    };
    let refused =
        object.additional == Additional::Refused && members.iter().any(|(name, _)| !declared(name));
    let fits_property = |property: &Property| match value.get(&property.name) {
        Some(value) => fits(named, &property.slot, value, depth + 1),
        None => property.presence != Presence::Required,
    };
    !refused && object.properties.iter().all(fits_property)
}

/// Whether a variant of a union is the one for the JSON type of a value.
fn holds(named: &Named<'_>, slot: &Slot, value: &Value) -> bool {
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
            Some(Definition::Union(union)) => return chosen(named, union, value).is_some(),
            Some(Definition::Checked(_)) | None => return false,
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
        (Shape::Own { json_type, .. }, Value::String(_)) => *json_type == JsonType::String,
        (Shape::Own { json_type, .. }, Value::Number(_)) => *json_type != JsonType::String,
        _ => false,
    }
}
