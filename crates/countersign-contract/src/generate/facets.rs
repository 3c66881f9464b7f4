//! Everything that must hold at one place at once: a schema with its references, `allOf`, and one choice of each union.

use std::collections::BTreeSet;

use countersign_json::{Decimal, Value};
use countersign_model::{Api, JsonType, Schema, SchemaId, TypeSet};

use crate::judge::{Judge, Role};

/// How many ways of choosing among unions are followed at one place.
const MOST_ALTERNATIVES: usize = 24;
/// How many schemas may apply to one place.
const MOST_CONJUNCTS: usize = 256;

/// The assertions of one place, put together.
#[derive(Clone, Debug)]
pub(crate) struct Facets<'a> {
    /// The JSON types that are left.
    pub(crate) types: TypeSet,
    /// `enum` and `const`: the values that are left, where either is given.
    pub(crate) values: Option<Vec<&'a Value>>,
    /// The greatest of the lower bounds, with whether it is exclusive.
    pub(crate) low: Option<(&'a Decimal, Inclusion)>,
    /// The least of the upper bounds.
    pub(crate) high: Option<(&'a Decimal, Inclusion)>,
    /// Every `multipleOf`.
    pub(crate) multiples: Vec<&'a Decimal>,
    /// The least and the greatest length in code points.
    pub(crate) length: (u64, Option<u64>),
    /// Every `pattern`.
    pub(crate) patterns: Vec<&'a str>,
    /// `format`, the first one.
    pub(crate) format: Option<&'a str>,
    /// The least and the greatest number of items.
    pub(crate) count: (u64, Option<u64>),
    /// `uniqueItems`.
    pub(crate) unique: bool,
    /// Every `items`.
    pub(crate) items: Vec<SchemaId>,
    /// Each property with all of its schemas, in document order.
    pub(crate) properties: Vec<(&'a str, Vec<SchemaId>)>,
    /// `required`, in document order.
    pub(crate) required: Vec<&'a str>,
    /// The least and the greatest number of members.
    pub(crate) members: (u64, Option<u64>),
    /// Every `additionalProperties`.
    pub(crate) additional: Vec<SchemaId>,
    /// `examples` and `default` of the schemas.
    pub(crate) suggestions: Vec<&'a Value>,
}

/// Whether a bound is itself allowed.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Inclusion {
    /// `minimum`, `maximum`.
    Inclusive,
    /// `exclusiveMinimum`, `exclusiveMaximum`.
    Exclusive,
}

impl<'a> Facets<'a> {
    /// The ways of satisfying all of these schemas: the first branch of every union, then each other branch of each.
    pub(crate) fn alternatives(api: &'a Api, schemas: &[SchemaId], role: Role) -> Vec<Facets<'a>> {
        let mut first = Gathering::new(api, &[]);
        first.gather(schemas);
        let sizes = std::mem::take(&mut first.choices);
        let mut all = vec![first.finish(role)];
        for (choice, size) in sizes.iter().enumerate() {
            for branch in 1..*size {
                if all.len() >= MOST_ALTERNATIVES {
                    return all;
                }
                let mut picks = vec![0; sizes.len()];
                picks[choice] = branch;
                let mut gathering = Gathering::new(api, &picks);
                gathering.gather(schemas);
                all.push(gathering.finish(role));
            }
        }
        all
    }

    fn empty() -> Self {
        Facets {
            types: TypeSet::ALL,
            values: None,
            low: None,
            high: None,
            multiples: Vec::new(),
            length: (0, None),
            patterns: Vec::new(),
            format: None,
            count: (0, None),
            unique: false,
            items: Vec::new(),
            properties: Vec::new(),
            required: Vec::new(),
            members: (0, None),
            additional: Vec::new(),
            suggestions: Vec::new(),
        }
    }

    /// Whether values of a type may stand here.
    pub(crate) fn allows(&self, json_type: JsonType) -> bool {
        self.types.contains(json_type)
    }

    fn add(&mut self, schema: &'a Schema) {
        if schema.boolean == Some(false) {
            self.types = TypeSet::NONE;
        }
        if let Some(types) = schema.types {
            self.types = self.types.intersection(types);
        }
        for values in [
            schema.enumeration.as_deref(),
            schema.constant.as_ref().map(std::slice::from_ref),
        ] {
            let Some(values) = values else { continue };
            self.values = Some(match self.values.take() {
                None => values.iter().collect(),
                Some(left) => left
                    .into_iter()
                    .filter(|value| values.contains(value))
                    .collect(),
            });
        }
        self.suggestions.extend(
            schema
                .annotations
                .examples
                .iter()
                .chain(&schema.annotations.default),
        );
        self.add_number(schema);
        self.add_string(schema);
        self.add_array(schema);
        self.add_object(schema);
    }

    fn add_number(&mut self, schema: &'a Schema) {
        let rules = &*schema.number;
        for (bound, inclusion) in [
            (&rules.minimum, Inclusion::Inclusive),
            (&rules.exclusive_minimum, Inclusion::Exclusive),
        ] {
            let Some(bound) = bound else { continue };
            let tighter = self.low.is_none_or(|(low, _)| {
                bound > low || (bound == low && inclusion == Inclusion::Exclusive)
            });
            if tighter {
                self.low = Some((bound, inclusion));
            }
        }
        for (bound, inclusion) in [
            (&rules.maximum, Inclusion::Inclusive),
            (&rules.exclusive_maximum, Inclusion::Exclusive),
        ] {
            let Some(bound) = bound else { continue };
            let tighter = self.high.is_none_or(|(high, _)| {
                bound < high || (bound == high && inclusion == Inclusion::Exclusive)
            });
            if tighter {
                self.high = Some((bound, inclusion));
            }
        }
        self.multiples.extend(&rules.multiple_of);
    }

    fn add_string(&mut self, schema: &'a Schema) {
        let rules = &*schema.string;
        tighten(&mut self.length, rules.min_length, rules.max_length);
        self.patterns.extend(rules.pattern.as_deref());
        self.format = self.format.or(rules.format.as_deref());
    }

    fn add_array(&mut self, schema: &'a Schema) {
        let rules = &*schema.array;
        tighten(&mut self.count, rules.min_items, rules.max_items);
        self.unique |= rules.unique_items;
        self.items.extend(rules.items);
    }

    fn add_object(&mut self, schema: &'a Schema) {
        let rules = &*schema.object;
        tighten(
            &mut self.members,
            rules.min_properties,
            rules.max_properties,
        );
        for (name, id) in &rules.properties {
            match self.properties.iter_mut().find(|(known, _)| known == name) {
                Some((_, ids)) => ids.push(*id),
                None => self.properties.push((name, vec![*id])),
            }
        }
        for name in &rules.required {
            if !self.required.contains(&name.as_str()) {
                self.required.push(name);
            }
        }
        self.additional.extend(rules.additional_properties);
    }
}

fn tighten(range: &mut (u64, Option<u64>), least: Option<u64>, most: Option<u64>) {
    range.0 = range.0.max(least.unwrap_or(0));
    range.1 = match (range.1, most) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
}

/// The walk that collects the schemas of one place.
struct Gathering<'a, 'p> {
    api: &'a Api,
    picks: &'p [usize],
    /// How many branches each union had, in the order of meeting them.
    choices: Vec<usize>,
    seen: BTreeSet<SchemaId>,
    facets: Facets<'a>,
}

impl<'a, 'p> Gathering<'a, 'p> {
    fn new(api: &'a Api, picks: &'p [usize]) -> Self {
        Gathering {
            api,
            picks,
            choices: Vec::new(),
            seen: BTreeSet::new(),
            facets: Facets::empty(),
        }
    }

    fn gather(&mut self, schemas: &[SchemaId]) {
        let mut waiting: Vec<SchemaId> = schemas.iter().rev().copied().collect();
        while let Some(id) = waiting.pop() {
            if self.seen.len() >= MOST_CONJUNCTS || !self.seen.insert(id) {
                continue;
            }
            let Some(schema) = self.api.schema(id) else {
                continue;
            };
            self.facets.add(schema);
            let branches = [&schema.one_of, &schema.any_of];
            for branches in branches.into_iter().filter(|branches| !branches.is_empty()) {
                let pick = self.picks.get(self.choices.len()).copied().unwrap_or(0);
                self.choices.push(branches.len());
                waiting.extend(branches.get(pick).or(branches.first()));
            }
            waiting.extend(schema.all_of.iter().rev());
            waiting.extend(schema.reference);
        }
    }

    /// Takes out the properties that this side of the exchange does not send.
    fn finish(mut self, role: Role) -> Facets<'a> {
        let judge = Judge::new(self.api, role);
        let sends = |ids: &[SchemaId]| !ids.iter().any(|id| judge.exempt(*id));
        let (kept, exempt): (Vec<_>, Vec<_>) = self
            .facets
            .properties
            .into_iter()
            .partition(|(_, ids)| sends(ids));
        self.facets
            .required
            .retain(|name| !exempt.iter().any(|(exempt, _)| exempt == name));
        self.facets.properties = kept;
        self.facets
    }
}
