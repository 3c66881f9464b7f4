//! One pass of our judge over a value: every keyword of every schema that holds there.

mod assertions;

use countersign_json::Value;
use countersign_model::{Schema, SchemaId};

use super::site::{Place, Site};
use super::{Judge, MOST_DEPTH, Violation, cut};

/// How many violations are listed; more of them say nothing new.
const MOST_VIOLATIONS: usize = 64;
/// How many schemas are applied to one value before the judge gives up.
const MOST_STEPS: usize = 200_000;

/// One pass over a value.
pub(super) struct Walk<'j, 'a> {
    pub(super) judge: &'j Judge<'a>,
    pub(super) violations: Vec<Violation>,
    pub(super) undecided: Option<String>,
    pub(super) steps: usize,
}

impl Walk<'_, '_> {
    pub(super) fn apply(&mut self, site: Site<'_>) {
        self.steps += 1;
        if site.depth > MOST_DEPTH || self.steps > MOST_STEPS {
            self.undecided = Some("the value or its schema is nested too deeply".to_owned());
            return;
        }
        let Some(schema) = self.judge.api.schema(site.id) else {
            self.undecided = Some("the schema is missing".to_owned());
            return;
        };
        if schema.boolean == Some(false) {
            self.broken(site, "false", "nothing is allowed here");
        }
        if let Some(keyword) = unjudged(schema, site.value) {
            self.undecided = Some(format!("`{keyword}` is not judged yet"));
        }
        self.values(site, schema);
        match site.value {
            Value::Number(number) => self.number(site, &schema.number, number),
            Value::String(text) => self.string(site, schema, text),
            Value::Array(items) => self.array(site, schema, items),
            Value::Object(members) => self.object(site, schema, members),
            Value::Null | Value::Bool(_) => {}
        }
        for next in schema.reference.iter().chain(&schema.all_of) {
            self.apply(site.beside(*next));
        }
        self.any_of(site, schema);
        self.one_of(site, schema);
    }

    /// Validation, section 6.4; core, section 10.3.1.
    fn array(&mut self, site: Site<'_>, schema: &Schema, items: &[Value]) {
        let rules = &schema.array;
        let length = || items.len() as u64;
        self.at_least(site, "minItems", rules.min_items, length);
        self.at_most(site, "maxItems", rules.max_items, length);
        if rules.unique_items && has_duplicates(items) {
            self.broken(site, "uniqueItems", "true");
        }
        if let Some(schema) = rules.items {
            for (index, item) in items.iter().enumerate().skip(rules.prefix_items.len()) {
                let place = Place::Item(site.place, index);
                self.apply(site.inside(schema, item, &place));
            }
        }
    }

    /// Validation, section 6.5; core, section 10.3.2.
    fn object(&mut self, site: Site<'_>, schema: &Schema, members: &[(String, Value)]) {
        let rules = &schema.object;
        let length = || members.len() as u64;
        self.at_least(site, "minProperties", rules.min_properties, length);
        self.at_most(site, "maxProperties", rules.max_properties, length);
        for name in &rules.required {
            if site.value.get(name).is_none() && !self.judge.exempts(schema, name) {
                self.broken(site, "required", name);
            }
        }
        for (name, member) in members {
            let declared = rules.properties.iter().find(|(known, _)| known == name);
            let known = declared.map(|(_, id)| *id);
            // With patterns beside it, which names are additional is not known here.
            let additional = rules.additional_properties;
            let additional = additional.filter(|_| rules.pattern_properties.is_empty());
            let Some(next) = known.or(additional) else {
                continue;
            };
            let place = Place::Member(site.place, name);
            let at = site.inside(next, member, &place);
            let schema = self.judge.api.schema(next);
            let refused = schema.is_some_and(|schema| schema.boolean == Some(false));
            if known.is_none() && refused {
                self.broken(Site { id: site.id, ..at }, "additionalProperties", "false");
            } else {
                self.apply(at);
            }
        }
    }

    /// Core, section 10.2.1.2.
    fn any_of(&mut self, site: Site<'_>, schema: &Schema) {
        if schema.any_of.is_empty() {
            return;
        }
        match self.branches(site, &schema.any_of, 1) {
            (0, Some(reason)) => self.undecided = Some(reason),
            (0, None) => self.broken(site, "anyOf", "at least one of the schemas"),
            _ => {}
        }
    }

    /// Core, section 10.2.1.3.
    fn one_of(&mut self, site: Site<'_>, schema: &Schema) {
        if schema.one_of.is_empty() {
            return;
        }
        match self.branches(site, &schema.one_of, 2) {
            (0 | 1, Some(reason)) => self.undecided = Some(reason),
            (0, None) => self.broken(site, "oneOf", "exactly one of the schemas, none matches"),
            (1, None) => {}
            _ => self.broken(site, "oneOf", "exactly one of the schemas, several match"),
        }
    }

    /// How many branches accept the value, up to `enough`, and why another one could not tell.
    fn branches(
        &mut self,
        site: Site<'_>,
        ids: &[SchemaId],
        enough: usize,
    ) -> (usize, Option<String>) {
        let mut valid = 0;
        let mut undecided = None;
        for branch in ids {
            let mut walk = Walk {
                judge: self.judge,
                violations: Vec::new(),
                undecided: None,
                steps: self.steps,
            };
            walk.apply(site.beside(*branch));
            self.steps = walk.steps;
            if walk.violations.is_empty() {
                match walk.undecided {
                    None => valid += 1,
                    some => undecided = some,
                }
            }
            if valid >= enough {
                break;
            }
        }
        (valid, undecided)
    }

    fn broken(&mut self, site: Site<'_>, keyword: &'static str, limit: &str) {
        if self.violations.len() < MOST_VIOLATIONS {
            self.violations.push(Violation {
                pointer: site.place.pointer(),
                keyword,
                limit: limit.to_owned(),
                got: cut(&site.value.to_string()),
                schema: site.id,
            });
        }
    }
}

/// A keyword that could refuse this value and is not judged here: the document's own validator decides then.
fn unjudged(schema: &Schema, value: &Value) -> Option<&'static str> {
    let (array, object, logic) = (&schema.array, &schema.object, &schema.logic);
    let set = |keyword, is_set: bool| is_set.then_some(keyword);
    let of_any = set("not", logic.not.is_some()).or(set("if", logic.condition.is_some()));
    let of_type = match value {
        Value::Array(_) => set("prefixItems", !array.prefix_items.is_empty())
            .or(set("contains", array.contains.is_some()))
            .or(set("unevaluatedItems", array.unevaluated_items.is_some())),
        Value::Object(_) => set("patternProperties", !object.pattern_properties.is_empty())
            .or(set("propertyNames", object.property_names.is_some()))
            .or(set(
                "dependentRequired",
                !object.dependent_required.is_empty(),
            ))
            .or(set(
                "dependentSchemas",
                !object.dependent_schemas.is_empty(),
            ))
            .or(set(
                "unevaluatedProperties",
                object.unevaluated_properties.is_some(),
            )),
        _ => None,
    };
    schema.unmodelled.first().copied().or(of_any).or(of_type)
}

fn has_duplicates(items: &[Value]) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    !items.iter().all(|item| seen.insert(item.canonical()))
}
