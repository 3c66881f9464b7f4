//! The judge on objects: known members, missing ones, and the others.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use super::Judge;
use crate::{
    Location, checks,
    json::Value,
    schema::{Assertion, Link, Property},
};

type Members = [(String, Value)];

impl Judge {
    /// Judges one of the `siblings` that apply to objects.
    pub(super) fn object(
        &mut self,
        assertion: &'static Assertion,
        siblings: &'static [Assertion],
        members: &Members,
        at: &Location<'_>,
    ) {
        let violations = &mut self.violations;
        match assertion {
            Assertion::MaxProperties(limit) => {
                checks::max_properties(&members.len(), *limit, at, violations);
            }
            Assertion::MinProperties(limit) => {
                checks::min_properties(&members.len(), *limit, at, violations);
            }
            Assertion::Properties(properties) => self.properties(properties, members, at),
            Assertion::AdditionalProperties(link) => self.others(link, siblings, members, at),
            Assertion::NoAdditionalProperties => {
                let known = known(siblings);
                for (name, _) in members
                    .iter()
                    .filter(|(name, _)| !known.contains(name.as_str()))
                {
                    checks::additional_property(name, at, violations);
                }
            }
            _ => {}
        }
    }

    fn properties(
        &mut self,
        properties: &'static [Property],
        members: &Members,
        at: &Location<'_>,
    ) {
        let found = by_name(members);
        for property in properties {
            match found.get(property.name) {
                None => checks::required(property, at, &mut self.violations),
                Some((value, count)) => {
                    if *count > 1 {
                        checks::duplicate_property(property.name, at, &mut self.violations);
                    }
                    self.link(&property.link, value, &at.property(property.name));
                }
            }
        }
    }

    fn others(
        &mut self,
        link: &'static Link,
        siblings: &'static [Assertion],
        members: &Members,
        at: &Location<'_>,
    ) {
        let mut seen = known(siblings);
        let known = seen.clone();
        for (name, value) in members {
            let name = name.as_str();
            if known.contains(name) {
                continue;
            }
            if !seen.insert(name) {
                checks::duplicate_property(name, at, &mut self.violations);
            }
            self.link(link, value, &at.additional_property(name));
        }
    }
}

/// The first member of each name, and how many there are.
fn by_name(members: &Members) -> HashMap<&str, (&Value, usize)> {
    let mut found = HashMap::with_capacity(members.len());
    for (name, value) in members {
        match found.entry(name.as_str()) {
            Entry::Vacant(place) => {
                place.insert((value, 1));
            }
            Entry::Occupied(mut first) => first.get_mut().1 += 1,
        }
    }
    found
}

/// The names that `properties` of the same table has.
fn known<'m>(siblings: &'static [Assertion]) -> HashSet<&'m str> {
    let mut names = HashSet::new();
    for assertion in siblings {
        if let Assertion::Properties(properties) = assertion {
            names.extend(properties.iter().map(|property| property.name));
        }
    }
    names
}
