//! What a type writes for an instance that it has read: the same JSON, up to declared defaults.

use countersign_model::{
    Additional, Definition, IntegerWidth, JsonType, NumberWidth, Object, Presence, Property, Shape,
    Slot, Union, UnionRule, Value, Variant,
};

use super::Emitter;
use super::default::{float, integer};
use crate::name::Named;

impl Emitter<'_> {
    /// The instance as the type of the slot writes it back.
    pub(super) fn written(&self, slot: &Slot, value: &Value) -> Value {
        // What it would import for the defaults, nobody needs.
        Emitter::new(self.place).write(slot, value)
    }

    /// Whether a type of the slot can hold an instance of its schema: numbers beyond their width it cannot.
    pub(super) fn can_hold(&self, slot: &Slot, value: &Value) -> bool {
        fits(self.named, slot, value, 0)
    }

    fn write(&mut self, slot: &Slot, value: &Value) -> Value {
        let named = self.named;
        match (&slot.shape, value) {
            (Shape::Array(item), Value::Array(items)) => {
                Value::Array(items.iter().map(|value| self.write(item, value)).collect())
            }
            (Shape::Map(inner), Value::Object(members)) => {
                let members = members.iter();
                Value::Object(
                    members
                        .map(|(name, value)| (name.clone(), self.write(inner, value)))
                        .collect(),
                )
            }
            (Shape::Named(id), _) => {
                match named.get(*id).map(|(definition, _)| &definition.definition) {
                    Some(Definition::Object(object)) => self.write_object(object, value),
                    Some(Definition::Newtype(inner)) => self.write_inside(inner, value),
                    Some(Definition::Union(union)) => {
                        let index = chosen(named, union, value);
                        match index.and_then(|index| union.variants.get(index)) {
                            Some(variant) => self.write_inside(&variant.slot, value),
                            None => value.clone(),
                        }
                    }
                    Some(Definition::Enumeration(_) | Definition::Checked(_)) | None => {
                        value.clone()
                    }
                }
            }
            _ => value.clone(),
        }
    }

    /// The inside of a newtype: scalars end here, so that newtypes of newtypes do.
    fn write_inside(&mut self, slot: &Slot, value: &Value) -> Value {
        match value {
            Value::Array(_) | Value::Object(_) => self.write(slot, value),
            _ => value.clone(),
        }
    }

    fn write_object(&mut self, object: &Object, value: &Value) -> Value {
        let Value::Object(members) = value else {
            return value.clone();
        };
        let mut kept: Vec<(String, Value)> = Vec::with_capacity(members.len());
        for (name, value) in members {
            let mut properties = object.properties.iter();
            match properties.find(|property| property.name == *name) {
                Some(property) => kept.push((name.clone(), self.write(&property.slot, value))),
                None => match &object.additional {
                    Additional::Captured(slot) => {
                        kept.push((name.clone(), self.write(slot, value)));
                    }
                    Additional::Ignored | Additional::Refused => {}
                },
            }
        }
        for property in &object.properties {
            if let Presence::Default(default) = &property.presence
                && members.iter().all(|(name, _)| *name != property.name)
                && self.default(&property.slot, default).is_some()
            {
                let filled = self.write(&property.slot, default);
                kept.push((property.name.clone(), filled));
            }
        }
        Value::Object(kept)
    }
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
        | (Shape::String(_), Value::String(_))
        | (Shape::Array(_), Value::Array(_))
        | (Shape::Map(_), Value::Object(_)) => true,
        (Shape::Integer(width), Value::Number(number)) => {
            number.decimal().is_integer()
                && (*width == IntegerWidth::Unbounded || integer(*width, number).is_some())
        }
        (Shape::Number(NumberWidth::Exact), Value::Number(_)) => true,
        (Shape::Number(width), Value::Number(number)) => float(*width, number).is_some(),
        (Shape::Own { json_type, .. }, Value::String(_)) => *json_type == JsonType::String,
        (Shape::Own { json_type, .. }, Value::Number(_)) => *json_type != JsonType::String,
        _ => false,
    }
}
