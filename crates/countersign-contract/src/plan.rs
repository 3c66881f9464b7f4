//! What will be sent: the cases of each operation, phase by phase, and what could not be covered.

mod atlas;
mod auth;
mod awkward;
mod blob;
mod body;
mod budget;
mod case;
mod coverage;
mod draft;
mod examples;
mod fuzzing;
mod narrowing;
mod pairs;
mod parameters;
mod protocol;
mod shard;
mod stateful;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::sync::Arc;

use countersign_model::Span;

pub use case::{Breach, Case, Intent, Phase};
pub use fuzzing::Fuzzing;
pub use shard::Shard;

pub(crate) use atlas::Atlas;

use crate::generate::Choices;
use crate::{Seed, Subject};
pub(crate) use body::is_json;
use draft::Draft;
pub(crate) use narrowing::{Direction, is_same_range, narrowing, sorting};
pub(crate) use parameters::describe;
pub(crate) use stateful::{is_idempotency_key, is_telling};

/// What a plan is made by.
#[derive(Clone, Debug)]
pub struct PlanOptions {
    /// Where the arbitrary parts of cases come from.
    pub seed: Seed,
    /// The phases in the order in which they run, each once.
    pub phases: Vec<Phase>,
    /// The most cases of one operation in one phase. Those left out are reported.
    pub most_cases: usize,
    /// How many cases of one operation phase `fuzzing` makes.
    pub fuzz_cases: usize,
    /// The most cases of the whole run, those of the first phases before others; any number where it is not given.
    pub case_limit: Option<usize>,
    /// Which part of the cases is planned.
    pub shard: Shard,
    /// Who sends requests.
    pub identities: Identities,
}

/// Who sends requests.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub enum Identities {
    /// One, or nobody in particular.
    One,
    /// A second one as well, which must not reach what the first one made.
    Two,
}

impl Default for PlanOptions {
    /// Seed 0, every phase, at most 2,000 cases of an operation in a phase, 200 by fuzzing, all of them, one identity.
    fn default() -> Self {
        PlanOptions {
            seed: Seed(0),
            phases: Phase::ALL.to_vec(),
            most_cases: 2_000,
            fuzz_cases: 200,
            case_limit: None,
            shard: Shard::default(),
            identities: Identities::One,
        }
    }
}

/// An operation with how many cases phase `fuzzing` makes of it.
type Fuzzed = (usize, usize);

/// The cases of a document; the same document and options give the same plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The document.
    pub subject: Arc<Subject>,
    /// The seed that it was made by.
    pub seed: Seed,
    /// The cases of every phase but `fuzzing`, by phase in the order of the run and then by operation in document order: no
    /// budget makes them more.
    pub cases: Vec<Case>,
    /// What is not covered, each with its reason.
    pub not_covered: Vec<NotCovered>,
    /// Cases that were dropped because our two judges disagree about them: defects of ours.
    pub disagreements: Vec<Disagreement>,
    /// How many cases were dropped because a judge could not tell.
    pub undecided: usize,
    /// The operations that phase `fuzzing` has requests of, and how many of each are made there.
    fuzzed: Vec<Fuzzed>,
    /// In the order of the run.
    phases: Vec<Phase>,
    /// The operations and phases that have fewer cases than there is reason for.
    cut: BTreeSet<(usize, Phase)>,
    shard: Shard,
}

/// Something of the document that no case covers.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct NotCovered {
    /// The operation's id.
    pub operation: String,
    /// What: a parameter, a body, a scheme.
    pub what: String,
    /// Why not.
    pub reason: String,
    /// Where the document has it.
    pub span: Option<Span>,
}

/// A value about which our judge and `jsonschema` disagree.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Disagreement {
    /// The operation's id.
    pub operation: String,
    /// The case, or the answer, that it is about.
    pub about: String,
    /// What each judge says.
    pub opinions: String,
}

impl Plan {
    /// Plans every operation of a document.
    #[must_use]
    pub fn of(subject: Arc<Subject>, options: &PlanOptions) -> Plan {
        let operations = 0..subject.api().operations.len();
        let mut plan = Plan::empty(Arc::clone(&subject), options);
        let atlas = Atlas::new(&subject, options.seed);
        operations.for_each(|operation| plan.add(&atlas, operation, options));
        let phases = plan.phases.clone();
        let place = |case: &Case| phases.iter().position(|phase| *phase == case.phase);
        plan.cases.sort_by_key(place);
        if let Some(most) = options.case_limit {
            plan.keep_to(most);
        }
        options.shard.keep(&mut plan.cases);
        plan
    }

    /// The plan in parts: one for each phase and operation that has cases, in the order of the run.
    pub(crate) fn parts(mut self) -> Vec<(Phase, usize, Plan)> {
        let (cases, fuzzed) = (take(&mut self.cases), take(&mut self.fuzzed));
        let (gaps, doubts) = (take(&mut self.not_covered), take(&mut self.disagreements));
        let mut parts: BTreeMap<_, (Vec<Case>, Vec<Fuzzed>)> = BTreeMap::new();
        let place = |phase: Phase| self.phases.iter().position(|it| *it == phase);
        for case in cases {
            let part = parts.entry((place(case.phase), case.operation, case.phase));
            part.or_default().0.push(case);
        }
        for (operation, count) in fuzzed {
            let part = parts.entry((place(Phase::Fuzzing), operation, Phase::Fuzzing));
            part.or_default().1.push((operation, count));
        }
        let part = |((_, index, phase), (cases, fuzzed)): ((_, usize, Phase), _)| {
            let id = &self.subject.api().operations.get(index)?.id;
            let gaps = gaps.iter().filter(|it| it.operation == *id);
            let doubts = doubts.iter().filter(|it| it.operation == *id);
            let part = Plan {
                cases,
                fuzzed,
                not_covered: gaps.cloned().collect(),
                disagreements: doubts.cloned().collect(),
                phases: vec![phase],
                ..self.clone()
            };
            (!part.is_empty()).then_some((phase, index, part))
        };
        parts.into_iter().filter_map(part).collect()
    }

    /// The case that other choices make for the operation of this one; `None` where they make none.
    pub(crate) fn remade(&self, atlas: &Atlas<'_>, case: &Case, choices: Vec<u64>) -> Option<Case> {
        let options = PlanOptions {
            seed: self.seed,
            ..PlanOptions::default()
        };
        let mut draft = Draft::new(atlas, case.operation, &options)?;
        let mut choices = Choices::given(choices);
        let (what, intent, request) = fuzzing::made(&mut draft, &mut choices)?;
        Some(Case {
            what,
            intent,
            request,
            choices: choices.taken(),
            ..case.clone()
        })
    }

    /// The cases of phase `fuzzing`, each made when it is asked for.
    #[must_use]
    pub fn fuzzing(&self) -> Fuzzing<'_> {
        Fuzzing::new(self)
    }

    /// All cases in the order of a run.
    pub fn every_case(&self) -> impl Iterator<Item = Cow<'_, Case>> {
        self.phases.iter().flat_map(move |phase| {
            let made = (*phase == Phase::Fuzzing).then(|| self.fuzzing());
            let kept = self.cases_of(*phase).iter().map(Cow::Borrowed);
            kept.chain(made.into_iter().flatten().map(Cow::Owned))
        })
    }

    /// How many cases there are: at most, since fuzzing leaves out those that come out alike.
    #[must_use]
    pub fn planned(&self) -> usize {
        let fuzzed = self.fuzz_shares().map(|(_, share)| share);
        fuzzed.fold(self.cases.len(), usize::saturating_add)
    }

    /// The operations that phase `fuzzing` has requests of, each with how many of the shard's there are at most.
    fn fuzz_shares(&self) -> impl Iterator<Item = (usize, usize)> {
        let share = |(operation, most): &(usize, usize)| {
            let share = self.shard.share(*operation, *most);
            (*operation, share)
        };
        self.fuzzed.iter().map(share)
    }

    /// Whether an operation has all cases of a phase that there is reason for.
    pub(crate) fn is_whole(&self, operation: usize, phase: Phase) -> bool {
        !self.cut.contains(&(operation, phase))
    }

    /// The phases in the order of the run.
    pub(crate) fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// The cases of a phase that are kept.
    pub(crate) fn cases_of(&self, phase: Phase) -> &[Case] {
        let is_of = |case: &Case| case.phase == phase;
        let start = self.cases.iter().position(is_of).unwrap_or(0);
        let rest = self.cases.get(start..).unwrap_or_default();
        rest.split(|case| case.phase != phase)
            .next()
            .unwrap_or_default()
    }

    /// Whether there is nothing to run.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty() && self.fuzzing().next().is_none()
    }

    fn empty(subject: Arc<Subject>, options: &PlanOptions) -> Plan {
        let mut phases = options.phases.clone();
        let mut known = BTreeSet::new();
        phases.retain(|phase| known.insert(*phase));
        Plan {
            subject,
            seed: options.seed,
            cases: Vec::new(),
            not_covered: Vec::new(),
            disagreements: Vec::new(),
            undecided: 0,
            fuzzed: Vec::new(),
            phases,
            cut: BTreeSet::new(),
            shard: options.shard,
        }
    }

    fn add(&mut self, atlas: &Atlas<'_>, operation: usize, options: &PlanOptions) {
        let Some(mut draft) = Draft::new(atlas, operation, options) else {
            return;
        };
        for phase in self.phases.clone() {
            draft.start(phase);
            match phase {
                Phase::Examples => examples::add(&mut draft),
                Phase::Stateful => stateful::add(&mut draft, atlas, options),
                Phase::Coverage => coverage::add(&mut draft),
                Phase::Auth => auth::add(&mut draft),
                Phase::Protocol => protocol::add(&mut draft),
                Phase::Fuzzing if fuzzing::is_for(&draft) => {
                    let cases = options.fuzz_cases.min(options.most_cases);
                    self.fuzzed.push((operation, cases));
                }
                Phase::Fuzzing => {}
            }
        }
        draft.finish(self);
    }
}
