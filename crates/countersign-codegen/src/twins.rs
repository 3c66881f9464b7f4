//! Types that a document writes in place more than once: each is a type of its own once, and an alias elsewhere.

use std::collections::BTreeMap;

use countersign_model::{
    Additional, Annotations, Definition, Object, Property, Shape, Slot, TypeDef, TypeId, Union,
};

use crate::name::{Named, Names};

/// What becomes of types that a document writes in place more than once, each time the same.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Inline {
    /// One type has them all: the first in the order of the document is it, and the others are aliases, each with its own
    /// name. Documents that repeat themselves compile in half the time. When a later version of the document tells two of
    /// them apart, callers that passed the one for the other no longer compile.
    #[default]
    Shared,
    /// Each is a type of its own.
    Apart,
}

/// For each type, the first one of its module that is the same in Rust, if that is another one.
///
/// Two types are the same if nothing tells them apart but their own names, what stands around them, and references to types
/// that are the same. Schemas that the document has named itself keep types of their own: their names were chosen.
/// A tuple struct does too, since an alias cannot be called as it can.
pub(crate) fn twins(named: &Named<'_>, of_type: &[usize], inline: Inline) -> Vec<Option<TypeId>> {
    match inline {
        Inline::Shared => firsts(named, of_type),
        Inline::Apart => Vec::new(),
    }
}

fn firsts(named: &Named<'_>, of_type: &[usize]) -> Vec<Option<TypeId>> {
    let all: Vec<_> = named.types().collect();
    let mut classes = by_form(&all, of_type);
    let mut count = 0;
    // Classes are only ever split: as soon as none has been, references do not tell anything apart any more.
    loop {
        let (split, found) = by_references(&all, &classes);
        classes = split;
        if found == count {
            break;
        }
        count = found;
    }
    let mut first: BTreeMap<usize, TypeId> = BTreeMap::new();
    let twin = |((definition, _), class): (&(&TypeDef, &Names), usize)| {
        let first = *first.entry(class).or_insert(definition.id);
        (first != definition.id).then_some(first)
    };
    all.iter().zip(classes).map(twin).collect()
}

/// The class of each type by all that it has in itself.
fn by_form(all: &[(&TypeDef, &Names)], of_type: &[usize]) -> Vec<usize> {
    let mut known: BTreeMap<(usize, &[String], &str), Vec<usize>> = BTreeMap::new();
    let mut classes: Vec<usize> = Vec::with_capacity(all.len());
    for (index, (definition, names)) in all.iter().enumerate() {
        let module = of_type.get(definition.id.index()).copied();
        let key = (module.unwrap_or_default(), &*names.members, &*names.other);
        let alike_in_name = known.entry(key).or_default();
        let first = alike_in_name
            .iter()
            .find(|first| may_be_twins(all[**first].0, definition));
        classes.push(first.copied().unwrap_or(index));
        if first.is_none() {
            alike_in_name.push(index);
        }
    }
    classes
}

/// The classes, split by those of the types that are referred to, and their number.
fn by_references(all: &[(&TypeDef, &Names)], classes: &[usize]) -> (Vec<usize>, usize) {
    let mut known: BTreeMap<(usize, Vec<usize>), usize> = BTreeMap::new();
    let split = all.iter().zip(classes).map(|((definition, _), class)| {
        let mut references = Vec::new();
        each_reference(&definition.definition, &mut |id| {
            references.push(classes.get(id.index()).copied().unwrap_or(id.index()));
        });
        let next = known.len();
        *known.entry((*class, references)).or_insert(next)
    });
    let split = split.collect();
    (split, known.len())
}

fn may_be_twins(one: &TypeDef, other: &TypeDef) -> bool {
    !one.component
        && !other.component
        && one.roles == other.roles
        && one.nullable == other.nullable
        && one.annotations.deprecated == other.annotations.deprecated
        && match (&one.definition, &other.definition) {
            (Definition::Object(one), Definition::Object(other)) => objects(one, other),
            (Definition::Enumeration(one), Definition::Enumeration(other)) => one == other,
            (Definition::Union(one), Definition::Union(other)) => unions(one, other),
            _ => false,
        }
}

fn objects(one: &Object, other: &Object) -> bool {
    let additional = match (&one.additional, &other.additional) {
        (Additional::Captured(one), Additional::Captured(other)) => slots(one, other),
        (one, other) => one == other,
    };
    additional
        && one.min_properties == other.min_properties
        && one.max_properties == other.max_properties
        && one.properties.len() == other.properties.len()
        && one
            .properties
            .iter()
            .zip(&other.properties)
            .all(|(one, other)| properties(one, other))
}

fn properties(one: &Property, other: &Property) -> bool {
    one.name == other.name
        && one.presence == other.presence
        && say_the_same(&one.annotations, &other.annotations)
        && slots(&one.slot, &other.slot)
}

/// Whether the documentation of a field would be the same.
fn say_the_same(one: &Annotations, other: &Annotations) -> bool {
    one.title == other.title
        && one.description == other.description
        && one.deprecated == other.deprecated
        && one.read_only == other.read_only
        && one.write_only == other.write_only
}

fn unions(one: &Union, other: &Union) -> bool {
    one.rule == other.rule
        && one.open == other.open
        && one.variants.len() == other.variants.len()
        && one
            .variants
            .iter()
            .zip(&other.variants)
            .all(|(one, other)| {
                one.name == other.name && one.tags == other.tags && slots(&one.slot, &other.slot)
            })
}

fn slots(one: &Slot, other: &Slot) -> bool {
    one.nullable == other.nullable
        && one.boxed == other.boxed
        && one.checks == other.checks
        && match (&one.shape, &other.shape) {
            (Shape::Named(_), Shape::Named(_)) => true,
            (Shape::Array(one), Shape::Array(other)) | (Shape::Map(one), Shape::Map(other)) => {
                slots(one, other)
            }
            (one, other) => one == other,
        }
}

/// Every type that a definition names, in the order of its parts.
fn each_reference(definition: &Definition, found: &mut impl FnMut(TypeId)) {
    match definition {
        Definition::Object(object) => {
            let properties = object.properties.iter().map(|property| &property.slot);
            let captured = match &object.additional {
                Additional::Captured(slot) => Some(slot),
                Additional::Ignored | Additional::Refused => None,
            };
            properties
                .chain(captured)
                .for_each(|slot| innermost(slot, found));
        }
        Definition::Union(union) => {
            let slots = union.variants.iter().map(|variant| &variant.slot);
            slots.for_each(|slot| innermost(slot, found));
        }
        // The others are never the same as another one.
        Definition::Enumeration(_) | Definition::Newtype(_) | Definition::Checked(_) => {}
    }
}

fn innermost(slot: &Slot, found: &mut impl FnMut(TypeId)) {
    match &slot.shape {
        Shape::Named(id) => found(*id),
        Shape::Array(inner) | Shape::Map(inner) => innermost(inner, found),
        _ => {}
    }
}
