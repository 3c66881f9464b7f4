//! Our judge inside a value: the items of an array, the members and the names of an object.

use countersign_json::Value;
use countersign_model::{ArrayAssertions, ObjectAssertions, Schema, SchemaId};

use super::super::text::Pattern;
use super::cut;
use super::site::{Place, Site};
use super::walk::Walk;

impl Walk<'_, '_> {
    /// Validation, section 6.4; core, section 10.3.1.
    pub(super) fn array(&mut self, site: Site<'_>, schema: &Schema, items: &[Value]) {
        let rules = &schema.array;
        let length = || items.len() as u64;
        self.at_least(site, "minItems", rules.min_items, length);
        self.at_most(site, "maxItems", rules.max_items, length);
        if rules.unique_items && has_duplicates(items) {
            self.broken(site, "uniqueItems", "true");
        }
        for (index, item) in items.iter().enumerate() {
            let Some(schema) = rules.prefix_items.get(index).copied().or(rules.items) else {
                break;
            };
            let place = Place::Item(site.place, index);
            self.apply(site.inside(schema, item, &place));
        }
        if let Some(schema) = rules.contains {
            self.contains(site, (schema, rules), items);
        }
    }

    /// Core, section 10.3.1.3; validation, sections 6.4.4 and 6.4.5.
    fn contains(
        &mut self,
        site: Site<'_>,
        (schema, rules): (SchemaId, &ArrayAssertions),
        items: &[Value],
    ) {
        let mut fitting = 0;
        for (index, item) in items.iter().enumerate() {
            let place = Place::Item(site.place, index);
            match self.accepts(site.inside(schema, item, &place)) {
                Ok(fits) => fitting += u64::from(fits),
                Err(reason) => {
                    self.undecided = Some(reason);
                    return;
                }
            }
        }
        let least = rules.min_contains.unwrap_or(1);
        let keyword = match least {
            1 => "contains",
            _ => "minContains",
        };
        self.at_least(site, keyword, Some(least), || fitting);
        self.at_most(site, "maxContains", rules.max_contains, || fitting);
    }

    /// Validation, section 6.5; core, section 10.3.2.
    pub(super) fn object(&mut self, site: Site<'_>, schema: &Schema, members: &[(String, Value)]) {
        let rules = &schema.object;
        let length = || members.len() as u64;
        self.at_least(site, "minProperties", rules.min_properties, length);
        self.at_most(site, "maxProperties", rules.max_properties, length);
        for name in &rules.required {
            if site.value.get(name).is_none() && !self.judge.exempts(schema, name) {
                self.broken(site, "required", name);
            }
        }
        for (trigger, names) in &rules.dependent_required {
            let is_there = |name: &&String| site.value.get(name).is_some();
            if is_there(&trigger) {
                for name in names.iter().filter(|name| !is_there(name)) {
                    self.broken(site, "dependentRequired", name);
                }
            }
        }
        for (name, member) in members {
            self.member(site, rules, name, member);
            if let Some(names) = rules.property_names {
                let name = Value::String(name.clone());
                self.apply(site.inside(names, &name, site.place));
            }
        }
    }

    /// Core, section 10.3.2: one member by all that speaks of it.
    fn member(&mut self, site: Site<'_>, rules: &ObjectAssertions, name: &str, member: &Value) {
        let place = Place::Member(site.place, name);
        let declared = rules.properties.iter().find(|(known, _)| known == name);
        let mut is_known = declared.is_some();
        if let Some((_, id)) = declared {
            self.apply(site.inside(*id, member, &place));
        }
        for (pattern, id) in &rules.pattern_properties {
            match matches(pattern, name) {
                Ok(true) => self.apply(site.inside(*id, member, &place)),
                Ok(false) => continue,
                Err(reason) => self.undecided = Some(reason),
            }
            is_known = true;
        }
        if let Some(id) = rules.additional_properties.filter(|_| !is_known) {
            self.rest(site, (id, "additionalProperties"), member, &place);
        }
    }

    /// A part that no other keyword speaks of: what refuses everything there is the keyword itself.
    pub(super) fn rest(
        &mut self,
        site: Site<'_>,
        (id, keyword): (SchemaId, &'static str),
        part: &Value,
        place: &Place<'_>,
    ) {
        let at = site.inside(id, part, place);
        let schema = self.judge.api.schema(id);
        if schema.is_some_and(|schema| schema.boolean == Some(false)) {
            self.broken(Site { id: site.id, ..at }, keyword, "false");
        } else {
            self.apply(at);
        }
    }
}

/// Whether the name of a member matches a pattern; the error says why that cannot be told.
pub(super) fn matches(pattern: &str, name: &str) -> Result<bool, String> {
    let compiled = Pattern::new(pattern).and_then(|compiled| compiled.matches(name));
    compiled.ok_or_else(|| format!("the pattern `{}` is not judged", cut(pattern)))
}

fn has_duplicates(items: &[Value]) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    !items.iter().all(|item| seen.insert(item.canonical()))
}
