//! Several schemas for one place as one schema.

use std::collections::HashMap;

use super::Planner;
use crate::{JsonType, Schema, SchemaId, TypeSet};

/// The schemas made so far, by what they are made of.
#[derive(Default)]
pub(super) struct Intersections {
    of_schemas: HashMap<Vec<SchemaId>, SchemaId>,
    of_type: HashMap<(SchemaId, JsonType), SchemaId>,
    /// The own keywords of a schema, without what it is composed of.
    own: HashMap<SchemaId, SchemaId>,
    /// What an intersection is made of, so that intersections of intersections are flat.
    members: HashMap<SchemaId, Vec<SchemaId>>,
}

impl Planner<'_, '_> {
    /// The schema that holds where all of these do; `None` where none of them says anything.
    pub(super) fn intersection(&mut self, ids: &[SchemaId]) -> Option<SchemaId> {
        let mut flat: Vec<SchemaId> = Vec::new();
        for id in ids {
            let made_of = self
                .intersections
                .members
                .get(id)
                .map_or(std::slice::from_ref(id), Vec::as_slice);
            for member in made_of {
                if !flat.contains(member) && self.arena.schema(*member).boolean != Some(true) {
                    flat.push(*member);
                }
            }
        }
        match flat.as_slice() {
            [] => None,
            [only] => Some(*only),
            [first, ..] => Some(match self.intersections.of_schemas.get(&flat) {
                Some(known) => *known,
                None => self.make_intersection(*first, flat),
            }),
        }
    }

    fn make_intersection(&mut self, first: SchemaId, members: Vec<SchemaId>) -> SchemaId {
        if self.merges_left == 0 {
            self.report_limit(first, "only the first of several schemas is enforced");
            return first;
        }
        self.merges_left -= 1;
        let id = self
            .arena
            .make(first, |schema| schema.all_of.clone_from(&members));
        let documented = members
            .iter()
            .find(|member| !self.arena.schema(**member).annotations.is_empty());
        if let Some(documented) = documented {
            let annotations = self.arena.schema(*documented).annotations.clone();
            self.arena.annotate(id, annotations);
        }
        self.intersections.of_schemas.insert(members.clone(), id);
        self.intersections.members.insert(id, members);
        id
    }

    /// A schema made of the own keywords of another.
    pub(super) fn own(&mut self, id: SchemaId, own: Schema) -> SchemaId {
        if let Some(known) = self.intersections.own.get(&id) {
            return *known;
        }
        let made = self.arena.make(id, |schema| *schema = own);
        self.intersections.own.insert(id, made);
        made
    }

    /// The part of a schema that is of one type.
    pub(super) fn only(&mut self, id: SchemaId, json_type: JsonType) -> SchemaId {
        if let Some(known) = self.intersections.of_type.get(&(id, json_type)) {
            return *known;
        }
        let made = self.arena.make(id, |schema| {
            schema.all_of = vec![id];
            schema.types = Some(TypeSet::of(json_type));
        });
        self.intersections.of_type.insert((id, json_type), made);
        made
    }
}
