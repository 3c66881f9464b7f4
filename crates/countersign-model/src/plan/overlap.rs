//! Alternatives of `anyOf` that overlap where it does not matter: one has no value of its own, or they share `[]` alone.

use super::Planner;
use super::branch::Branch;
use super::form::Form;
use super::listed::listed;
use crate::judge::{self, Verdict};
use crate::{JsonType, SchemaId, TypeSet};

/// Each alternative is held against each other: of more, nothing is said.
const MOST: usize = 64;

impl Planner<'_, '_> {
    /// Alternatives without those that list some values, each of which satisfies another one anyway.
    pub(super) fn without_listed_elsewhere(&self, members: Vec<SchemaId>) -> Vec<SchemaId> {
        if members.len() > MOST {
            return members;
        }
        let mut kept = members.clone();
        for member in members {
            let Some(values) = listed(self.arena.schema(member)) else {
                continue;
            };
            let others = || kept.iter().filter(|other| **other != member);
            let is_elsewhere = |value| {
                others().any(|other| {
                    matches!(judge::verdict(self.arena, *other, value), Verdict::Accepts)
                })
            };
            if values.iter().all(is_elsewhere) {
                kept.retain(|other| *other != member);
            }
        }
        kept
    }

    /// Arrays whose items differ in type share nothing but `[]`: it is left to the first that takes it, and the others
    /// have an item. Whether that is so.
    pub(super) fn leave_empty_to_one(&mut self, branches: &mut [Branch]) -> bool {
        let mut items: Vec<TypeSet> = Vec::with_capacity(branches.len());
        let mut take_empty = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            let Some((types, takes_empty)) = self.items_of(branch.schema) else {
                return false;
            };
            if items.iter().any(|others| !others.is_disjoint(types)) {
                return false;
            }
            items.push(types);
            if takes_empty {
                take_empty.push(index);
            }
        }
        for index in take_empty.into_iter().skip(1) {
            let schema = branches[index].schema;
            let filled = self
                .arena
                .make(schema, |made| made.array.min_items = Some(1));
            if let Some(schema) = self.intersection(&[schema, filled]) {
                branches[index].schema = schema;
            }
        }
        true
    }

    /// A word for an array beside other arrays: what its items are.
    pub(super) fn word_of_items(&mut self, branches: &[Branch], index: usize) -> Option<String> {
        let array = TypeSet::of(JsonType::Array);
        let mut is_array =
            |branch: &&Branch| self.admitted(branch.schema).without(JsonType::Null) == array;
        if branches.iter().filter(|branch| is_array(branch)).count() < 2 {
            return None;
        }
        let Form::Array(items, _) = self.form(branches[index].schema) else {
            return None;
        };
        let first = *items.first()?;
        if let Some(name) = self.title_of(first).or_else(|| self.referred_name(first)) {
            return Some(format!("{name} list"));
        }
        let only = self.admitted(first).without(JsonType::Null).single()?;
        Some(format!("{}s", only.as_str()))
    }

    /// The types that the items of an array may have, and whether there may be none.
    fn items_of(&mut self, id: SchemaId) -> Option<(TypeSet, bool)> {
        if self.admitted(id).without(JsonType::Null) != TypeSet::of(JsonType::Array) {
            return None;
        }
        let Form::Array(items, checks) = self.form(id) else {
            return None;
        };
        let mut types = TypeSet::ALL;
        for item in items {
            types = types.intersection(self.admitted(item));
        }
        Some((types, checks.min_items.is_none_or(|least| least == 0)))
    }
}
