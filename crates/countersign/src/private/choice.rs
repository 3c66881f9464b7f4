//! Unions whose variant is chosen by value: by a tag, or by trial.

use crate::{
    Contract, Location, Violations, checks,
    json::{Limits, Reader, Value, read},
    judge::{self, choose, judge_at, tags_of},
    schema::{Assertion, Link, Literal, Nullable, Schema},
    to_json,
};

/// A derived union: the part of its decoding that depends on its variants.
pub trait Choice: Contract {
    /// Reads the variant at `index` of the schema table.
    fn variant(index: usize, reader: &mut Reader<'_>) -> Option<Self>;

    /// The variant that keeps an object whose tag is unknown.
    fn other(_: Value) -> Option<Self> {
        None
    }
}

/// Reads a derived union: by its tag, or by trial.
pub fn decode_choice<T: Choice>(reader: &mut Reader<'_>) -> Option<T> {
    let mut again = reader.clone();
    let value = reader.value()?;
    match choose(T::schema(), &value) {
        judge::Choice::Variant(index) => T::variant(index, &mut again),
        judge::Choice::OneOfSeveral(index) => still_several(T::variant(index, &mut again)?),
        judge::Choice::Other => T::other(value),
        judge::Choice::None => None,
    }
}

/// A variant that is not the only valid one, unless it drops what makes another one valid: then `check` could not tell.
fn still_several<T: Choice>(read: T) -> Option<T> {
    let mut violations = Violations::new();
    check_one_of(&read, &Location::root(), &mut violations);
    (!violations.is_empty()).then_some(read)
}

/// Checks a union by trial: what it is written as must be valid against exactly one branch.
pub fn check_one_of<T: Contract>(value: &T, at: &Location<'_>, violations: &mut Violations) {
    if let Some(value) = written(value, at, violations) {
        judge_at(T::schema(), &value, at, violations);
    }
}

/// Checks the variant at `index` of a union by tag, and that its tag is one which stands for it.
pub fn check_tagged<T: Contract>(
    union: &'static Schema,
    index: usize,
    variant: &T,
    at: &Location<'_>,
    violations: &mut Violations,
) {
    variant.check(&at.branch("oneOf", index), violations);
    let Some((property, tags, link)) = tags_of(union, index) else {
        return;
    };
    if implies(link, property, tags) {
        return;
    }
    let Some(value) = written(variant, at, violations) else {
        return;
    };
    match value.get(property) {
        Some(Value::String(tag)) => checks::tag(tag, tags, &at.property(property), violations),
        Some(_) => {}
        None => checks::missing(property, at, violations),
    }
}

/// What a value is written as; what cannot be written is reported.
fn written<T: Contract>(
    value: &T,
    at: &Location<'_>,
    violations: &mut Violations,
) -> Option<Value> {
    let text = to_json(value).map_err(|error| error.to_string());
    let value = text
        .and_then(|text| read(&text, Limits::default()).map_err(|error| error.message.to_owned()));
    value
        .map_err(|message| checks::unwritable(&message, at, violations))
        .ok()
}

/// Whether every valid instance behind `link` has one of the tags under `property`: then nothing is left to check.
fn implies(link: &Link, property: &str, tags: &[&str]) -> bool {
    let named = |assertion: &'static Assertion| match assertion {
        Assertion::Properties(properties) => properties.iter().find(|each| each.name == property),
        _ => None,
    };
    let assertions = link.schema().assertions.iter();
    assertions.filter_map(named).any(|property| {
        let link = &property.link;
        let own = link.assertions.iter();
        let all = own.chain(link.schema().assertions);
        property.presence == crate::schema::Presence::Required
            && link.nullable == Nullable::No
            && all
                .into_iter()
                .any(|assertion| allows_only(assertion, tags))
    })
}

fn allows_only(assertion: &Assertion, tags: &[&str]) -> bool {
    let known = |literal: &Literal| matches!(literal, Literal::String(tag) if tags.contains(tag));
    match assertion {
        Assertion::Enum(literals) => literals.iter().all(known),
        Assertion::Const(literal) => known(literal),
        _ => false,
    }
}
