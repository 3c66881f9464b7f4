//! Keywords with schemas inside, and those that go with them.

use countersign_json::Value;

use super::{
    Keyword, Target, counts,
    reader::{Members, Reader, member},
};

/// A schema.
pub(super) fn one(reader: &mut Reader<'_>, value: &Value, name: &'static str) -> Option<Keyword> {
    reader
        .target(value)
        .map(|target| Keyword::One(name, target))
}

/// A list of schemas, which is not empty (Core section 10.2.1).
pub(super) fn list(reader: &mut Reader<'_>, value: &Value, name: &'static str) -> Option<Keyword> {
    match value {
        Value::Array(schemas) if !schemas.is_empty() => {
            let targets = schemas.iter().enumerate().filter_map(|(index, schema)| {
                reader.within(&index.to_string(), |reader| reader.target(schema))
            });
            Some(Keyword::List(name, targets.collect()))
        }
        _ => {
            reader.fault("expected a list of at least one schema");
            None
        }
    }
}

/// `additionalProperties`; `false` has a message of its own.
pub(super) fn additional_properties(reader: &mut Reader<'_>, value: &Value) -> Option<Keyword> {
    match value {
        Value::Bool(false) => Some(Keyword::NoAdditionalProperties),
        _ => one(reader, value, "AdditionalProperties"),
    }
}

/// An object whose values are schemas.
pub(super) fn map(reader: &mut Reader<'_>, value: &Value) -> Option<Vec<(String, Target)>> {
    let members = object(reader, value)?;
    let targets = members.iter().filter_map(|(name, schema)| {
        let target = reader.within(name, |reader| reader.target(schema))?;
        Some((name.clone(), target))
    });
    Some(targets.collect())
}

/// An object in which no name stands twice.
fn object<'v>(reader: &mut Reader<'_>, value: &'v Value) -> Option<&'v Members> {
    let Value::Object(members) = value else {
        reader.fault(format_args!("expected an object, found {value}"));
        return None;
    };
    let mut seen = std::collections::BTreeSet::new();
    for (name, _) in members {
        if !seen.insert(name) {
            reader.within(name, |reader| reader.fault("the name stands twice"));
        }
    }
    Some(members)
}

/// A list of names, none of which stands twice.
pub(super) fn names(reader: &mut Reader<'_>, value: &Value) -> Option<Vec<String>> {
    let Value::Array(items) = value else {
        reader.fault(format_args!("expected a list of names, found {value}"));
        return None;
    };
    let mut names = Vec::new();
    for (index, item) in items.iter().enumerate() {
        reader.within(&index.to_string(), |reader| match item {
            Value::String(name) if names.contains(name) => {
                reader.fault(format_args!("{item} stands twice"));
            }
            Value::String(name) => names.push(name.clone()),
            _ => reader.fault(format_args!("expected a name, found {item}")),
        });
    }
    Some(names)
}

pub(super) fn dependent_required(
    reader: &mut Reader<'_>,
    value: &Value,
) -> Option<Vec<(String, Vec<String>)>> {
    let members = object(reader, value)?;
    let names = members.iter().filter_map(|(name, names)| {
        let names = reader.within(name, |reader| self::names(reader, names))?;
        Some((name.clone(), names))
    });
    Some(names.collect())
}

/// `items`: from where `prefixItems` ends (Core section 10.3.1.2).
pub(super) fn items(reader: &mut Reader<'_>, members: &Members, value: &Value) -> Option<Keyword> {
    let target = reader.target(value)?;
    Some(match member(members, "prefixItems") {
        Some(Value::Array(prefix)) => Keyword::ItemsAfter(prefix.len(), target),
        _ => Keyword::One("Items", target),
    })
}

/// `contains`, with `minContains` (which is 1 by default) and `maxContains`.
pub(super) fn contains(
    reader: &mut Reader<'_>,
    members: &Members,
    value: &Value,
) -> Option<Keyword> {
    Some(Keyword::Contains {
        target: reader.target(value)?,
        min: counts::sibling(members, "minContains").unwrap_or(1),
        max: counts::sibling(members, "maxContains"),
    })
}

/// `if`, with `then` and `else`.
pub(super) fn condition(
    reader: &mut Reader<'_>,
    members: &Members,
    value: &Value,
) -> Option<Keyword> {
    let condition = reader.target(value)?;
    let mut branch = |name| {
        let value = member(members, name)?;
        reader.beside(name, |reader| reader.target(value))
    };
    let then = branch("then");
    let otherwise = branch("else");
    Some(Keyword::IfThenElse {
        condition,
        then,
        otherwise,
    })
}

/// `then` and `else`: `if` has read them, and without it they say nothing (Core section 10.2.2).
pub(super) fn branch(reader: &mut Reader<'_>, members: &Members, value: &Value) -> Option<Keyword> {
    if member(members, "if").is_none() {
        reader.unused(value);
    }
    None
}
