//! Which assertions a Rust type can be held to: those about the JSON type that it stands for.

use countersign_model::{
    Checks, Definition, Empty, JsonType, NumberAssertions, Shape, Sparse, StringAssertions, Value,
};

use super::literal::is_literal;
use crate::name::Named;

/// What a type stands for, behind all newtypes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Subject {
    Boolean,
    Number,
    Text,
    Items,
    Members,
    /// Any value, a union or a struct: the runtime has no checks for a use of it, only those of the type itself.
    Other,
}

/// The checks that can be written at a place of this shape, and the keywords of the others.
pub(super) fn written(
    named: &Named<'_>,
    shape: &Shape,
    checks: &Checks,
) -> (Checks, Vec<&'static str>) {
    let subject = subject(named, shape);
    let mut kept = checks.clone();
    let mut dropped = Vec::new();
    if subject != Subject::Number {
        dropped.extend(numbers(&checks.number));
        kept.number = Sparse::new();
    }
    if subject != Subject::Text {
        dropped.extend(strings(&checks.string));
        kept.string = Sparse::new();
    }
    if subject != Subject::Items {
        dropped.extend(set("minItems", kept.min_items.take().is_some()));
        dropped.extend(set("maxItems", kept.max_items.take().is_some()));
        dropped.extend(set("uniqueItems", std::mem::take(&mut kept.unique_items)));
    }
    if subject != Subject::Members {
        dropped.extend(set("minProperties", kept.min_properties.take().is_some()));
        dropped.extend(set("maxProperties", kept.max_properties.take().is_some()));
    }
    if !kept
        .constant
        .as_ref()
        .is_none_or(|value| is_comparable(subject, value))
    {
        kept.constant = None;
        dropped.push("const");
    }
    let comparable = |values: &Vec<Value>| values.iter().all(|value| is_comparable(subject, value));
    if !kept.enumeration.as_ref().is_none_or(comparable) {
        kept.enumeration = None;
        dropped.push("enum");
    }
    (kept, dropped)
}

fn subject(named: &Named<'_>, shape: &Shape) -> Subject {
    let mut shape = shape;
    for _ in 0..64 {
        let id = match shape {
            Shape::Boolean => return Subject::Boolean,
            Shape::Integer(_) | Shape::Number(_) => return Subject::Number,
            Shape::String(_) => return Subject::Text,
            Shape::Own { json_type, .. } if *json_type == JsonType::String => return Subject::Text,
            Shape::Own { .. } => return Subject::Number,
            Shape::Array(_) => return Subject::Items,
            Shape::Map(_) => return Subject::Members,
            Shape::Any | Shape::Null => return Subject::Other,
            Shape::Named(id) => *id,
        };
        match named.get(id).map(|(definition, _)| &definition.definition) {
            Some(Definition::Newtype(slot)) if !slot.nullable && !slot.boxed => shape = &slot.shape,
            Some(Definition::Enumeration(_)) => return Subject::Text,
            _ => return Subject::Other,
        }
    }
    Subject::Other
}

/// Whether a literal can be compared with the subject.
fn is_comparable(subject: Subject, value: &Value) -> bool {
    match (subject, value) {
        (_, Value::Array(_) | Value::Object(_)) => false,
        (Subject::Number, Value::Number(number)) => is_literal(&number.decimal()),
        (Subject::Boolean, Value::Bool(_)) | (Subject::Number | Subject::Text, _) => true,
        _ => false,
    }
}

fn numbers(group: &Sparse<NumberAssertions>) -> impl Iterator<Item = &'static str> {
    let group = if group.is_empty() {
        NumberAssertions::empty()
    } else {
        group
    };
    let found = [
        set("minimum", group.minimum.is_some()),
        set("maximum", group.maximum.is_some()),
        set("exclusiveMinimum", group.exclusive_minimum.is_some()),
        set("exclusiveMaximum", group.exclusive_maximum.is_some()),
        set("multipleOf", group.multiple_of.is_some()),
    ];
    found.into_iter().flatten()
}

fn strings(group: &Sparse<StringAssertions>) -> impl Iterator<Item = &'static str> {
    let group = if group.is_empty() {
        StringAssertions::empty()
    } else {
        group
    };
    let found = [
        set("minLength", group.min_length.is_some()),
        set("maxLength", group.max_length.is_some()),
        set("pattern", group.pattern.is_some()),
        set("format", group.format.is_some()),
    ];
    found.into_iter().flatten()
}

fn set(keyword: &'static str, is_set: bool) -> Option<&'static str> {
    is_set.then_some(keyword)
}
