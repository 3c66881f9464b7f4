//! Unions whose variant is chosen by value: by a tag, or by trial.

use serde::{Deserializer, de::Error};

use crate::{
    Contract, Location, Violations, checks,
    deserializer::Exactly,
    json::{Limits, Value, read as read_text},
    judge::{self, choose, judge_at, tags_of},
    schema::{Assertion, Link, Literal, Nullable, Schema},
    to_json,
};

/// Why a value does not have the shape of a variant.
pub type Mismatch = serde::de::value::Error;

/// A derived union: the part of its decoding that depends on its variants.
pub trait Choice: Contract {
    /// Reads the variant at `index` of the schema table.
    ///
    /// # Errors
    /// For a value that has not the shape of that variant.
    fn variant(index: usize, value: &Value) -> Result<Self, Mismatch>;

    /// The variant that keeps an object whose tag is unknown.
    fn other(_: &Value) -> Option<Self> {
        None
    }
}

/// Reads a value as a variant, exactly.
///
/// # Errors
/// Those of `T::decode`.
pub fn read<T: Contract>(value: &Value) -> Result<T, Mismatch> {
    T::decode(Exactly(value))
}

/// Reads a derived union: by its tag, or by trial.
///
/// # Errors
/// The deserializer's own, and for a value that no variant takes.
pub fn decode_choice<'de, T: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::decode(deserializer)?;
    chosen(&value).map_err(D::Error::custom)
}

fn chosen<T: Choice>(value: &Value) -> Result<T, Mismatch> {
    match choose(T::schema(), value) {
        judge::Choice::Variant(index) => T::variant(index, value),
        judge::Choice::OneOfSeveral(index) => still_several(T::variant(index, value)?, value),
        judge::Choice::Other => T::other(value).ok_or_else(|| {
            let violations = judge::judge(T::schema(), value);
            Mismatch::custom(violations)
        }),
        judge::Choice::None(reason) => Err(Mismatch::custom(reason)),
    }
}

/// A variant that is not the only valid one, unless it drops what makes another one valid: then `check` could not tell.
fn still_several<T: Choice>(read: T, value: &Value) -> Result<T, Mismatch> {
    let mut violations = Violations::new();
    check_one_of(&read, &Location::root(), &mut violations);
    if violations.is_empty() {
        return Err(Mismatch::custom(judge::judge(T::schema(), value)));
    }
    Ok(read)
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
    let value = text.and_then(|text| {
        read_text(&text, Limits::default()).map_err(|error| error.message.to_owned())
    });
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
    let assertions = (link.schema)().assertions.iter();
    assertions.filter_map(named).any(|property| {
        let link = &property.link;
        let own = link.assertions.iter();
        let all = own.chain((link.schema)().assertions);
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
