//! The plan of one operation while it is being made.

mod requests;
mod verdict;
mod wiring;

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use countersign_model::{Operation, Span};

use super::atlas::Atlas;
use super::blob::Blob;
use super::body::Body;
use super::parameters::{self, Base};
use super::{Case, Disagreement, Intent, NotCovered, Phase, Plan, PlanOptions};
use crate::generate::Instances;
use crate::judge::Role;
use crate::setup::{Sequel, Setup, variables};
use crate::wire::{Content, Outgoing};
use crate::{Seed, Subject};

/// What every case of one operation is made from.
pub(super) struct Draft<'s> {
    pub(super) subject: &'s Subject,
    pub(super) operation: &'s Operation,
    pub(super) seed: Seed,
    /// The parameters that can be written, each with a valid value.
    pub(super) bases: Vec<Rc<Base<'s>>>,
    /// The body of the first media type for which one can be made; JSON before others.
    pub(super) body: Option<Rc<Body<'s>>>,
    /// Those of the other media types.
    pub(super) others: Vec<Rc<Body<'s>>>,
    /// Bodies that no schema describes.
    pub(super) blobs: Vec<Blob<'s>>,
    instances: Instances<'s>,
    /// What comes before its requests.
    setup: Option<Arc<Setup>>,
    /// Whether a valid request can be made at all.
    is_possible: bool,
    index: usize,
    phase: Phase,
    most_cases: usize,
    cases: Vec<Case>,
    in_phase: usize,
    left_out: usize,
    /// The phases that have fewer cases than there is reason for.
    cut: BTreeSet<Phase>,
    not_covered: Vec<NotCovered>,
    disagreements: Vec<Disagreement>,
    undecided: usize,
}

impl<'s> Draft<'s> {
    pub(super) fn new(atlas: &Atlas<'s>, index: usize, options: &PlanOptions) -> Option<Draft<'s>> {
        let subject = atlas.subject;
        let operation = subject.api().operations.get(index)?;
        let mut draft = Draft {
            subject,
            operation,
            seed: atlas.seed,
            bases: Vec::new(),
            body: None,
            others: Vec::new(),
            blobs: Vec::new(),
            instances: Instances::new(subject.api(), Role::Request, atlas.seed),
            setup: None,
            is_possible: true,
            index,
            phase: Phase::Examples,
            most_cases: options.most_cases,
            cases: Vec::new(),
            in_phase: 0,
            left_out: 0,
            cut: BTreeSet::new(),
            not_covered: Vec::new(),
            disagreements: Vec::new(),
            undecided: 0,
        };
        parameters::prepare(&mut draft);
        super::body::prepare(&mut draft);
        draft.wire_up(atlas);
        Some(draft)
    }

    /// The index of the operation.
    pub(super) fn index(&self) -> usize {
        self.index
    }

    /// Whether the document says what is answered where there is nothing.
    pub(super) fn documents_absence(&self) -> bool {
        use countersign_model::Status::{Class, Code, Default};
        let mut statuses = self
            .operation
            .responses
            .iter()
            .map(|response| response.status);
        statuses.any(|status| matches!(status, Code(404 | 410) | Class(4) | Default))
    }

    /// What comes before its requests.
    pub(super) fn setup_or_empty(&self) -> Setup {
        self.setup.as_deref().cloned().unwrap_or_default()
    }

    /// What makes request values of this document.
    pub(super) fn instances(&self) -> Instances<'s> {
        self.instances.clone()
    }

    pub(super) fn start(&mut self, phase: Phase) {
        self.report_left_out();
        self.phase = phase;
        self.in_phase = 0;
    }

    /// Says that no valid request can be made, and why.
    pub(super) fn impossible(
        &mut self,
        what: impl Into<String>,
        reason: impl Into<String>,
        span: Option<Span>,
    ) {
        self.is_possible = false;
        let reason = reason.into();
        let reason = format!("{reason}; without it no request is valid, and none is sent");
        self.not_covered(what, reason, span);
    }

    pub(super) fn not_covered(
        &mut self,
        what: impl Into<String>,
        reason: impl Into<String>,
        span: Option<Span>,
    ) {
        let gap = NotCovered {
            operation: self.operation.id.clone(),
            what: what.into(),
            reason: reason.into(),
            span: span.or(Some(self.operation.span)),
        };
        if !self.not_covered.contains(&gap) {
            self.not_covered.push(gap);
        }
    }

    /// Whether a valid request can be made.
    pub(super) fn is_possible(&self) -> bool {
        self.is_possible
    }

    /// Whether the phase has all the cases that it may have; counts those that it may not.
    pub(super) fn is_full(&mut self) -> bool {
        let full = !self.has_room();
        self.left_out += usize::from(full);
        full
    }

    /// Whether the phase may have more cases; those that are not even made are not counted.
    pub(super) fn has_room(&mut self) -> bool {
        let has_room = self.in_phase < self.most_cases;
        if !has_room {
            self.cut.insert(self.phase);
        }
        has_room
    }

    /// Adds a case.
    pub(super) fn add(&mut self, what: impl Into<String>, intent: Intent, request: Outgoing) {
        if self.is_full() {
            return;
        }
        let case = self.next_case(what, intent, request, Vec::new());
        self.cases.push(case);
    }

    /// The next case of the phase, which is not added: one that was made by choices, or by none.
    pub(super) fn next_case(
        &mut self,
        what: impl Into<String>,
        intent: Intent,
        request: Outgoing,
        choices: Vec<u64>,
    ) -> Case {
        let has_variable = variables(&request.target).next().is_some();
        let has_fills = self
            .setup
            .as_ref()
            .is_some_and(|setup| !setup.fills.is_empty() || !setup.free.is_empty());
        let setup = self
            .setup
            .clone()
            .filter(|_| has_variable || (has_fills && request.body.is_some()));
        let case = self.case(what, intent, request, choices);
        Case { setup, ..case }
    }

    /// Adds a case that shows something about the requests before it.
    pub(super) fn add_sequel(
        &mut self,
        what: impl Into<String>,
        intent: Intent,
        request: Outgoing,
        setup: Setup,
        sequel: Sequel,
    ) {
        if self.is_full() {
            return;
        }
        let case = self.case(what, intent, request, Vec::new());
        self.cases.push(Case {
            setup: Some(Arc::new(setup)),
            sequel: Some(sequel),
            ..case
        });
    }

    fn case(
        &mut self,
        what: impl Into<String>,
        intent: Intent,
        request: Outgoing,
        choices: Vec<u64>,
    ) -> Case {
        self.in_phase += 1;
        let intent = match intent {
            Intent::Valid => self.valid(&request),
            other => other,
        };
        Case {
            id: format!("{}/{}/{}", self.operation.id, self.phase, self.in_phase),
            operation: self.index,
            phase: self.phase,
            what: what.into(),
            intent,
            request,
            setup: None,
            sequel: None,
            choices,
        }
    }

    /// What can be said about a request that breaks nothing.
    fn valid(&self, request: &Outgoing) -> Intent {
        let content = Content::of_request(self.subject, self.operation, request);
        if content.is_some_and(|content| content.is_vague(self.subject)) {
            return Intent::Unclear;
        }
        let blob = self.blobs.first().filter(|_| self.body.is_none());
        match blob.filter(|_| request.body.is_some()) {
            Some(blob) => blob.intent(),
            None => Intent::Valid,
        }
    }

    fn report_left_out(&mut self) {
        if self.left_out > 0 {
            let what = format!("{} cases of phase {}", self.left_out, self.phase);
            let reason = format!(
                "an operation has at most {} cases in a phase",
                self.most_cases
            );
            self.not_covered(what, reason, None);
        }
        self.left_out = 0;
    }

    /// What was found out about the judges since it was last asked for: where they disagree, and how often one could not tell.
    pub(super) fn take_doubts(&mut self) -> (Vec<Disagreement>, usize) {
        let disagreements = std::mem::take(&mut self.disagreements);
        (disagreements, std::mem::take(&mut self.undecided))
    }

    pub(super) fn finish(mut self, plan: &mut Plan) {
        self.report_left_out();
        let cut = self.cut.iter().map(|phase| (self.index, *phase));
        plan.cut.extend(cut);
        plan.cases.append(&mut self.cases);
        plan.not_covered.append(&mut self.not_covered);
        plan.disagreements.append(&mut self.disagreements);
        plan.undecided += self.undecided;
    }
}
