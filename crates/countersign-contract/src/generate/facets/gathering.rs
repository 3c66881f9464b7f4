//! The walk that collects the schemas of one place, and what must fail there.

use std::collections::BTreeMap;

use countersign_model::{Schema, SchemaId, TypeSet};

use super::negation::{Break, breaks};
use super::{Conjunct, Demand, Facets};
use crate::judge::Judge;

/// How many schemas may apply to one place.
const MOST_CONJUNCTS: usize = 256;
/// How many schemas may be made to fail at one place.
const MOST_FAILURES: usize = 16;

/// A choice that was met: among the branches of a union, or the outcomes of a condition.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The branch that was taken.
    pub(super) pick: usize,
    /// How many branches satisfy it.
    pub(super) valid: usize,
    /// The keyword that each branch after those breaks.
    wrong: [Option<&'static str>; 2],
}

/// What is still to be taken in.
enum Task {
    /// A schema that holds, with the one through which it applies.
    Holds(SchemaId, Option<usize>),
    /// A schema that must refuse the value.
    Fails(SchemaId),
}

/// The walk that collects the schemas of one place.
pub(super) struct Gathering<'a, 'p> {
    demand: Demand<'a, 'p>,
    picks: &'p [usize],
    choices: Vec<Choice>,
    waiting: Vec<Task>,
    seen: BTreeMap<SchemaId, usize>,
    failures: usize,
    conjuncts: Vec<Conjunct<'a>>,
    facets: Facets<'a>,
}

impl<'a, 'p> Gathering<'a, 'p> {
    /// What must hold by these choices, and the choices in the order of meeting them.
    pub(super) fn run(demand: Demand<'a, 'p>, picks: &'p [usize]) -> (Facets<'a>, Vec<Choice>) {
        let hold = demand.hold.iter().map(|id| Task::Holds(*id, None));
        let fail = demand.refuse.iter().map(|id| Task::Fails(*id));
        let mut gathering = Gathering {
            demand,
            picks,
            choices: Vec::new(),
            waiting: fail.chain(hold.rev()).collect(),
            seen: BTreeMap::new(),
            failures: 0,
            conjuncts: Vec::new(),
            facets: Facets::empty(),
        };
        while let Some(task) = gathering.waiting.pop() {
            match task {
                Task::Holds(id, parent) => gathering.hold(id, parent),
                Task::Fails(id) => gathering.fail(id),
            }
        }
        gathering.finish()
    }

    fn hold(&mut self, id: SchemaId, parent: Option<usize>) {
        if let Some(known) = self.seen.get(&id) {
            self.conjuncts[*known].parents.extend(parent);
            return;
        }
        let Some(schema) = self.demand.api.schema(id) else {
            return;
        };
        if self.conjuncts.len() >= MOST_CONJUNCTS {
            return;
        }
        let index = self.conjuncts.len();
        self.seen.insert(id, index);
        self.conjuncts.push(Conjunct {
            schema,
            parents: parent.into_iter().collect(),
        });
        self.facets.add(schema);
        let inside = |id: &SchemaId| Task::Holds(*id, Some(index));
        for branches in [&schema.one_of, &schema.any_of] {
            if !branches.is_empty() {
                let pick = self.choose(branches.len(), [None; 2]);
                let branch = branches.get(pick).or(branches.first());
                self.waiting.extend(branch.map(inside));
            }
        }
        self.conditions(schema, index);
        self.waiting.extend(schema.all_of.iter().rev().map(inside));
        self.waiting.extend(schema.reference.as_ref().map(inside));
    }

    /// `dependentSchemas`, `if` and `not`.
    fn conditions(&mut self, schema: &'a Schema, index: usize) {
        let inside = |id: SchemaId| Task::Holds(id, Some(index));
        for (trigger, id) in &schema.object.dependent_schemas {
            match self.choose(2, [Some("dependentSchemas"), None]) {
                1 => self.facets.absent.push(trigger),
                pick => {
                    self.facets.require(trigger);
                    let next = if pick == 0 {
                        inside(*id)
                    } else {
                        Task::Fails(*id)
                    };
                    self.waiting.push(next);
                }
            }
        }
        let rules = &schema.logic;
        if let Some(refused) = rules.not {
            self.refuse(refused, index);
        }
        let (Some(condition), then, otherwise) = (rules.condition, rules.then, rules.otherwise)
        else {
            return;
        };
        if then.or(otherwise).is_none() {
            // It asserts nothing, but what it accepts is evaluated.
            if self.choose(2, [None; 2]) == 0 {
                self.waiting.push(inside(condition));
            }
            return;
        }
        let next = match self.choose(2, [then.map(|_| "then"), otherwise.map(|_| "else")]) {
            0 => [Some(inside(condition)), then.map(inside)],
            1 => [Some(Task::Fails(condition)), otherwise.map(inside)],
            2 => [Some(inside(condition)), then.map(Task::Fails)],
            _ => [Some(Task::Fails(condition)), otherwise.map(Task::Fails)],
        };
        self.waiting.extend(next.into_iter().flatten());
    }

    fn choose(&mut self, valid: usize, wrong: [Option<&'static str>; 2]) -> usize {
        let pick = self.picks.get(self.choices.len()).copied().unwrap_or(0);
        self.choices.push(Choice { pick, valid, wrong });
        pick
    }

    /// `not`: one of the ways in which its schema fails.
    fn refuse(&mut self, id: SchemaId, index: usize) {
        let ways = breaks(self.demand.api, id);
        let valid = ways.len().max(1);
        let pick = self.choose(valid, [Some("not"), None]);
        match ways.get(pick) {
            Some(way) => self.apply(way),
            None if pick < valid => {
                self.facets.types = TypeSet::NONE;
                self.facets.is_negated = true;
            }
            None => self.waiting.push(Task::Holds(id, Some(index))),
        }
    }

    fn fail(&mut self, id: SchemaId) {
        self.failures += 1;
        let ways = breaks(self.demand.api, id);
        let pick = self.choose(ways.len(), [None; 2]);
        match ways.get(pick) {
            Some(way) if self.failures <= MOST_FAILURES => self.apply(way),
            _ => self.facets.types = TypeSet::NONE,
        }
    }

    fn apply(&mut self, way: &Break<'a>) {
        match way {
            Break::Holds(id) => self.waiting.push(Task::Holds(*id, None)),
            Break::Fails(ids) => self.waiting.extend(ids.iter().map(|id| Task::Fails(*id))),
            way => self.facets.break_by(way),
        }
        self.facets.is_negated = true;
    }

    /// Takes out the properties that this side of the exchange does not send.
    fn finish(mut self) -> (Facets<'a>, Vec<Choice>) {
        self.facets.join(self.conjuncts);
        self.facets.wrong = wrong(&self.choices);
        let judge = Judge::new(self.demand.api, self.demand.role);
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
        (self.facets, self.choices)
    }
}

/// The choices that break one keyword each, and satisfy all that was met before it.
fn wrong(choices: &[Choice]) -> Vec<(&'static str, Vec<usize>)> {
    let mut found = Vec::new();
    for (index, choice) in choices.iter().enumerate() {
        for (more, keyword) in choice.wrong.iter().enumerate() {
            let Some(keyword) = keyword else { continue };
            let before = choices[..index].iter().map(|choice| choice.pick);
            let branch = choice.valid + more;
            found.push((*keyword, before.chain([branch]).collect()));
        }
    }
    found
}
