//! Valid instances by construction.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use countersign_json::Value;
use countersign_model::{Api, JsonType, SchemaId};

use super::facets::{Demand, varied};
use super::mutation::Proposal;
use super::{Facets, Seed, array, number, object, string};
use crate::judge::{Judge, Role};

/// How deep values are built; deeper ones keep to what is required.
const MOST_DEPTH: usize = 24;
/// How deep optional members are filled in.
const FULL_DEPTH: usize = 5;

/// How many values one operation may ask for before the generator gives up on it.
const MOST_STEPS: usize = 30_000;

/// How many choices of several unions at once one operation may try.
const MOST_TRIES: usize = 10_000;

/// How much of a schema an instance shows.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Debug)]
pub(crate) enum Extent {
    /// Only what is required.
    Minimal,
    /// Every property, one item in every array.
    Full,
}

/// Makes valid instances of the schemas of one API. Clones share what has been made.
#[derive(Clone, Debug)]
pub(crate) struct Instances<'a> {
    pub(crate) api: &'a Api,
    pub(crate) role: Role,
    pub(crate) seed: Seed,
    made: Rc<RefCell<BTreeMap<Wish, Option<Value>>>>,
    refused: Rc<RefCell<BTreeMap<Refusal, Option<Value>>>>,
    steps: Rc<Cell<usize>>,
    tries: Rc<Cell<usize>>,
    ways: Rc<RefCell<Ways<'a>>>,
}

/// The ways of satisfying schemas together, by the schemas.
type Ways<'a> = HashMap<Vec<SchemaId>, Rc<[Rc<Way<'a>>]>>;

/// One way of satisfying schemas, with what is worth choosing there; what takes work is done once.
#[derive(Clone, Debug)]
pub(crate) struct Way<'a> {
    pub(crate) facets: Facets<'a>,
    /// Texts that should satisfy it.
    pub(super) texts: OnceCell<Vec<String>>,
    /// Numbers that satisfy it, at its edges.
    pub(super) numbers: OnceCell<Vec<Value>>,
    /// Scalars that are worth trying there, whatever stands there now.
    pub(super) scalars: OnceCell<Vec<Proposal>>,
    /// Arrays that are worth trying there.
    pub(super) arrays: OnceCell<Vec<Proposal>>,
    /// Values that break one condition or one `not` of it.
    pub(super) wrong: OnceCell<Vec<Proposal>>,
}

/// What was asked for: schemas, an extent, and the depth at which they stand.
type Wish = (Vec<SchemaId>, Extent, usize);
/// The same for schemas that hold and schemas that refuse the value.
type Refusal = (Vec<SchemaId>, Vec<SchemaId>, usize);

impl<'a> Instances<'a> {
    /// A generator of values that one side of the exchange sends.
    pub(crate) fn new(api: &'a Api, role: Role, seed: Seed) -> Self {
        Instances {
            api,
            role,
            seed,
            made: Rc::default(),
            refused: Rc::default(),
            steps: Rc::default(),
            tries: Rc::default(),
            ways: Rc::default(),
        }
    }

    /// The ways of satisfying all of these schemas.
    pub(crate) fn ways(&self, schemas: &[SchemaId]) -> Rc<[Rc<Way<'a>>]> {
        if let Some(ways) = self.ways.borrow().get(schemas) {
            return Rc::clone(ways);
        }
        let all = Facets::alternatives(self.api, schemas, self.role);
        let way = |facets| {
            Rc::new(Way {
                facets,
                texts: OnceCell::new(),
                numbers: OnceCell::new(),
                scalars: OnceCell::new(),
                arrays: OnceCell::new(),
                wrong: OnceCell::new(),
            })
        };
        let ways: Rc<[Rc<Way<'a>>]> = all.into_iter().map(way).collect();
        self.ways
            .borrow_mut()
            .insert(schemas.to_vec(), Rc::clone(&ways));
        ways
    }

    /// The judge that these instances satisfy.
    pub(crate) fn judge(&self) -> Judge<'a> {
        Judge::new(self.api, self.role)
    }

    /// An instance of all of these schemas; `None` where none was found.
    pub(crate) fn make(&self, schemas: &[SchemaId], extent: Extent) -> Option<Value> {
        self.at(schemas, extent, 0)
    }

    /// The same at a depth of a larger value.
    pub(crate) fn at(&self, schemas: &[SchemaId], extent: Extent, depth: usize) -> Option<Value> {
        if depth > MOST_DEPTH {
            return None;
        }
        let extent = if depth > FULL_DEPTH {
            Extent::Minimal
        } else {
            extent
        };
        let wish = (schemas.to_vec(), extent, depth);
        if let Some(made) = self.made.borrow().get(&wish) {
            return made.clone();
        }
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MOST_STEPS {
            return None;
        }
        let made = self.search(schemas, extent, depth);
        self.made.borrow_mut().insert(wish, made.clone());
        made
    }

    fn search(&self, schemas: &[SchemaId], extent: Extent, depth: usize) -> Option<Value> {
        let judge = self.judge();
        let ways = self.ways(schemas);
        let found = |facets: &Facets<'a>| {
            let mut candidates = self.candidates(facets, extent, depth).into_iter();
            candidates.find(|candidate| judge.accepts(schemas, candidate))
        };
        let simple = ways.iter().find_map(|way| found(&way.facets));
        // Several unions may have to choose together.
        simple.or_else(|| match &*ways {
            [_] => None,
            _ => {
                let demand = Demand::of(self.api, self.role, schemas);
                self.together(demand, &found)
            }
        })
    }

    /// What is found by the first choice of all unions at once that gives anything.
    fn together(
        &self,
        demand: Demand<'a, '_>,
        find: &dyn Fn(&Facets<'a>) -> Option<Value>,
    ) -> Option<Value> {
        let may_try = |_: &Facets<'a>| {
            self.tries.set(self.tries.get() + 1);
            self.tries.get() <= MOST_TRIES
        };
        let mut tried = demand.combinations().take_while(may_try);
        tried.find_map(|facets| find(&facets))
    }

    /// An instance of all of these schemas which each of the others refuses; `None` where none was found.
    pub(super) fn refusing(
        &self,
        schemas: &[SchemaId],
        refused: &[SchemaId],
        depth: usize,
    ) -> Option<Value> {
        if refused.is_empty() || depth > MOST_DEPTH {
            return self.at(schemas, Extent::Minimal, depth);
        }
        let wish = (schemas.to_vec(), refused.to_vec(), depth);
        if let Some(made) = self.refused.borrow().get(&wish) {
            return made.clone();
        }
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MOST_STEPS {
            return None;
        }
        let judge = self.judge();
        let fits = |value: &Value| {
            let is_refused = |id: &SchemaId| judge.refuses(&[*id], value);
            judge.accepts(schemas, value) && refused.iter().all(is_refused)
        };
        let demand = Demand::of(self.api, self.role, schemas).but(refused);
        let made = self.together(demand, &|facets| {
            let mut candidates = self.candidates(facets, Extent::Minimal, depth).into_iter();
            candidates.find(fits)
        });
        self.refused.borrow_mut().insert(wish, made.clone());
        made
    }

    /// Values that should satisfy one choice of facets.
    pub(crate) fn values(&self, facets: &Facets<'a>) -> Vec<Value> {
        self.candidates(facets, Extent::Full, 0)
    }

    /// Values that should satisfy one choice of facets, the most telling first; null last.
    pub(super) fn candidates(
        &self,
        facets: &Facets<'a>,
        extent: Extent,
        depth: usize,
    ) -> Vec<Value> {
        if let Some(values) = &facets.values {
            return values.iter().map(|value| (*value).clone()).collect();
        }
        let suggested = facets
            .suggestions
            .iter()
            .filter(|value| !matches!(value, Value::Null | Value::Object(_)));
        let mut candidates: Vec<Value> = suggested.map(|value| (*value).clone()).collect();
        let is_about = |json_type| facets.about.contains(json_type) && facets.allows(json_type);
        if is_about(JsonType::Array) {
            candidates.extend(array::build(self, facets, extent, depth));
        }
        if facets.allows(JsonType::Object)
            && (facets.types.single().is_some()
                || !facets.properties.is_empty()
                || is_about(JsonType::Object))
        {
            candidates.extend(object::build(self, facets, extent, depth));
        }
        if facets.allows(JsonType::String) {
            candidates.extend(
                string::valid(facets, self.seed)
                    .into_iter()
                    .map(Value::String),
            );
        }
        if facets.allows(JsonType::Integer) {
            candidates.extend(number::valid(facets));
        }
        if facets.allows(JsonType::Boolean) {
            candidates.push(Value::Bool(true));
        }
        if facets.allows(JsonType::Array) {
            candidates.extend(array::build(self, facets, extent, depth));
        }
        if facets.allows(JsonType::Object) {
            candidates.extend(object::build(self, facets, Extent::Minimal, depth));
        }
        if facets.allows(JsonType::Null) {
            candidates.push(Value::Null);
        }
        if facets.is_negated {
            candidates.extend(varied(facets.types));
            if facets.allows(JsonType::Integer) {
                candidates.extend(number::nearby(facets));
            }
        }
        candidates
    }

    /// The way by which a value is built: the one whose types, properties and constants fit it best.
    pub(crate) fn fitting(&self, schemas: &[SchemaId], value: &Value) -> Option<Rc<Way<'a>>> {
        let ways = self.ways(schemas);
        let best = match &*ways {
            [only] => Some(only),
            // Of those that fit alike the first.
            several => several
                .iter()
                .rev()
                .max_by_key(|way| self.fit(&way.facets, value)),
        };
        best.map(Rc::clone)
    }

    fn fit(&self, facets: &Facets<'_>, value: &Value) -> usize {
        let Value::Object(members) = value else {
            return usize::from(facets.allows(JsonType::Array));
        };
        if !facets.allows(JsonType::Object) {
            return 0;
        }
        let judge = self.judge();
        let declared = |name: &str| {
            facets
                .properties
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, ids)| ids)
        };
        let fitting = members
            .iter()
            .filter(|(name, member)| declared(name).is_some_and(|ids| judge.accepts(ids, member)));
        let is_broken = |(name, member): &(String, Value)| {
            declared(name).is_some_and(|ids| !judge.accepts(ids, member))
        };
        let lacks = facets.required.iter().any(|name| value.get(name).is_none());
        let is_whole = !lacks && !members.iter().any(is_broken);
        1 + fitting.count() + if is_whole { 1_000 } else { 0 }
    }
}
