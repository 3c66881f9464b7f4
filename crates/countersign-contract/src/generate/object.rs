//! Objects: members by what is declared, required, matched by patterns and left over, and by the counts.

mod changes;
mod special;

use std::rc::Rc;

use countersign_json::Value;
use countersign_model::{JsonType, SchemaId};

pub(super) use changes::proposals;

use super::instance::{Extent, Instances, Way};
use super::{Facets, pattern, string};

/// The most members that are made up to reach `minProperties`.
const MOST_FILLERS: u64 = 64;
/// How long names are that patterns leave a choice, in code points.
const USUAL_NAME: usize = 8;

/// An object that satisfies the facets, if each required member can be made.
pub(super) fn build(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    extent: Extent,
    depth: usize,
) -> Option<Value> {
    let mut members: Vec<(String, Value)> = Vec::new();
    for (name, _) in &facets.properties {
        let required = facets.required.contains(name);
        let is_left_out = extent == Extent::Minimal || !has_room(facets, &members);
        if !required && (is_left_out || !may_have(instances, facets, name)) {
            continue;
        }
        match member(instances, facets, name, extent, depth) {
            Some(value) => members.push(((*name).to_owned(), value)),
            None if required => return None,
            None => {}
        }
    }
    if extent == Extent::Full && !facets.about.is_empty() {
        add_undeclared(instances, facets, &mut members, depth);
    }
    complete(instances, facets, &mut members, depth)?;
    Some(Value::Object(members))
}

fn has_room(facets: &Facets<'_>, members: &[(String, Value)]) -> bool {
    let most = facets.members.1;
    most.is_none_or(|most| (members.len() as u64) < most)
}

/// Whether a name may be there at all.
pub(super) fn may_have(instances: &Instances<'_>, facets: &Facets<'_>, name: &str) -> bool {
    !facets.absent.contains(&name)
        && (facets.names.is_empty()
            || instances
                .judge()
                .accepts(&facets.names, &Value::String(name.to_owned())))
}

/// A value for a member.
fn member(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    name: &str,
    extent: Extent,
    depth: usize,
) -> Option<Value> {
    let refused: Vec<SchemaId> = refused(facets, name);
    let declared = facets.properties.iter().find(|(known, _)| *known == name);
    match declared {
        Some((_, schemas)) if refused.is_empty() => instances.at(schemas, extent, depth + 1),
        None if refused.is_empty() => undeclared(instances, &facets.member(name), depth),
        _ => instances.refusing(&facets.member(name), &refused, depth + 1),
    }
}

/// The schemas that must refuse a member.
fn refused(facets: &Facets<'_>, name: &str) -> Vec<SchemaId> {
    let refused = facets.refused_members.iter();
    let refused = refused.filter(|(known, _)| *known == name);
    refused.map(|(_, id)| *id).collect()
}

/// Adds a member for each pattern, and one of another name where names or what is left over are spoken of.
pub(super) fn add_undeclared(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    members: &mut Vec<(String, Value)>,
    depth: usize,
) {
    let patterned = facets.patterned.iter();
    let patterned = patterned.filter_map(|(pattern, _)| pattern::text(pattern, USUAL_NAME));
    let is_about_rest = !facets.names.is_empty() || facets.unevaluated().contains(JsonType::Object);
    let made_up = is_about_rest.then(|| {
        let mut names = names(instances, facets);
        names.find(|name| may_have(instances, facets, name))
    });
    let mut added: Vec<String> = Vec::new();
    for name in patterned.chain(made_up.flatten()) {
        let is_new = members.iter().all(|(known, _)| *known != name) && !added.contains(&name);
        if is_new && may_have(instances, facets, &name) {
            added.push(name);
        }
    }
    for name in added {
        if has_room(facets, members)
            && let Some(value) = member(instances, facets, &name, Extent::Minimal, depth)
        {
            members.push((name, value));
        }
    }
}

/// Adds what is still missing: required members, those that others require, and as many as `minProperties` asks for.
pub(super) fn complete(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    members: &mut Vec<(String, Value)>,
    depth: usize,
) -> Option<()> {
    let is_there =
        |members: &[(String, Value)], name: &str| members.iter().any(|(known, _)| known == name);
    for name in &facets.required {
        if facets.absent.contains(name) {
            return None;
        }
        if !is_there(members, name) {
            let value = member(instances, facets, name, Extent::Minimal, depth)?;
            members.push(((*name).to_owned(), value));
        }
    }
    for _ in &facets.dependents {
        for (trigger, names) in &facets.dependents {
            let names = names.iter().filter(|_| is_there(members, trigger));
            let missing: Vec<&String> = names.filter(|name| !is_there(members, name)).collect();
            for name in missing {
                let value = member(instances, facets, name, Extent::Minimal, depth)?;
                members.push((name.clone(), value));
            }
        }
    }
    fill(instances, facets, members, depth);
    Some(())
}

/// Adds members up to `minProperties`: declared ones first, then made-up names.
fn fill(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    members: &mut Vec<(String, Value)>,
    depth: usize,
) {
    let least = facets.members.0.min(MOST_FILLERS);
    if members.len() as u64 >= least {
        return;
    }
    let declared = facets.properties.iter().map(|(name, _)| (*name).to_owned());
    for name in declared.chain(names(instances, facets)) {
        if members.len() as u64 >= least {
            break;
        }
        if !members.iter().any(|(known, _)| *known == name)
            && may_have(instances, facets, &name)
            && let Some(value) = member(instances, facets, &name, Extent::Minimal, depth)
        {
            members.push((name, value));
        }
    }
}

/// Names to make up, the plainest first: those that `propertyNames` admits, any, and those of patterns.
fn names<'i>(
    instances: &'i Instances<'_>,
    facets: &'i Facets<'_>,
) -> impl Iterator<Item = String> + use<'i> {
    let admitted = (!facets.names.is_empty()).then(|| admitted(instances, &facets.names));
    let numbered = (1..=MOST_FILLERS).map(|number| format!("key{number}"));
    let lengths = 1..=usize::try_from(MOST_FILLERS).unwrap_or(0);
    let patterned = facets.patterned.iter().flat_map(move |(pattern, _)| {
        let texts = lengths.clone();
        texts.filter_map(move |length| pattern::text(pattern, length))
    });
    let is_new = |name: &String| facets.properties.iter().all(|(known, _)| known != name);
    let all = admitted.into_iter().flatten().chain(numbered);
    all.chain(patterned).filter(is_new)
}

/// Texts that should satisfy all of the schemas of names.
fn admitted(instances: &Instances<'_>, schemas: &[SchemaId]) -> Vec<String> {
    let ways = instances.ways(schemas);
    let of_way = |way: &Rc<Way<'_>>| -> Vec<String> {
        let (facets, seed) = (&way.facets, instances.seed);
        if let Some(values) = &facets.values {
            let texts = values.iter().filter_map(|value| value.as_str());
            return texts.map(str::to_owned).collect();
        }
        let texts = way.texts.get_or_init(|| string::valid(facets, seed));
        let (least, most) = facets.length;
        let lengths = least..=most.unwrap_or(u64::MAX).min(least + MOST_FILLERS);
        let more = lengths.filter_map(|length| string::of_length(facets, seed, length));
        texts.iter().cloned().chain(more).collect()
    };
    ways.iter().flat_map(of_way).collect()
}

/// A value for a member that no property names.
fn undeclared(instances: &Instances<'_>, schemas: &[SchemaId], depth: usize) -> Option<Value> {
    if schemas.is_empty() {
        return Some(Value::String(instances.seed.word("additional", 8)));
    }
    instances.at(schemas, Extent::Minimal, depth + 1)
}
