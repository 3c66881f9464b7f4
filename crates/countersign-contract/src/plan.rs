//! What will be sent: the cases of each operation, phase by phase, and what could not be covered.

mod atlas;
mod auth;
mod awkward;
mod blob;
mod body;
mod case;
mod coverage;
mod draft;
mod examples;
mod fuzzing;
mod pairs;
mod parameters;
mod protocol;
mod shard;
mod stateful;

use std::borrow::Cow;
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
pub(crate) use parameters::describe;

/// What a plan is made by.
#[derive(Clone, Debug)]
pub struct PlanOptions {
    /// Where the arbitrary parts of cases come from.
    pub seed: Seed,
    /// The phases, each once; they are planned in the order of [`Phase::ALL`].
    pub phases: Vec<Phase>,
    /// The most cases of one operation in one phase. Those left out are reported.
    pub most_cases: usize,
    /// How many cases of one operation phase `fuzzing` makes.
    pub fuzz_cases: usize,
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
            shard: Shard::default(),
            identities: Identities::One,
        }
    }
}

/// The cases of a document; the same document and options give the same plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The document.
    pub subject: Arc<Subject>,
    /// The seed that it was made by.
    pub seed: Seed,
    /// The cases of every phase but `fuzzing`, by operation in document order and then by phase: no budget makes them more.
    pub cases: Vec<Case>,
    /// What is not covered, each with its reason.
    pub not_covered: Vec<NotCovered>,
    /// Cases that were dropped because our two judges disagree about them: defects of ours.
    pub disagreements: Vec<Disagreement>,
    /// How many cases were dropped because a judge could not tell.
    pub undecided: usize,
    /// The operations that phase `fuzzing` has requests of.
    fuzzed: Vec<usize>,
    /// How many requests of each are made there.
    fuzz_cases: usize,
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
        options.shard.keep(&mut plan.cases);
        plan
    }

    /// Plans one operation, by its index in [`Api::operations`](countersign_model::Api::operations).
    #[must_use]
    pub fn of_operation(subject: Arc<Subject>, operation: usize, options: &PlanOptions) -> Plan {
        let mut plan = Plan::empty(Arc::clone(&subject), options);
        plan.add(&Atlas::new(&subject, options.seed), operation, options);
        options.shard.keep(&mut plan.cases);
        plan
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

    /// All cases in the order of a run: those that are kept, and then those of phase `fuzzing`.
    pub fn every_case(&self) -> impl Iterator<Item = Cow<'_, Case>> {
        let kept = self.cases.iter().map(Cow::Borrowed);
        kept.chain(self.fuzzing().map(Cow::Owned))
    }

    /// Whether there is nothing to run.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.every_case().next().is_none()
    }

    fn empty(subject: Arc<Subject>, options: &PlanOptions) -> Plan {
        Plan {
            subject,
            seed: options.seed,
            cases: Vec::new(),
            not_covered: Vec::new(),
            disagreements: Vec::new(),
            undecided: 0,
            fuzzed: Vec::new(),
            fuzz_cases: options.fuzz_cases.min(options.most_cases),
            shard: options.shard,
        }
    }

    fn add(&mut self, atlas: &Atlas<'_>, operation: usize, options: &PlanOptions) {
        let Some(mut draft) = Draft::new(atlas, operation, options) else {
            return;
        };
        for phase in Phase::ALL
            .iter()
            .filter(|phase| options.phases.contains(phase))
        {
            draft.start(*phase);
            match phase {
                Phase::Examples => examples::add(&mut draft),
                Phase::Stateful => stateful::add(&mut draft, atlas, options),
                Phase::Coverage => coverage::add(&mut draft),
                Phase::Auth => auth::add(&mut draft),
                Phase::Protocol => protocol::add(&mut draft),
                Phase::Fuzzing if fuzzing::is_for(&draft) => self.fuzzed.push(operation),
                Phase::Fuzzing => {}
            }
        }
        draft.finish(self);
    }
}
