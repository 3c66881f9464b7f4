//! Keywords that no typed form holds: where one of them applies, the value is kept whole and judged.

use countersign_json::Value;

use super::Planner;
use super::conjunction::Conjunction;
use super::merged::Merged;
use super::union::says_only_types;
use crate::lower::Arena;
use crate::{JsonType, Schema, SchemaId, TypeSet};

impl Planner<'_, '_> {
    /// Whether one of the parts says what no typed form holds about values of these types.
    pub(super) fn is_shapeless(&self, root: SchemaId, whole: &Conjunction, types: TypeSet) -> bool {
        let arena = &*self.arena;
        if self.is_unevaluated_by_condition(root, whole) {
            return true;
        }
        whole.parts.iter().any(|part| {
            let schema = arena.schema(*part);
            let outermost = *part == root && whole.choices.is_empty();
            has_logic(schema)
                || lists_parts(schema)
                || (types.contains(JsonType::Array) && has_array_logic(arena, schema))
                || (types.contains(JsonType::Object) && has_object_logic(arena, schema))
                || (types.contains(JsonType::Object)
                    && !outermost
                    && asserts(arena, schema.object.unevaluated_properties))
        })
    }

    /// `unevaluatedProperties` of the outermost schema holds for what none of its parts names (core, section 11.3): it is
    /// the `additionalProperties` of all of them, unless one of them has its own.
    pub(super) fn take_unevaluated(&self, id: SchemaId, parts: &[SchemaId], merged: &mut Merged) {
        let evaluates = |part: &SchemaId| {
            *part != id
                && self
                    .arena
                    .schema(*part)
                    .object
                    .unevaluated_properties
                    .is_some()
        };
        if merged.additional.is_empty() && !parts.iter().any(evaluates) {
            let unevaluated = self.arena.schema(id).object.unevaluated_properties;
            merged.additional.extend(unevaluated);
        }
    }

    /// Whether what is unevaluated depends on `if`, which may evaluate members even without `then` and `else`.
    fn is_unevaluated_by_condition(&self, root: SchemaId, whole: &Conjunction) -> bool {
        let arena = &*self.arena;
        asserts(arena, arena.schema(root).object.unevaluated_properties)
            && whole
                .parts
                .iter()
                .any(|part| arena.schema(*part).logic.condition.is_some())
    }
}

fn has_logic(schema: &Schema) -> bool {
    let logic = &schema.logic;
    let branches = logic.then.is_some() || logic.otherwise.is_some();
    logic.not.is_some() || (logic.condition.is_some() && branches)
}

/// Whether an array or an object is listed in `enum` or `const`.
fn lists_parts(schema: &Schema) -> bool {
    let listed = schema.enumeration.iter().flatten().chain(&schema.constant);
    listed
        .into_iter()
        .any(|value| matches!(value, Value::Array(_) | Value::Object(_)))
}

fn has_array_logic(arena: &Arena<'_>, schema: &Schema) -> bool {
    let array = &schema.array;
    !array.prefix_items.is_empty()
        || array.contains.is_some()
        || asserts(arena, array.unevaluated_items)
}

fn has_object_logic(arena: &Arena<'_>, schema: &Schema) -> bool {
    let object = &schema.object;
    !object.pattern_properties.is_empty()
        || !object.dependent_required.is_empty()
        || !object.dependent_schemas.is_empty()
        || object
            .property_names
            .is_some_and(|names| !takes_every_name(arena, names))
}

/// Whether a schema says no more of a name than that it is a string.
fn takes_every_name(arena: &Arena<'_>, id: SchemaId) -> bool {
    const DEEPEST: usize = 16;
    let mut id = id;
    for _ in 0..DEEPEST {
        let schema = arena.schema(id);
        let own = Schema {
            reference: None,
            ..schema.clone()
        };
        let takes_strings = schema
            .types
            .is_none_or(|types| types.contains(JsonType::String));
        if !says_only_types(&own) || !takes_strings || schema.boolean == Some(false) {
            return false;
        }
        match schema.reference {
            Some(target) => id = target,
            None => return true,
        }
    }
    false
}

/// Whether a schema is there and is not `true`.
fn asserts(arena: &Arena<'_>, id: Option<SchemaId>) -> bool {
    id.is_some_and(|id| arena.schema(id).boolean != Some(true))
}
