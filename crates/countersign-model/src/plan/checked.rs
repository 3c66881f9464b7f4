//! What a checked value refers to: each target of a `$ref` is a type of its own, so that recursion ends at names.

use std::collections::HashSet;

use super::Planner;
use crate::{SchemaId, TypeId};

impl Planner<'_, '_> {
    /// The types that the references in a schema lead to, each once, in reading order.
    pub(super) fn uses_of(&mut self, root: SchemaId) -> Vec<(SchemaId, TypeId)> {
        let mut uses = Vec::new();
        let mut seen = HashSet::new();
        let mut named = HashSet::new();
        let mut pending = vec![root];
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = self.arena.schema(id);
            let children: Vec<SchemaId> = schema.subschemas().collect();
            if let Some(target) = schema.reference
                && named.insert(target)
            {
                uses.push((target, self.type_of_target(target)));
                // A component that is only this reference is what gives the target its name: its text is the target's.
                if self.named_by.get(&target) == Some(&root) {
                    pending.push(target);
                }
            }
            pending.extend(children.into_iter().rev());
        }
        uses
    }
}
