//! Everything that must hold at a place together: a schema, the members of its `allOf`, single alternatives.

use std::collections::HashSet;

use super::Planner;
use crate::{JsonType, SchemaId, TypeSet};

/// Whether references are parts like any other, or are left as they are.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(super) enum References {
    Keep,
    Follow,
}

/// What must hold together.
#[derive(Debug, Default)]
pub(super) struct Conjunction {
    /// Schemas whose own keywords hold, in reading order: what is referred to or composed comes before what is beside it.
    pub(super) parts: Vec<SchemaId>,
    /// Schemas that are referred to, each once, where references are kept.
    pub(super) references: Vec<SchemaId>,
    /// Schemas with alternatives of which more than one is not null, each with the keyword.
    pub(super) choices: Vec<(SchemaId, &'static str)>,
    /// Whether the root refers to itself.
    pub(super) cyclic: bool,
}

enum Step {
    Enter(SchemaId),
    Take(SchemaId),
}

impl Planner<'_, '_> {
    /// What must hold together at a schema. Work is linear in the parts; following references spends `merges_left`.
    pub(super) fn conjunction(&mut self, root: SchemaId, references: References) -> Conjunction {
        let mut found = Conjunction::default();
        let mut seen = HashSet::from([root]);
        let mut steps = vec![Step::Enter(root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Take(id) => found.parts.push(id),
                Step::Enter(id) => {
                    let children = self.children(id, references, &mut found);
                    found.cyclic |= children.contains(&root);
                    steps.push(Step::Take(id));
                    steps.extend(
                        children
                            .into_iter()
                            .rev()
                            .filter(|child| seen.insert(*child))
                            .map(Step::Enter),
                    );
                    if references == References::Follow {
                        self.merges_left = self.merges_left.saturating_sub(1);
                        if self.merges_left == 0 {
                            break;
                        }
                    }
                }
            }
        }
        found
            .choices
            .retain(|(owner, keyword)| !self.is_inherited(*owner, keyword, &seen));
        found
    }

    /// Whether a choice has an alternative that is being looked at already: the base of an inheritance lists its children,
    /// each of which refers to the base. From the child's side the choice has been made.
    fn is_inherited(&self, owner: SchemaId, keyword: &str, seen: &HashSet<SchemaId>) -> bool {
        let is_seen = |id: &SchemaId| seen.contains(id);
        self.members(owner, keyword).iter().any(|member| {
            is_seen(member)
                || self
                    .arena
                    .schema(*member)
                    .reference
                    .as_ref()
                    .is_some_and(is_seen)
        })
    }

    fn children(
        &mut self,
        id: SchemaId,
        references: References,
        found: &mut Conjunction,
    ) -> Vec<SchemaId> {
        let schema = self.arena.schema(id);
        let (reference, all_of) = (schema.reference, schema.all_of.clone());
        let alternatives = [
            ("anyOf", schema.any_of.clone()),
            ("oneOf", schema.one_of.clone()),
        ];
        let mut children = Vec::new();
        if let Some(target) = reference {
            match references {
                References::Follow => children.push(target),
                References::Keep if found.references.contains(&target) => {}
                References::Keep => found.references.push(target),
            }
        }
        children.extend(all_of);
        for (keyword, members) in alternatives {
            let mut values = members.into_iter().filter(|member| !self.is_null(*member));
            match (values.next(), values.next()) {
                (Some(only), None) => children.push(only),
                (Some(_), Some(_)) => found.choices.push((id, keyword)),
                (None, _) => {}
            }
        }
        children
    }

    pub(super) fn is_null(&mut self, id: SchemaId) -> bool {
        self.admitted(id) == TypeSet::of(JsonType::Null)
    }
}
