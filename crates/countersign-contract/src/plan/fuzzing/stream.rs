//! The cases of phase `fuzzing` one after another, each made when it is asked for: what was taken is forgotten, so that
//! there may be any number of them.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::made;
use crate::generate::Choices;
use crate::plan::draft::Draft;
use crate::plan::{Atlas, Case, Disagreement, Phase, Plan, PlanOptions};
use crate::wire::Outgoing;

/// How many requests of an operation are known again. An operation that has few of them has fewer, and one that has
/// more seldom repeats itself.
const MOST_KNOWN: usize = 1 << 16;
/// After so many choices in a row that gave no new request, an operation has shown all that it has.
const MOST_IN_VAIN: usize = 1_000;

/// The cases of phase `fuzzing` of a plan, by operation in document order: a function of document, seed and index.
pub struct Fuzzing<'p> {
    plan: &'p Plan,
    atlas: Atlas<'p>,
    waiting: std::slice::Iter<'p, (usize, usize)>,
    making: Option<Making<'p>>,
    /// The one that was made before it was asked for.
    ready: Option<Case>,
    /// How many cases each operation has: at most, and once all of them were made, exactly.
    planned: BTreeMap<usize, usize>,
    disagreements: Vec<Disagreement>,
    undecided: usize,
}

/// The operation whose cases are being made.
struct Making<'p> {
    draft: Draft<'p>,
    operation: usize,
    /// How many cases it may have, of all shards together.
    most: usize,
    index: usize,
    /// How many of the plan's whole were made, and of its shard.
    made: (usize, usize),
    in_vain: usize,
    known: HashSet<u64>,
}

impl<'p> Fuzzing<'p> {
    pub(in crate::plan) fn new(plan: &'p Plan) -> Self {
        Fuzzing {
            plan,
            atlas: Atlas::new(&plan.subject, plan.seed),
            waiting: plan.fuzzed.iter(),
            making: None,
            ready: None,
            planned: plan.fuzz_shares().collect(),
            disagreements: Vec::new(),
            undecided: 0,
        }
    }

    /// How many cases each operation has, at most: those that come out alike are left out when they are made.
    pub(crate) fn planned(&self) -> &BTreeMap<usize, usize> {
        &self.planned
    }

    /// Where the judges disagree about what was made so far, which was dropped: defects of ours.
    #[must_use]
    pub fn disagreements(&self) -> &[Disagreement] {
        &self.disagreements
    }

    /// How much of what was made so far was dropped because a judge could not tell.
    #[must_use]
    pub fn undecided(&self) -> usize {
        self.undecided
    }
}

impl Fuzzing<'_> {
    /// Makes the next case before it is asked for; whether there was one to make.
    pub(crate) fn make_ahead(&mut self) -> bool {
        if self.ready.is_some() {
            return false;
        }
        self.ready = self.make();
        self.ready.is_some()
    }

    fn make(&mut self) -> Option<Case> {
        loop {
            if let Some(making) = &mut self.making {
                let case = making.next(self.plan);
                let (disagreements, undecided) = making.draft.take_doubts();
                self.disagreements.extend(disagreements);
                self.undecided += undecided;
                if case.is_some() {
                    return case;
                }
                self.planned.insert(making.operation, making.made.1);
            }
            let (operation, most) = *self.waiting.next()?;
            self.making = Making::new(&self.atlas, operation, most);
        }
    }
}

impl Iterator for Fuzzing<'_> {
    type Item = Case;

    fn next(&mut self) -> Option<Case> {
        self.ready.take().or_else(|| self.make())
    }
}

impl std::fmt::Debug for Fuzzing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Fuzzing");
        shown
            .field("planned", &self.planned)
            .finish_non_exhaustive()
    }
}

impl<'p> Making<'p> {
    fn new(atlas: &Atlas<'p>, operation: usize, most: usize) -> Option<Self> {
        let mut draft = Draft::new(atlas, operation, &PlanOptions::default())?;
        draft.start(Phase::Fuzzing);
        draft.take_doubts(); // they are the plan's already
        Some(Making {
            draft,
            operation,
            most,
            index: 0,
            made: (0, 0),
            in_vain: 0,
            known: HashSet::new(),
        })
    }

    /// The next case of the plan's shard.
    fn next(&mut self, plan: &Plan) -> Option<Case> {
        while self.index < self.most && self.in_vain < MOST_IN_VAIN {
            let purpose = format!("fuzzing {} {}", self.draft.operation.id, self.index);
            self.index += 1;
            self.in_vain += 1;
            let mut choices = Choices::drawn(plan.seed, &purpose);
            let Some((what, intent, request)) = made(&mut self.draft, &mut choices) else {
                continue;
            };
            if !self.is_new(&request) {
                continue;
            }
            self.in_vain = 0;
            let case = self.draft.next_case(what, intent, request, choices.taken());
            let place = self.operation + self.made.0;
            self.made.0 += 1;
            if plan.shard.has(place) {
                self.made.1 += 1;
                return Some(case);
            }
        }
        None
    }

    fn is_new(&mut self, request: &Outgoing) -> bool {
        let mut hasher = DefaultHasher::new();
        (&request.target, &request.headers, &request.body).hash(&mut hasher);
        let form = hasher.finish();
        if self.known.len() < MOST_KNOWN {
            return self.known.insert(form);
        }
        !self.known.contains(&form)
    }
}
