//! The alternatives of a union before their types are planned, and the words for them.

use super::Planner;
use super::names;
use crate::{JsonType, SchemaId, UnionRule};

/// A union before its variants are planned.
#[derive(Debug)]
pub(super) struct Alternatives {
    pub(super) rule: UnionRule,
    pub(super) branches: Vec<Branch>,
}

/// One alternative.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// As `oneOf` or `anyOf` lists it.
    pub(super) member: SchemaId,
    /// The same with what stands beside the choice.
    pub(super) schema: SchemaId,
    pub(super) word: String,
    pub(super) tags: Vec<String>,
}

impl Branch {
    pub(super) fn of(member: SchemaId, schema: SchemaId) -> Branch {
        Branch {
            member,
            schema,
            word: String::new(),
            tags: Vec::new(),
        }
    }

    /// What is chosen by its JSON type is named by it.
    pub(super) fn of_type(json_type: JsonType, schema: SchemaId) -> Branch {
        Branch {
            word: json_type.as_str().to_owned(),
            ..Branch::of(schema, schema)
        }
    }
}

impl Planner<'_, '_> {
    /// A word for each: the title, the name of the component, the tag, what only this one requires, the format, the type.
    pub(super) fn name_branches(&mut self, branches: &mut [Branch]) {
        for index in 0..branches.len() {
            branches[index].word = self.word_of(branches, index);
        }
    }

    fn word_of(&mut self, branches: &[Branch], index: usize) -> String {
        let branch = &branches[index];
        if let Some(title) = self.title_of(branch.member) {
            return title;
        }
        if let Some(name) = self.referred_name(branch.member) {
            return name;
        }
        if let Some(tag) = branch.tags.first() {
            return tag.clone();
        }
        if let Some(name) = self.only_required(branches, index) {
            return name;
        }
        let schema = self.arena.schema(branch.member);
        if let Some(format) = &schema.string.format {
            return format.clone();
        }
        if let Some(items) = self.word_of_items(branches, index) {
            return items;
        }
        let admitted = self.admitted(branch.schema).without(JsonType::Null);
        admitted
            .single()
            .map_or_else(|| "other".to_owned(), |only| only.as_str().to_owned())
    }

    /// A title that reads as a name.
    pub(super) fn title_of(&self, id: SchemaId) -> Option<String> {
        const MOST_WORDS: usize = 5;
        let title = self.arena.schema(id).annotations.title.clone()?;
        let words = title.split_whitespace().count();
        (1..=MOST_WORDS).contains(&words).then_some(title)
    }

    /// The name of the component that an alternative refers to.
    pub(super) fn referred_name(&self, id: SchemaId) -> Option<String> {
        let target = self.arena.schema(id).reference?;
        names::words_of_place(self.arena, target).pop()
    }

    /// The first property that this alternative requires and no other does.
    fn only_required(&mut self, branches: &[Branch], index: usize) -> Option<String> {
        let required = self.facts_of(branches[index].schema).required.clone();
        required.into_iter().find(|name| {
            branches.iter().enumerate().all(|(other, branch)| {
                other == index || !self.facts_of(branch.schema).required.contains(name)
            })
        })
    }
}
