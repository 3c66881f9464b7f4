//! Objects: members by `properties`, `required`, `additionalProperties` and the counts.

use countersign_json::Value;
use countersign_model::SchemaId;

use super::Facets;
use super::instance::{Extent, Instances};
use super::mutation::Proposal;

/// The most members that are made up to reach `minProperties`.
const MOST_FILLERS: u64 = 64;

/// An object that satisfies the facets, if each required member can be made.
pub(super) fn build(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    extent: Extent,
    depth: usize,
) -> Option<Value> {
    let mut members: Vec<(String, Value)> = Vec::new();
    let room = |members: &Vec<_>| {
        facets
            .members
            .1
            .is_none_or(|most| (members.len() as u64) < most)
    };
    for (name, schemas) in &facets.properties {
        let required = facets.required.contains(name);
        if !required && (extent == Extent::Minimal || !room(&members)) {
            continue;
        }
        match instances.at(schemas, extent, depth + 1) {
            Some(value) => members.push(((*name).to_owned(), value)),
            None if required => return None,
            None => {}
        }
    }
    for name in &facets.required {
        if !members.iter().any(|(known, _)| known == name) {
            members.push(((*name).to_owned(), additional(instances, facets, depth)?));
        }
    }
    fill(instances, facets, &mut members, depth);
    Some(Value::Object(members))
}

/// Adds members up to `minProperties`: declared ones first, then made-up names.
pub(super) fn fill(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    members: &mut Vec<(String, Value)>,
    depth: usize,
) {
    let least = facets.members.0.min(MOST_FILLERS);
    if members.len() as u64 >= least {
        return;
    }
    for (name, schemas) in &facets.properties {
        let known = members.iter().any(|(known, _)| known == name);
        if (members.len() as u64) < least && !known {
            members.extend(
                instances
                    .at(schemas, Extent::Minimal, depth + 1)
                    .map(|value| ((*name).to_owned(), value)),
            );
        }
    }
    let mut number = 0;
    while (members.len() as u64) < least && number < MOST_FILLERS {
        number += 1;
        let name = format!("key{number}");
        if let Some(value) = additional(instances, facets, depth)
            && !members.iter().any(|(known, _)| *known == name)
        {
            members.push((name, value));
        }
    }
}

/// A value for a member that no property names.
pub(super) fn additional(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    depth: usize,
) -> Option<Value> {
    let schemas: &[SchemaId] = &facets.additional;
    if schemas.is_empty() {
        return Some(Value::String(instances.seed.word("additional", 8)));
    }
    instances.at(schemas, Extent::Minimal, depth + 1)
}

/// Objects that lack a member, have one alone, have one too many, or are at the edges of the counts.
pub(super) fn proposals(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    here: &Value,
) -> Vec<Proposal> {
    let mut list = Vec::new();
    if let Some(minimal) = build(instances, facets, Extent::Minimal, 1) {
        for (name, schemas) in &facets.properties {
            list.extend(alone(instances, facets, &minimal, name, schemas));
        }
        list.insert(
            0,
            Proposal::new("required", "only what is required", minimal),
        );
    }
    let Value::Object(members) = here else {
        return list;
    };
    for (name, _) in members {
        let rest = members
            .iter()
            .filter(|(other, _)| other != name)
            .cloned()
            .collect();
        let required = facets.required.contains(&name.as_str());
        let what = if required {
            format!("without the required `{name}`")
        } else {
            format!("without `{name}`")
        };
        list.push(Proposal::new("required", what, Value::Object(rest)));
    }
    let name = format!("x-{}", instances.seed.word("property", 6));
    let mut more = members.clone();
    more.push((name.clone(), Value::String("unexpected".to_owned())));
    list.push(Proposal::new(
        "additionalProperties",
        format!("with an undeclared member `{name}`"),
        Value::Object(more),
    ));
    if let Some(valid) = additional(instances, facets, 1) {
        list.push(with_member(
            members,
            &name,
            valid,
            "additionalProperties",
            "with an undeclared member that fits",
        ));
    }
    list.extend(counts(instances, facets, members));
    list
}

/// What is required, with one optional member.
fn alone(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    minimal: &Value,
    name: &str,
    schemas: &[SchemaId],
) -> Option<Proposal> {
    let Value::Object(members) = minimal else {
        return None;
    };
    if facets.required.contains(&name) {
        return None;
    }
    let value = instances.at(schemas, Extent::Minimal, 2)?;
    let what = format!("what is required, and `{name}`");
    Some(with_member(members, name, value, "properties", &what))
}

fn with_member(
    members: &[(String, Value)],
    name: &str,
    value: Value,
    keyword: &'static str,
    what: &str,
) -> Proposal {
    let mut more: Vec<_> = members
        .iter()
        .filter(|(known, _)| known != name)
        .cloned()
        .collect();
    more.push((name.to_owned(), value));
    Proposal::new(keyword, what, Value::Object(more))
}

/// Objects just inside and outside of `minProperties` and `maxProperties`.
fn counts(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    members: &[(String, Value)],
) -> Vec<Proposal> {
    let of_count = |count: u64| {
        let optional = |name: &String| !facets.required.contains(&name.as_str());
        let mut made = members.to_vec();
        while made.len() as u64 > count {
            let last = made.iter().rposition(|(name, _)| optional(name))?;
            made.remove(last);
        }
        for number in 0..MOST_FILLERS {
            if made.len() as u64 >= count {
                break;
            }
            let name = format!("key{number}");
            if made.iter().all(|(known, _)| *known != name) {
                made.push((name, additional(instances, facets, 1)?));
            }
        }
        (made.len() as u64 == count).then_some(Value::Object(made))
    };
    let mut list = Vec::new();
    let mut add = |keyword, what: &str, count: Option<u64>| {
        list.extend(
            count
                .and_then(of_count)
                .map(|value| Proposal::new(keyword, what, value)),
        );
    };
    if facets.members.0 > 0 {
        add("minProperties", "at minProperties", Some(facets.members.0));
        add(
            "minProperties",
            "one member too few",
            facets.members.0.checked_sub(1),
        );
    }
    if let Some(most) = facets.members.1 {
        add("maxProperties", "at maxProperties", Some(most));
        add("maxProperties", "one member too many", most.checked_add(1));
    }
    list
}
