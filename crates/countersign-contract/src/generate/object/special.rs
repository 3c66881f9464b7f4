//! Objects that keep and break what is said of members by pattern, by name, by each other, and of those that are left over.

use countersign_json::Value;
use countersign_model::{JsonType, SchemaId};

use super::super::instance::{Extent, Instances};
use super::super::mutation::{Proposal, scalars};
use super::changes::with_member;
use super::{Facets, USUAL_NAME, build, complete, may_have, member, undeclared};
use crate::generate::{pattern, string};
use crate::judge::Pattern;

/// How many names are tried that `propertyNames` refuses, and how many that it admits.
const MOST_NAMES: [usize; 2] = [8, 4];

/// Changes of an object by `patternProperties`, `propertyNames`, `dependentRequired` and `unevaluatedProperties`.
pub(super) fn proposals(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    members: &[(String, Value)],
) -> Vec<Proposal> {
    let mut list = Vec::new();
    for (pattern, id) in &facets.patterned {
        if let Some(name) = pattern::text(pattern, USUAL_NAME) {
            let all = facets.member(&name);
            let aim = (
                "patternProperties",
                format!("a member that matches `{pattern}`"),
            );
            list.extend(fitting(instances, members, (&name, &all), &aim));
            list.extend(breaking(instances, members, (&name, &all), *id, &aim));
            list.extend(nearly(instances, facets, members, (pattern, &name), *id));
        }
    }
    list.extend(named(instances, facets, members));
    for (trigger, names) in &facets.dependents {
        list.extend(dependent(instances, facets, trigger, names));
    }
    if facets.unevaluated().contains(JsonType::Object)
        && let Some(last) = facets.additional.last()
    {
        let name = format!("y-{}", instances.seed.word("property", 6));
        let aim = ("unevaluatedProperties", "an undeclared member".to_owned());
        let all = (name.as_str(), facets.additional.as_slice());
        list.extend(breaking(instances, members, all, *last, &aim));
    }
    list
}

/// With a member that satisfies all of its schemas.
fn fitting(
    instances: &Instances<'_>,
    members: &[(String, Value)],
    (name, schemas): (&str, &[SchemaId]),
    (keyword, what): &(&'static str, String),
) -> Option<Proposal> {
    let value = instances.at(schemas, Extent::Minimal, 2)?;
    let what = format!("with {what}, and fits");
    Some(with_member(members, name, value, keyword, &what))
}

/// With a member that breaks one of its schemas and satisfies the others.
fn breaking(
    instances: &Instances<'_>,
    members: &[(String, Value)],
    (name, schemas): (&str, &[SchemaId]),
    broken: SchemaId,
    (keyword, what): &(&'static str, String),
) -> Option<Proposal> {
    let others: Vec<SchemaId> = schemas
        .iter()
        .filter(|id| **id != broken)
        .copied()
        .collect();
    let value = instances.refusing(&others, &[broken], 2)?;
    let what = format!("with {what}, and does not fit");
    Some(with_member(members, name, value, keyword, &what))
}

/// With a member whose name does not quite match a pattern, and which its schema refuses.
fn nearly(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    members: &[(String, Value)],
    (pattern, name): (&str, &str),
    refused: SchemaId,
) -> Vec<Proposal> {
    let Some(compiled) = Pattern::new(pattern) else {
        return Vec::new();
    };
    let near = string::near_misses(name).into_iter();
    let near = near.filter(|(_, near)| compiled.matches(near) == Some(false));
    let made = near.filter_map(|(what, near)| {
        let value = instances.refusing(&facets.member(&near), &[refused], 2)?;
        let what = format!("with a member whose name is {what} of `{pattern}`");
        Some(with_member(
            members,
            &near,
            value,
            "patternProperties",
            &what,
        ))
    });
    made.collect()
}

/// With a member under each name that says something about `propertyNames`.
fn named(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    members: &[(String, Value)],
) -> Vec<Proposal> {
    if facets.names.is_empty() {
        return Vec::new();
    }
    let ways = instances.ways(&facets.names);
    let told = ways.iter().flat_map(|way| {
        let scalars = || scalars(&way.facets, instances.seed);
        way.scalars.get_or_init(scalars).iter()
    });
    let told = told.filter_map(|it| it.value.as_str().map(str::to_owned));
    let others = ["other", "Other-1", ""].map(str::to_owned);
    let [mut refused, mut admitted] = MOST_NAMES;
    let mut list: Vec<Proposal> = Vec::new();
    for name in told.chain(others) {
        let is_admitted = may_have(instances, facets, &name);
        let left = if is_admitted {
            &mut admitted
        } else {
            &mut refused
        };
        let is_new = members.iter().all(|(known, _)| *known != name);
        let Some(fewer) = left.checked_sub(1).filter(|_| is_new) else {
            continue;
        };
        if let Some(value) = undeclared(instances, &facets.member(&name), 1) {
            *left = fewer;
            let what = format!("with a member named `{name}`");
            list.push(with_member(members, &name, value, "propertyNames", &what));
        }
    }
    list
}

/// What is required, and a member with all that it requires; then without each of them.
fn dependent(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    trigger: &str,
    names: &[String],
) -> Vec<Proposal> {
    let whole = || {
        let Value::Object(mut members) = build(instances, facets, Extent::Minimal, 1)? else {
            return None;
        };
        if members.iter().all(|(known, _)| known != trigger) {
            let value = member(instances, facets, trigger, Extent::Minimal, 1)?;
            members.push((trigger.to_owned(), value));
        }
        complete(instances, facets, &mut members, 1)?;
        Some(members)
    };
    let Some(whole) = whole() else {
        return Vec::new();
    };
    let optional = names
        .iter()
        .filter(|name| !facets.required.contains(&name.as_str()));
    let without = |name: &String| {
        let rest = whole.iter().filter(|(known, _)| known != name);
        let what = format!("with `{trigger}`, without `{name}`");
        let rest = Value::Object(rest.cloned().collect());
        Proposal::new("dependentRequired", what, rest)
    };
    let mut list: Vec<Proposal> = optional.map(without).collect();
    let what = format!("with `{trigger}` and all that it requires");
    list.push(Proposal::new(
        "dependentRequired",
        what,
        Value::Object(whole),
    ));
    list
}
