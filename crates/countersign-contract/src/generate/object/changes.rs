//! Objects that are changed in one respect: a member more or less, one alone, and the counts.

use countersign_json::Value;
use countersign_model::{JsonType, SchemaId};

use super::super::mutation::Proposal;
use super::{Extent, Facets, Instances, MOST_FILLERS, build, may_have, names, special, undeclared};

/// Objects that lack a member, have one alone, have one too many, or are at the edges of the counts.
pub(in crate::generate) fn proposals(
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
    let is_about = facets.about.contains(JsonType::Object);
    let made = match here {
        Value::Object(_) => None,
        _ if is_about => build(instances, facets, Extent::Full, 1),
        _ => None,
    };
    let Value::Object(members) = made.as_ref().unwrap_or(here) else {
        return list;
    };
    list.extend(
        members
            .iter()
            .map(|(name, _)| without(facets, members, name)),
    );
    list.extend(more(instances, facets, members));
    if is_about {
        list.extend(special::proposals(instances, facets, members));
    }
    list.extend(counts(instances, facets, members));
    list
}

fn without(facets: &Facets<'_>, members: &[(String, Value)], name: &str) -> Proposal {
    let rest = members.iter().filter(|(other, _)| other != name);
    let rest = Value::Object(rest.cloned().collect());
    let is_there = |trigger: &str| trigger != name && members.iter().any(|(it, _)| it == trigger);
    let mut dependents = facets.dependents.iter();
    if facets.required.contains(&name) {
        Proposal::new("required", format!("without the required `{name}`"), rest)
    } else if let Some((trigger, _)) =
        dependents.find(|(trigger, names)| is_there(trigger) && names.iter().any(|it| it == name))
    {
        let what = format!("without `{name}`, which `{trigger}` requires");
        Proposal::new("dependentRequired", what, rest)
    } else {
        Proposal::new("required", format!("without `{name}`"), rest)
    }
}

/// With a member that no property names, of any value and of one that fits.
fn more(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    members: &[(String, Value)],
) -> Vec<Proposal> {
    let keyword = match facets.unevaluated().contains(JsonType::Object) {
        true => "unevaluatedProperties",
        false => "additionalProperties",
    };
    let name = match facets.names.is_empty() {
        true => None,
        false => names(instances, facets).find(|name| {
            may_have(instances, facets, name) && members.iter().all(|(known, _)| known != name)
        }),
    };
    let name = name.unwrap_or_else(|| format!("x-{}", instances.seed.word("property", 6)));
    let mut more = members.to_vec();
    more.push((name.clone(), Value::String("unexpected".to_owned())));
    let what = format!("with an undeclared member `{name}`");
    let mut list = vec![Proposal::new(keyword, what, Value::Object(more))];
    let fitting = undeclared(instances, &facets.member(&name), 1);
    let what = "with an undeclared member that fits";
    list.extend(fitting.map(|value| with_member(members, &name, value, keyword, what)));
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
    let what = format!("what is required, and `{name}`");
    let value = instances.at(schemas, Extent::Minimal, 2).or_else(|| {
        is_forbidden(instances, schemas).then(|| Value::String("unexpected".to_owned()))
    })?;
    Some(with_member(members, name, value, "properties", &what))
}

/// Whether the schemas forbid any value, by `false` or by a `not` of everything.
fn is_forbidden(instances: &Instances<'_>, schemas: &[SchemaId]) -> bool {
    let ways = instances.ways(schemas);
    let mut ways = ways.iter().map(|way| &way.facets);
    ways.all(|facets| facets.types.is_empty() && facets.is_negated)
}

pub(super) fn with_member(
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
        let numbered = (0..MOST_FILLERS).map(|number| format!("key{number}"));
        for name in numbered.chain(names(instances, facets)) {
            if made.len() as u64 >= count {
                break;
            }
            if made.iter().all(|(known, _)| *known != name)
                && may_have(instances, facets, &name)
                && let Some(value) = undeclared(instances, &facets.member(&name), 1)
            {
                made.push((name, value));
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
