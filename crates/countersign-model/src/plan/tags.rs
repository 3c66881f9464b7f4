//! What tells objects apart: properties with disjoint lists of values, and names that only one alternative admits.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use countersign_json::Value;

use super::Planner;
use super::branch::{Alternatives, Branch};
use super::conjunction::References;
use crate::{JsonType, Reading, SchemaId, TypeSet, UnionRule};

/// What is certain about the objects that a schema accepts.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The properties that are always there, in reading order.
    pub(super) required: Vec<String>,
    /// The properties that are declared.
    declared: HashSet<String>,
    /// Whether there are no others.
    closed: bool,
    /// The strings that a required property can have, where they are listed.
    listed: HashMap<String, Vec<String>>,
}

/// The facts so far, by schema.
#[derive(Default)]
pub(super) struct KnownFacts(HashMap<SchemaId, Rc<Facts>>);

/// How deep unions may nest for their tags to be seen.
const DEEPEST: u32 = 8;

impl Planner<'_, '_> {
    /// A property chooses the alternative: the values that the alternatives list for it, or those that the document's
    /// discriminator gives them.
    pub(super) fn apart_by_tag(
        &mut self,
        owner: SchemaId,
        branches: &[Branch],
    ) -> Option<Alternatives> {
        for branch in branches {
            if self.admitted(branch.schema).without(JsonType::Null) != TypeSet::of(JsonType::Object)
            {
                return None;
            }
        }
        let declared = self.arena.schema(owner).discriminator.clone();
        let first = self.facts_of(branches.first()?.schema);
        let named = declared
            .iter()
            .map(|discriminator| discriminator.property.clone());
        let candidates: Vec<String> = named.chain(first.required.iter().cloned()).collect();
        for property in candidates {
            if let Some(tags) = self.listed_tags(&property, branches) {
                return Some(self.tagged(property, branches, tags));
            }
        }
        // Where one alternative is meant by absence, and by values of no alternative, the values do not choose alone.
        let discriminator = declared
            .filter(|found| self.arena.reading == Reading::Intended && found.default.is_none())?;
        let tags = self.declared_tags(&discriminator, branches)?;
        Some(self.tagged(discriminator.property.clone(), branches, tags))
    }

    fn tagged(
        &mut self,
        property: String,
        branches: &[Branch],
        tags: Vec<Vec<String>>,
    ) -> Alternatives {
        let mut branches = branches.to_vec();
        for (branch, tags) in branches.iter_mut().zip(tags) {
            let mut seen = std::collections::HashSet::new();
            branch.tags = tags; // a branch that is a union itself may list a tag for several of its own
            branch.tags.retain(|tag| seen.insert(tag.clone()));
        }
        self.name_branches(&mut branches);
        Alternatives {
            rule: UnionRule::Tagged { property },
            branches,
        }
    }

    /// The values that each alternative lists, where no two share one.
    fn listed_tags(&mut self, property: &str, branches: &[Branch]) -> Option<Vec<Vec<String>>> {
        let mut tags = Vec::with_capacity(branches.len());
        for branch in branches {
            tags.push(self.facts_of(branch.schema).listed.get(property)?.clone());
        }
        are_disjoint(&tags).then_some(tags)
    }

    /// The values that a discriminator gives each alternative (OpenAPI 3.1, section 4.8.25.4): those of `mapping`, else the
    /// name of the component. Each alternative must declare the property, which would be lost otherwise.
    fn declared_tags(
        &mut self,
        discriminator: &crate::Discriminator,
        branches: &[Branch],
    ) -> Option<Vec<Vec<String>>> {
        let mut tags = Vec::with_capacity(branches.len());
        for branch in branches {
            let facts = self.facts_of(branch.schema);
            if !facts.declared.contains(&discriminator.property) {
                return None;
            }
            let target = self.arena.schema(branch.member).reference?;
            let mapped = discriminator.mapping.iter().filter(|(_, to)| *to == target);
            let mut values: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
            if values.is_empty() {
                values.extend(self.referred_name(branch.member));
            }
            tags.push(values);
        }
        are_disjoint(&tags).then_some(tags)
    }

    /// Whether no value satisfies two of the alternatives.
    pub(super) fn exclude_each_other(&mut self, branches: &[Branch]) -> bool {
        const MOST: usize = 64;
        if branches.len() > MOST {
            return false;
        }
        let mut known = Vec::with_capacity(branches.len());
        for branch in branches {
            let types = self.admitted(branch.schema).without(JsonType::Null);
            known.push((types, self.facts_of(branch.schema)));
        }
        let objects = TypeSet::of(JsonType::Object);
        known.iter().enumerate().all(|(index, (types, facts))| {
            known[index + 1..].iter().all(|(others, other)| {
                types.is_disjoint(*others)
                    || (types.intersection(*others) == objects && facts.excludes(other))
            })
        })
    }

    /// What is certain about the objects that a schema accepts.
    pub(super) fn facts_of(&mut self, id: SchemaId) -> Rc<Facts> {
        self.facts_within(id, 0)
    }

    fn facts_within(&mut self, id: SchemaId, depth: u32) -> Rc<Facts> {
        if let Some(known) = self.facts.0.get(&id) {
            return Rc::clone(known);
        }
        let facts = Rc::new(self.find_facts(id, depth));
        if depth < DEEPEST {
            self.facts.0.insert(id, Rc::clone(&facts));
        }
        facts
    }

    fn find_facts(&mut self, id: SchemaId, depth: u32) -> Facts {
        let mut facts = Facts::default();
        let whole = self.conjunction(id, References::Follow);
        if whole.cyclic || self.merges_left == 0 || depth == DEEPEST {
            return facts;
        }
        let mut properties: Vec<(String, SchemaId)> = Vec::new();
        for part in &whole.parts {
            let object = &self.arena.schema(*part).object;
            let closed = object
                .additional_properties
                .is_some_and(|id| self.arena.schema(id).boolean == Some(false));
            // Of one part alone, since each of them speaks of what it declares itself.
            facts.closed |=
                closed && whole.parts.len() == 1 && object.pattern_properties.is_empty();
            facts.required.extend(object.required.iter().cloned());
            properties.extend(object.properties.iter().cloned());
        }
        facts.declared = properties.iter().map(|(name, _)| name.clone()).collect();
        let required: HashSet<String> = facts.required.iter().cloned().collect();
        for (name, id) in properties {
            if required.contains(&name)
                && let Some(values) = self.listed_strings(id)
            {
                take(&mut facts.listed, name, values);
            }
        }
        for (owner, keyword) in &whole.choices {
            let members = self.members(*owner, keyword);
            let inner: Vec<Rc<Facts>> = members
                .iter()
                .map(|member| self.facts_within(*member, depth + 1))
                .collect();
            facts.take_choice(&inner);
        }
        facts
    }

    /// The strings of `enum` or `const`, where nothing else is admitted.
    fn listed_strings(&mut self, id: SchemaId) -> Option<Vec<String>> {
        let schema = self.arena.schema(id);
        let composed = schema.reference.is_some() || !schema.all_of.is_empty();
        if !composed && schema.enumeration.is_none() && schema.constant.is_none() {
            return None;
        }
        let whole = self.conjunction(id, References::Follow);
        let mut listed: Option<Vec<String>> = None;
        for part in &whole.parts {
            let schema = self.arena.schema(*part);
            let constant = schema.constant.as_ref().map(std::slice::from_ref);
            for values in schema.enumeration.as_deref().into_iter().chain(constant) {
                let strings = all_strings(values)?;
                match &mut listed {
                    Some(listed) => listed.retain(|value| strings.contains(value)),
                    None => listed = Some(strings),
                }
            }
        }
        listed
    }
}

impl Facts {
    /// Whether no object satisfies both.
    fn excludes(&self, other: &Facts) -> bool {
        self.lacks_required_of(other)
            || other.lacks_required_of(self)
            || self.listed.iter().any(|(name, values)| {
                let others = other.listed.get(name);
                others.is_some_and(|others| !others.iter().any(|value| values.contains(value)))
            })
    }

    fn lacks_required_of(&self, other: &Facts) -> bool {
        self.closed
            && other
                .required
                .iter()
                .any(|name| !self.declared.contains(name))
    }

    /// What is certain whichever alternative is chosen.
    fn take_choice(&mut self, alternatives: &[Rc<Facts>]) {
        self.closed = false;
        let Some((first, rest)) = alternatives.split_first() else {
            return;
        };
        for name in &first.required {
            if !rest.iter().all(|other| other.required.contains(name)) {
                continue;
            }
            if !self.required.contains(name) {
                self.required.push(name.clone());
            }
            let lists: Option<Vec<&Vec<String>>> = alternatives
                .iter()
                .map(|one| one.listed.get(name))
                .collect();
            if let Some(lists) = lists {
                let all = lists.into_iter().flatten().cloned().collect();
                take(&mut self.listed, name.clone(), all);
            }
        }
        let everywhere = |name: &&String| rest.iter().all(|other| other.declared.contains(*name));
        self.declared
            .extend(first.declared.iter().filter(everywhere).cloned());
    }
}

fn take(listed: &mut HashMap<String, Vec<String>>, name: String, values: Vec<String>) {
    match listed.get_mut(&name) {
        Some(known) => known.retain(|value| values.contains(value)),
        None => {
            listed.insert(name, values);
        }
    }
}

fn all_strings(values: &[Value]) -> Option<Vec<String>> {
    values
        .iter()
        .map(|value| match value {
            Value::String(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

/// Whether each list has something and no two lists share a value.
fn are_disjoint(lists: &[Vec<String>]) -> bool {
    let mut taken = HashSet::new();
    lists.iter().all(|list| {
        let own: HashSet<&String> = list.iter().collect();
        !list.is_empty() && own.into_iter().all(|value| taken.insert(value))
    })
}
