//! The plan of one operation while it is being made.

use countersign_model::{MediaType, Operation, Parameter, SchemaId, Span};
use hyper::body::Bytes;

use super::body::Body;
use super::parameters::{self, Base};
use super::{Breach, Case, Disagreement, Intent, NotCovered, Phase, Plan, PlanOptions};
use crate::generate::Instances;
use crate::judge::{Judgement, Role, Violation};
use crate::wire::{self, Credentials, Outgoing, Written};
use crate::{Seed, Subject};

/// What every case of one operation is made from.
pub(super) struct Draft<'s> {
    pub(super) subject: &'s Subject,
    pub(super) operation: &'s Operation,
    pub(super) seed: Seed,
    /// The parameters that can be written, each with a valid value.
    pub(super) bases: Vec<Base<'s>>,
    /// The body, where a JSON body is documented and one can be made.
    pub(super) body: Option<Body<'s>>,
    instances: Instances<'s>,
    /// Whether a valid request can be made at all.
    is_possible: bool,
    pub(super) fuzz_cases: usize,
    index: usize,
    phase: Phase,
    most_cases: usize,
    cases: Vec<Case>,
    in_phase: usize,
    left_out: usize,
    not_covered: Vec<NotCovered>,
    disagreements: Vec<Disagreement>,
    undecided: usize,
}

impl<'s> Draft<'s> {
    pub(super) fn new(
        subject: &'s Subject,
        index: usize,
        options: &PlanOptions,
    ) -> Option<Draft<'s>> {
        let operation = subject.api().operations.get(index)?;
        let mut draft = Draft {
            subject,
            operation,
            seed: options.seed,
            bases: Vec::new(),
            body: None,
            instances: Instances::new(subject.api(), Role::Request, options.seed),
            is_possible: true,
            fuzz_cases: options.fuzz_cases.min(options.most_cases),
            index,
            phase: Phase::Examples,
            most_cases: options.most_cases,
            cases: Vec::new(),
            in_phase: 0,
            left_out: 0,
            not_covered: Vec::new(),
            disagreements: Vec::new(),
            undecided: 0,
        };
        parameters::prepare(&mut draft);
        super::body::prepare(&mut draft);
        Some(draft)
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
        let full = self.in_phase >= self.most_cases;
        self.left_out += usize::from(full);
        full
    }

    /// The least request that is valid: the required parameters, and the body where it is required.
    pub(super) fn base_request(&self) -> Option<Outgoing> {
        self.request(&self.required(), self.base_body())
    }

    /// The body of the least valid request.
    pub(super) fn base_body(&self) -> Option<(&'s MediaType, Bytes)> {
        let body = self.body.as_ref()?;
        Some((body.media_type, Bytes::from(body.base.to_string())))
    }

    /// A request with these parameters and this body; `None` where the path cannot be filled.
    pub(super) fn request(
        &self,
        written: &[(&Parameter, Written)],
        body: Option<(&MediaType, Bytes)>,
    ) -> Option<Outgoing> {
        let (target, mut headers) = wire::place(&self.operation.path, written)?;
        target.parse::<http::uri::PathAndQuery>().ok()?;
        let bytes = body.map(|(media_type, bytes)| {
            headers.push((
                "content-type".to_owned(),
                super::body::concrete(&media_type.name),
            ));
            bytes
        });
        Some(Outgoing {
            method: http::Method::from_bytes(self.operation.method.as_str().as_bytes()).ok()?,
            target,
            headers,
            body: bytes,
            credentials: Credentials::Given,
        })
    }

    /// The least valid request with another body.
    pub(super) fn with_body(&self, media_type: &MediaType, bytes: Bytes) -> Option<Outgoing> {
        self.request(&self.required(), Some((media_type, bytes)))
    }

    /// The least valid request without its body.
    pub(super) fn without_body(&self) -> Option<Outgoing> {
        self.request(&self.required(), None)
    }

    fn required(&self) -> Vec<(&Parameter, Written)> {
        let required = self.bases.iter().filter(|base| base.is_required());
        required
            .map(|base| (base.parameter, base.written.clone()))
            .collect()
    }

    /// Adds a case.
    pub(super) fn add(&mut self, what: impl Into<String>, intent: Intent, request: Outgoing) {
        self.add_chosen(what, intent, request, Vec::new());
    }

    /// Adds a case that was made by choices.
    pub(super) fn add_chosen(
        &mut self,
        what: impl Into<String>,
        intent: Intent,
        request: Outgoing,
        choices: Vec<u64>,
    ) {
        if self.is_full() {
            return;
        }
        self.in_phase += 1;
        self.cases.push(Case {
            id: format!("{}/{}/{}", self.operation.id, self.phase, self.in_phase),
            operation: self.index,
            phase: self.phase,
            what: what.into(),
            intent,
            request,
            choices,
        });
    }

    /// What both judges make of a part of a request, as an intent; where they do not agree the case is dropped and counted.
    pub(super) fn intent(
        &mut self,
        judgement: Judgement,
        part: &str,
        aim: (&str, &str),
        what: &str,
    ) -> Option<Intent> {
        match judgement {
            Judgement::Valid => Some(Intent::Valid),
            Judgement::Invalid(violations) => {
                self.breach(&violations, part, aim).map(Intent::Invalid)
            }
            Judgement::Disagreement(opinions) => {
                let operation = self.operation.id.clone();
                self.disagreements.push(Disagreement {
                    operation,
                    about: format!("{part}: {what}"),
                    opinions,
                });
                None
            }
            Judgement::Undecided(_) => {
                self.undecided += 1;
                None
            }
        }
    }

    /// The violation that a case was made for, or else the first one.
    fn breach(
        &self,
        violations: &[Violation],
        part: &str,
        (pointer, keyword): (&str, &str),
    ) -> Option<Breach> {
        let aimed =
            |violation: &&Violation| violation.pointer == pointer && violation.keyword == keyword;
        let at_place = |violation: &&Violation| violation.pointer == pointer;
        let mut all = violations.iter();
        let violation = all
            .clone()
            .find(aimed)
            .or_else(|| all.clone().find(at_place))
            .or_else(|| all.next())?;
        Some(Breach {
            part: part.to_owned(),
            pointer: violation.pointer.clone(),
            keyword: violation.keyword.to_owned(),
            limit: violation.limit.clone(),
            sent: violation.got.clone(),
            span: self
                .subject
                .keyword_span(violation.schema, violation.keyword),
        })
    }

    /// Judges the bytes of a body.
    pub(super) fn judge_body(&self, schema: SchemaId, bytes: &[u8]) -> Judgement {
        self.subject
            .judge(schema, Role::Request, bytes)
            .unwrap_or_else(Judgement::Undecided)
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

    pub(super) fn finish(mut self, plan: &mut Plan) {
        self.report_left_out();
        plan.cases.append(&mut self.cases);
        plan.not_covered.append(&mut self.not_covered);
        plan.disagreements.append(&mut self.disagreements);
        plan.undecided += self.undecided;
    }
}
