//! Whether two JSON Schemas accept the same instances.

use jsonschema::canonical::{self, CanonicalSchema, Containment};
use serde_json::Value;

use crate::normal::{normal, opaque};

/// What is known about two schemas.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    /// Each accepts what the other accepts.
    Same,
    /// One accepts something that the other refuses: the difference, as a schema.
    Different(String),
    /// It could not be decided.
    Undecided(String),
}

/// Compares two schemas by the sets of instances that they accept, after both are normalised.
#[must_use]
pub fn compare(left: &Value, right: &Value) -> Comparison {
    let [left, right] = [left, right].map(normal);
    if left == right {
        return Comparison::Same;
    }
    match by_canonical_form(&left, &right) {
        Comparison::Undecided(why) => {
            by_definition(&left, &right).unwrap_or(Comparison::Undecided(why))
        }
        decided => decided,
    }
}

fn by_canonical_form(left: &Value, right: &Value) -> Comparison {
    let (left, right) = match (canonical(left), canonical(right)) {
        (Ok(left), Ok(right)) => (left, right),
        (Err(reason), _) | (_, Err(reason)) => return Comparison::Undecided(reason),
    };
    match (covers(&left, &right), covers(&right, &left)) {
        (Ok(Containment::Yes), Ok(Containment::Yes)) => Comparison::Same,
        (Ok(Containment::No), _) => Comparison::Different(difference(&right, &left)),
        (_, Ok(Containment::No)) => Comparison::Different(difference(&left, &right)),
        (Err(reason), _) | (_, Err(reason)) => Comparison::Undecided(reason),
        _ => Comparison::Undecided("the canonical form cannot tell".to_owned()),
    }
}

/// Recursive schemas: they mean the same where each definition does, when references by one name are taken for equal.
///
/// `None` where that says nothing: a reference has assertions beside it, or the names differ.
fn by_definition(left: &Value, right: &Value) -> Option<Comparison> {
    let names = |schema: &Value| {
        Some(
            schema
                .get("$defs")?
                .as_object()?
                .keys()
                .cloned()
                .collect::<Vec<_>>(),
        )
    };
    let shared = names(left)?;
    if names(right)? != shared {
        return None;
    }
    let definition = |schema: &Value, name: &String| opaque(schema.get("$defs")?.get(name)?);
    let mut pairs = vec![(opaque(left)?, opaque(right)?)];
    for name in &shared {
        pairs.push((definition(left, name)?, definition(right, name)?));
    }
    let differing = pairs
        .iter()
        .map(|(left, right)| by_canonical_form(left, right))
        .find(|it| *it != Comparison::Same);
    Some(differing.unwrap_or(Comparison::Same))
}

fn canonical(schema: &Value) -> Result<CanonicalSchema, String> {
    let options = canonical::options().should_validate_formats(true).offline();
    options
        .canonicalize(schema)
        .map_err(|error| error.to_string())
}

fn covers(left: &CanonicalSchema, right: &CanonicalSchema) -> Result<Containment, String> {
    left.covers(right).map_err(|error| error.to_string())
}

fn difference(left: &CanonicalSchema, right: &CanonicalSchema) -> String {
    match left.subtract(right) {
        Ok(difference) => difference.to_json_schema().to_string(),
        Err(error) => error.to_string(),
    }
}
