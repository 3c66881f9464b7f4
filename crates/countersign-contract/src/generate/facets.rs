//! Everything that must hold at one place at once: a schema with its references, `allOf`, and one choice of each union and
//! of each condition.

mod demand;
mod gathering;
mod negation;
mod parts;

use countersign_json::{Decimal, Value};
use countersign_model::{Api, JsonType, Schema, SchemaId, TypeSet};

use crate::judge::Role;
pub(crate) use demand::Demand;
pub(crate) use negation::varied;
use parts::Conjunct;

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
    /// The schemas of the first items, by position: those that `prefixItems` speaks of.
    pub(crate) prefix: Vec<Vec<SchemaId>>,
    /// The schemas of the items after them.
    pub(crate) items: Vec<SchemaId>,
    /// Every `contains`.
    pub(crate) contains: Vec<Contains>,
    /// Each property with all of its schemas, in document order.
    pub(crate) properties: Vec<(&'a str, Vec<SchemaId>)>,
    /// `required`, in document order.
    pub(crate) required: Vec<&'a str>,
    /// The least and the greatest number of members.
    pub(crate) members: (u64, Option<u64>),
    /// The schemas of members that nothing else speaks of.
    pub(crate) additional: Vec<SchemaId>,
    /// The patterns of `patternProperties`, each with its schema.
    pub(crate) patterned: Vec<(&'a str, SchemaId)>,
    /// Every `propertyNames`.
    pub(crate) names: Vec<SchemaId>,
    /// Every `dependentRequired`: what must be there where the first name is.
    pub(crate) dependents: Vec<(&'a str, &'a [String])>,
    /// Names that must not be there.
    pub(crate) absent: Vec<&'a str>,
    /// Members that a schema must refuse.
    pub(crate) refused_members: Vec<(&'a str, SchemaId)>,
    /// Schemas each of which must refuse some item.
    pub(crate) refused_items: Vec<SchemaId>,
    /// `examples` and `default` of the schemas.
    pub(crate) suggestions: Vec<&'a Value>,
    /// The types that a value should have to be told something about by `prefixItems`, `patternProperties` and their like.
    pub(crate) about: TypeSet,
    /// Whether something must fail, or everything does: then what these facets say is not all that must hold.
    pub(crate) is_negated: bool,
    /// The ways of breaking a condition or a `not`, each with its keyword and the choices that lead there.
    wrong: Vec<(&'static str, Vec<usize>)>,
    /// The schemas, where more than one of them decides about a member or an item.
    conjuncts: Vec<Conjunct<'a>>,
}

/// One `contains`, with how many items may satisfy it.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) struct Contains {
    pub(crate) schema: SchemaId,
    /// `minContains`, 1 where it is not given.
    pub(crate) least: u64,
    /// `maxContains`.
    pub(crate) most: Option<u64>,
}

/// Whether a bound is itself allowed.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Inclusion {
    /// `minimum`, `maximum`.
    Inclusive,
    /// `exclusiveMinimum`, `exclusiveMaximum`.
    Exclusive,
}

impl Contains {
    /// What asks for that many items: `contains` itself asks for one.
    pub(crate) fn keyword(&self) -> &'static str {
        match self.least {
            1 => "contains",
            _ => "minContains",
        }
    }
}

impl<'a> Facets<'a> {
    /// The ways of satisfying all of these schemas: the first branch of every union, then each other branch of each.
    pub(crate) fn alternatives(api: &'a Api, schemas: &[SchemaId], role: Role) -> Vec<Facets<'a>> {
        Demand::of(api, role, schemas).alternatives()
    }

    /// The schemas of a member, where one of the ways of being an object declares it; none otherwise.
    pub(crate) fn declared(
        api: &'a Api,
        schemas: &[SchemaId],
        role: Role,
        name: &str,
    ) -> Vec<SchemaId> {
        let ways = Facets::alternatives(api, schemas, role);
        let objects = ways.into_iter().filter(|way| way.allows(JsonType::Object));
        let mut properties = objects.flat_map(|way| way.properties);
        let found = properties.find(|(known, _)| *known == name);
        found.map(|(_, schemas)| schemas).unwrap_or_default()
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
            prefix: Vec::new(),
            items: Vec::new(),
            contains: Vec::new(),
            properties: Vec::new(),
            required: Vec::new(),
            members: (0, None),
            additional: Vec::new(),
            patterned: Vec::new(),
            names: Vec::new(),
            dependents: Vec::new(),
            absent: Vec::new(),
            refused_members: Vec::new(),
            refused_items: Vec::new(),
            suggestions: Vec::new(),
            about: TypeSet::NONE,
            is_negated: false,
            wrong: Vec::new(),
            conjuncts: Vec::new(),
        }
    }

    /// Makes a member required.
    fn require(&mut self, name: &'a str) {
        if !self.required.contains(&name) {
            self.required.push(name);
        }
    }

    /// Whether values of a type may stand here.
    pub(crate) fn allows(&self, json_type: JsonType) -> bool {
        self.types.contains(json_type)
    }

    fn add(&mut self, schema: &'a Schema) {
        if schema.boolean == Some(false) {
            self.types = TypeSet::NONE;
            self.is_negated = true;
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
            self.raise(bound.as_ref(), inclusion);
        }
        for (bound, inclusion) in [
            (&rules.maximum, Inclusion::Inclusive),
            (&rules.exclusive_maximum, Inclusion::Exclusive),
        ] {
            self.lower(bound.as_ref(), inclusion);
        }
        self.multiples.extend(&rules.multiple_of);
    }

    /// Takes in a lower bound.
    fn raise(&mut self, bound: Option<&'a Decimal>, inclusion: Inclusion) {
        let Some(bound) = bound else { return };
        let tighter = self.low.is_none_or(|(low, _)| {
            bound > low || (bound == low && inclusion == Inclusion::Exclusive)
        });
        if tighter {
            self.low = Some((bound, inclusion));
        }
    }

    /// Takes in an upper bound.
    fn lower(&mut self, bound: Option<&'a Decimal>, inclusion: Inclusion) {
        let Some(bound) = bound else { return };
        let tighter = self.high.is_none_or(|(high, _)| {
            bound < high || (bound == high && inclusion == Inclusion::Exclusive)
        });
        if tighter {
            self.high = Some((bound, inclusion));
        }
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
        let most = rules.max_contains;
        self.contains.extend(rules.contains.map(|schema| Contains {
            schema,
            least: rules.min_contains.unwrap_or(1),
            most,
        }));
        if !rules.prefix_items.is_empty() || rules.contains.or(rules.unevaluated_items).is_some() {
            self.about = self.about.with(JsonType::Array);
        }
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
            self.require(name);
        }
        self.additional.extend(rules.additional_properties);
        self.names.extend(rules.property_names);
        let patterned = rules.pattern_properties.iter();
        self.patterned
            .extend(patterned.map(|(pattern, id)| (pattern.as_str(), *id)));
        let dependents = rules.dependent_required.iter();
        self.dependents
            .extend(dependents.map(|(name, names)| (name.as_str(), names.as_slice())));
        if !(rules.pattern_properties.is_empty()
            && rules.dependent_required.is_empty()
            && rules.dependent_schemas.is_empty()
            && rules
                .property_names
                .or(rules.unevaluated_properties)
                .is_none())
        {
            self.about = self.about.with(JsonType::Object);
        }
    }
}

fn tighten(range: &mut (u64, Option<u64>), least: Option<u64>, most: Option<u64>) {
    range.0 = range.0.max(least.unwrap_or(0));
    range.1 = match (range.1, most) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
}
