//! Which schemas hold for a member or an item, where that is not only what one schema says: `additionalProperties` sees its
//! own schema, `unevaluatedProperties` all that apply inside of it (core, sections 10.3 and 11).

use countersign_model::{ArrayAssertions, JsonType, ObjectAssertions, Schema, SchemaId, TypeSet};

use super::Facets;
use crate::judge::Pattern;

/// One schema that applies to a place.
#[derive(Clone, Debug)]
pub(super) struct Conjunct<'a> {
    pub(super) schema: &'a Schema,
    /// The schemas through which it applies, by index.
    pub(super) parents: Vec<usize>,
}

impl<'a> Facets<'a> {
    /// The schemas of a member.
    pub(crate) fn member(&self, name: &str) -> Vec<SchemaId> {
        let declared = self.properties.iter().find(|(known, _)| *known == name);
        match declared {
            Some((_, ids)) => ids.clone(),
            None if self.conjuncts.is_empty() => self.additional.clone(),
            None => of_member(&self.conjuncts, name),
        }
    }

    /// The schemas of an item.
    pub(crate) fn item(&self, index: usize) -> &[SchemaId] {
        self.prefix.get(index).unwrap_or(&self.items)
    }

    /// The schemas of an item that is to satisfy some `contains` as well: that evaluates it.
    pub(crate) fn item_with(&self, index: usize, contains: &[SchemaId]) -> Vec<SchemaId> {
        let mut ids = match contains {
            [] => return self.item(index).to_vec(),
            _ if self.conjuncts.is_empty() => self.items.clone(),
            _ => of_item(&self.conjuncts, index, contains),
        };
        ids.extend_from_slice(contains);
        ids
    }

    /// The types for which what nothing else evaluates is spoken of: `unevaluatedProperties`, `unevaluatedItems`.
    pub(crate) fn unevaluated(&self) -> TypeSet {
        let schemas = self.conjuncts.iter().map(|conjunct| conjunct.schema);
        let types = schemas.flat_map(|schema| {
            let members = schema
                .object
                .unevaluated_properties
                .map(|_| JsonType::Object);
            let items = schema.array.unevaluated_items.map(|_| JsonType::Array);
            members.into_iter().chain(items)
        });
        types.collect()
    }

    /// Puts together what several schemas say of members and items.
    pub(super) fn join(&mut self, conjuncts: Vec<Conjunct<'a>>) {
        let speak = |conjunct: &&Conjunct<'_>| {
            let (array, object) = (&conjunct.schema.array, &conjunct.schema.object);
            !array.is_empty() || !object.is_empty()
        };
        let is_simple = |conjunct: &Conjunct<'_>| {
            let (array, object) = (&conjunct.schema.array, &conjunct.schema.object);
            let has_rest = object.additional_properties.is_some();
            array.prefix_items.is_empty()
                && object.pattern_properties.is_empty()
                && !asks(conjunct.schema)
                && !(has_rest && conjuncts.iter().filter(speak).count() > 1)
        };
        if conjuncts.iter().all(is_simple) {
            return;
        }
        for (name, ids) in &mut self.properties {
            *ids = of_member(&conjuncts, name);
        }
        self.additional = of_member(&conjuncts, "");
        let prefix = conjuncts
            .iter()
            .map(|it| it.schema.array.prefix_items.len());
        let prefix = prefix.max().unwrap_or(0);
        let each = (0..=prefix).map(|index| of_item(&conjuncts, index, &[]));
        self.prefix = each.collect();
        self.items = self.prefix.pop().unwrap_or_default();
        self.conjuncts = conjuncts;
    }
}

fn asks(schema: &Schema) -> bool {
    let unevaluated = schema.object.unevaluated_properties;
    unevaluated.or(schema.array.unevaluated_items).is_some()
}

/// The schemas that a member satisfies. Of a name that nothing speaks of, the empty one stands for all.
fn of_member(conjuncts: &[Conjunct<'_>], name: &str) -> Vec<SchemaId> {
    let rules = |conjunct: &Conjunct<'_>| -> (Vec<SchemaId>, Option<SchemaId>) {
        let rules: &ObjectAssertions = &conjunct.schema.object;
        let named = named(rules, name);
        let rest = rules.additional_properties.filter(|_| named.is_empty());
        (
            named.into_iter().chain(rest).collect(),
            rules.unevaluated_properties,
        )
    };
    together(conjuncts, rules)
}

/// What `properties` and `patternProperties` of one schema say of a member.
fn named(rules: &ObjectAssertions, name: &str) -> Vec<SchemaId> {
    let declared = rules.properties.iter().filter(|(known, _)| known == name);
    let patterned = rules.pattern_properties.iter().filter(|(pattern, _)| {
        Pattern::new(pattern).and_then(|pattern| pattern.matches(name)) == Some(true)
    });
    declared.chain(patterned).map(|(_, id)| *id).collect()
}

/// The schemas that an item satisfies which is to satisfy some `contains`.
fn of_item(conjuncts: &[Conjunct<'_>], index: usize, contains: &[SchemaId]) -> Vec<SchemaId> {
    let rules = |conjunct: &Conjunct<'_>| {
        let rules: &ArrayAssertions = &conjunct.schema.array;
        let placed = rules.prefix_items.get(index).copied().or(rules.items);
        let found = rules.contains.filter(|id| contains.contains(id));
        let found = found.filter(|_| placed.is_none());
        (
            placed.into_iter().chain(found).collect(),
            rules.unevaluated_items,
        )
    };
    together(conjuncts, rules)
}

/// What each schema says of a part, and then what each says of a part that nothing inside of it has spoken of.
fn together(
    conjuncts: &[Conjunct<'_>],
    rules: impl Fn(&Conjunct<'_>) -> (Vec<SchemaId>, Option<SchemaId>),
) -> Vec<SchemaId> {
    let said: Vec<_> = conjuncts.iter().map(rules).collect();
    let mut ids: Vec<SchemaId> = Vec::new();
    for id in said.iter().flat_map(|(own, _)| own) {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    for (outer, (_, unevaluated)) in said.iter().enumerate() {
        let Some(unevaluated) = unevaluated else {
            continue;
        };
        let mut evaluating = said
            .iter()
            .enumerate()
            .filter(|(index, (own, unevaluated))| {
                let speaks = !own.is_empty() || (unevaluated.is_some() && *index != outer);
                speaks && is_inside(conjuncts, *index, outer)
            });
        if evaluating.next().is_none() {
            ids.push(*unevaluated);
        }
    }
    ids
}

/// Whether a schema applies through another one, or is it.
fn is_inside(conjuncts: &[Conjunct<'_>], index: usize, outer: usize) -> bool {
    let mut waiting = vec![index];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(next) = waiting.pop() {
        if next == outer {
            return true;
        }
        if seen.insert(next) {
            waiting.extend(conjuncts.get(next).into_iter().flat_map(|it| &it.parents));
        }
    }
    false
}
