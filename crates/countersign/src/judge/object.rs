//! The judge on objects: known members, missing ones, and the others.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use super::{Judge, Marks, Verdict, pattern_properties};
use crate::{
    Location, checks,
    json::Value,
    schema::{Assertion, Link, Property, Types},
};

pub(super) type Members = [(String, Value)];

impl Judge {
    /// Judges one of the `siblings` that apply to objects.
    pub(super) fn object(
        &mut self,
        assertion: &'static Assertion,
        siblings: &'static [Assertion],
        members: &Members,
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        match assertion {
            Assertion::MaxProperties(limit) => self
                .leaf(|violations| checks::max_properties(&members.len(), *limit, at, violations)),
            Assertion::MinProperties(limit) => self
                .leaf(|violations| checks::min_properties(&members.len(), *limit, at, violations)),
            Assertion::Required(names) => {
                self.leaf(|violations| checks::required_names(names, members, at, violations))
            }
            Assertion::DependentRequired(names) => {
                self.leaf(|violations| checks::dependent_required(names, members, at, violations))
            }
            Assertion::Properties(properties) => self.properties(properties, members, at, marks),
            Assertion::PatternProperties(patterns) => {
                self.pattern_properties(patterns, members, at, marks)
            }
            Assertion::PropertyNames(link) => self.property_names(link, members, at),
            Assertion::AdditionalProperties(link) => {
                self.others(link, siblings, members, at, marks)
            }
            Assertion::NoAdditionalProperties => self.no_others(siblings, members, at, marks),
            _ => Verdict::Valid,
        }
    }

    fn properties(
        &mut self,
        properties: &'static [Property],
        members: &Members,
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let found = by_name(members);
        let mut verdict = Verdict::Valid;
        for property in properties {
            let one = match found.get(property.name) {
                None => self.leaf(|violations| checks::required(property, at, violations)),
                Some((index, value, count)) => {
                    marks.set(*index);
                    let unique = self.leaf(|violations| {
                        if *count > 1 {
                            checks::duplicate_property(property.name, at, violations);
                        }
                    });
                    unique.max(self.child(&property.link, value, &at.property(property.name)))
                }
            };
            verdict = verdict.max(one);
            if self.is_enough(verdict) {
                break;
            }
        }
        verdict
    }

    fn others(
        &mut self,
        link: &'static Link,
        siblings: &'static [Assertion],
        members: &Members,
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let known = Known::of(siblings);
        let mut seen = HashSet::new();
        let mut verdict = Verdict::Valid;
        for (index, (name, value)) in members.iter().enumerate() {
            if known.has(name) {
                continue;
            }
            marks.set(index);
            let unique = self.leaf(|violations| {
                if !seen.insert(name.as_str()) {
                    checks::duplicate_property(name, at, violations);
                }
            });
            let one = self.child(link, value, &at.additional_property(name));
            verdict = verdict.max(unique).max(one);
            if self.is_enough(verdict) {
                break;
            }
        }
        verdict
    }

    fn no_others(
        &mut self,
        siblings: &'static [Assertion],
        members: &Members,
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let known = Known::of(siblings);
        let others = members.iter().enumerate();
        let others = others.filter(|(_, (name, _))| !known.has(name));
        self.leaf(|violations| {
            for (index, (name, _)) in others {
                marks.set(index);
                checks::additional_property(name, at, violations);
            }
        })
    }

    /// `unevaluatedProperties`: the members that have no mark.
    pub(super) fn members(
        &mut self,
        link: &'static Link,
        members: &Members,
        at: &Location<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let refused = link.schema().types == Types::NONE;
        let mut verdict = Verdict::Valid;
        for (index, (name, value)) in members.iter().enumerate() {
            if marks.is_set(index) {
                continue;
            }
            let one = if refused {
                self.leaf(|violations| checks::unevaluated_property(name, at, violations))
            } else {
                self.child(link, value, &at.unevaluated_property(name))
            };
            verdict = verdict.max(one);
            marks.set(index);
            if self.is_enough(verdict) {
                break;
            }
        }
        verdict
    }
}

/// The first member of each name with its index, and how many there are.
fn by_name(members: &Members) -> HashMap<&str, (usize, &Value, usize)> {
    let mut found = HashMap::with_capacity(members.len());
    for (index, (name, value)) in members.iter().enumerate() {
        match found.entry(name.as_str()) {
            Entry::Vacant(place) => {
                place.insert((index, value, 1));
            }
            Entry::Occupied(mut first) => first.get_mut().2 += 1,
        }
    }
    found
}

/// The members that `properties` and `patternProperties` of the same table have: not additional ones.
struct Known {
    names: HashSet<&'static str>,
    patterns: pattern_properties::Patterns,
}

impl Known {
    fn of(siblings: &'static [Assertion]) -> Self {
        let mut known = Self {
            names: HashSet::new(),
            patterns: pattern_properties::Patterns::default(),
        };
        for assertion in siblings {
            match assertion {
                Assertion::Properties(properties) => {
                    known
                        .names
                        .extend(properties.iter().map(|property| property.name));
                }
                Assertion::PatternProperties(patterns) => known.patterns.extend(patterns),
                _ => {}
            }
        }
        known
    }

    fn has(&self, name: &str) -> bool {
        self.names.contains(name) || self.patterns.match_any(name)
    }
}
