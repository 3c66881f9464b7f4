//! What `unevaluatedProperties` and `unevaluatedItems` leave over (core, section 11): asked for where one of them stands,
//! and found by a walk of its own.

use countersign_json::Value;
use countersign_model::{Schema, SchemaId};

use super::MOST_DEPTH;
use super::parts::matches;
use super::site::{Place, Site};
use super::walk::{MOST_STEPS, Walk};

/// A mark for each member or item of one value that has been evaluated; the error says why that cannot be told.
type Marked = Result<(), String>;

impl Walk<'_, '_> {
    /// Core, sections 11.2 and 11.3.
    pub(super) fn unevaluated(&mut self, site: Site<'_>, schema: &Schema) {
        let Some(rest) = asks(site.value, schema) else {
            return;
        };
        let count = match site.value {
            Value::Array(items) => items.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        let mut marks = vec![false; count];
        if let Err(reason) = self.neighbours(site, schema, &mut marks) {
            self.undecided = Some(reason);
            return;
        }
        let unmarked = marks.iter().enumerate().filter(|(_, mark)| !**mark);
        for (index, _) in unmarked {
            match site.value {
                Value::Array(items) => {
                    let place = Place::Item(site.place, index);
                    self.rest(site, (rest, "unevaluatedItems"), &items[index], &place);
                }
                Value::Object(members) => {
                    let (name, member) = &members[index];
                    let place = Place::Member(site.place, name);
                    self.rest(site, (rest, "unevaluatedProperties"), member, &place);
                }
                _ => {}
            }
        }
    }

    /// What a schema evaluates: everything, where it says something about what is left over.
    fn mark(&mut self, site: Site<'_>, marks: &mut [bool]) -> Marked {
        self.steps += 1;
        if site.depth > MOST_DEPTH || self.steps > MOST_STEPS {
            return Err("the value or its schema is nested too deeply".to_owned());
        }
        let schema = self.judge.api.schema(site.id);
        let schema = schema.ok_or("the schema is missing")?;
        if asks(site.value, schema).is_some() {
            marks.fill(true);
            return Ok(());
        }
        self.neighbours(site, schema, marks)
    }

    /// What the other keywords of a schema evaluate, by themselves and by the schemas at the same place which accept it.
    fn neighbours(&mut self, site: Site<'_>, schema: &Schema, marks: &mut [bool]) -> Marked {
        match site.value {
            Value::Array(items) => self.mark_items(site, schema, items, marks)?,
            Value::Object(members) => mark_members(schema, members, marks)?,
            _ => {}
        }
        for id in schema.reference.iter().chain(&schema.all_of) {
            self.mark(site.beside(*id), marks)?;
        }
        for id in schema.any_of.iter().chain(&schema.one_of) {
            self.mark_if_accepted(site.beside(*id), marks)?;
        }
        for (trigger, id) in &schema.object.dependent_schemas {
            if site.value.get(trigger).is_some() {
                self.mark(site.beside(*id), marks)?;
            }
        }
        let rules = &schema.logic;
        let Some(condition) = rules.condition else {
            return Ok(());
        };
        let next = match self.mark_if_accepted(site.beside(condition), marks)? {
            true => rules.then,
            false => rules.otherwise,
        };
        next.map_or(Ok(()), |id| self.mark(site.beside(id), marks))
    }

    fn mark_if_accepted(&mut self, site: Site<'_>, marks: &mut [bool]) -> Result<bool, String> {
        let accepts = self.accepts(site)?;
        if accepts {
            self.mark(site, marks)?;
        }
        Ok(accepts)
    }

    fn mark_items(
        &mut self,
        site: Site<'_>,
        schema: &Schema,
        items: &[Value],
        marks: &mut [bool],
    ) -> Marked {
        let rules = &schema.array;
        if rules.items.is_some() {
            marks.fill(true);
        }
        let prefix = rules.prefix_items.len().min(marks.len());
        marks[..prefix].fill(true);
        let Some(contains) = rules.contains else {
            return Ok(());
        };
        for (index, (item, mark)) in items.iter().zip(marks).enumerate() {
            let place = Place::Item(site.place, index);
            *mark = *mark || self.accepts(site.inside(contains, item, &place))?;
        }
        Ok(())
    }
}

/// The schema for what nothing else of a schema evaluates, if it has one for the type of the value.
fn asks(value: &Value, schema: &Schema) -> Option<SchemaId> {
    match value {
        Value::Array(_) => schema.array.unevaluated_items,
        Value::Object(_) => schema.object.unevaluated_properties,
        _ => None,
    }
}

fn mark_members(schema: &Schema, members: &[(String, Value)], marks: &mut [bool]) -> Marked {
    let rules = &schema.object;
    if rules.additional_properties.is_some() {
        marks.fill(true);
    }
    for ((name, _), mark) in members.iter().zip(marks) {
        *mark = *mark || rules.properties.iter().any(|(known, _)| known == name);
        for (pattern, _) in &rules.pattern_properties {
            *mark = *mark || matches(pattern, name)?;
        }
    }
    Ok(())
}
