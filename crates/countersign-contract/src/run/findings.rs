//! Findings while a run goes on: like ones are one, and each is sent again and made smaller in the end.

use std::collections::BTreeMap;

use super::perform::{Performed, Performer};
use super::shrink::Shrink;
use crate::check::{self, Check, Exchange, Problem};
use crate::plan::{Atlas, Case, Plan};
use crate::report::{Finding, Repeated};
use crate::send::Transport;

/// What makes two findings alike.
type Likeness = (usize, &'static str, Option<u16>, String, String);

/// The findings of a run so far.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) list: Vec<Finding>,
    like: BTreeMap<Likeness, usize>,
    /// The case that each was first seen with.
    cases: Vec<Case>,
}

impl Findings {
    /// Takes in what a check says; the finding, where there was none like it before.
    pub(super) fn add(
        &mut self,
        plan: &Plan,
        case: &Case,
        check: &Check,
        problem: Problem,
        performed: &Performed,
    ) -> Option<&mut Finding> {
        let answer = performed.outcome.as_ref();
        let status = answer.ok().map(|answer| answer.status.as_u16());
        let pointer = generic(&problem.pointer);
        let likeness = (
            case.operation,
            check.name,
            status,
            problem.keyword.clone(),
            pointer,
        );
        if let Some(index) = self.like.get(&likeness) {
            if let Some(finding) = self.list.get_mut(*index) {
                finding.count += 1;
            }
            return None;
        }
        self.like.insert(likeness, self.list.len());
        self.cases.push(case.clone());
        let place = problem.span.map(|span| plan.subject.place(span));
        let finding = Finding::new(plan, case, check.name, problem, status, place);
        self.list.push(finding);
        self.list.last_mut()
    }

    /// The findings, with each request sent again, made smaller where that shows the same, and marked where it does not.
    pub(super) async fn verified<T: Transport>(
        &self,
        plan: &Plan,
        performer: &Performer<'_, T>,
        curl: impl Fn(&Case) -> String,
    ) -> Vec<Finding> {
        let mut findings = self.list.clone();
        let atlas = Atlas::new(&plan.subject, plan.seed);
        let shrink = Shrink {
            plan,
            atlas: &atlas,
            performer,
        };
        for (finding, case) in findings.iter_mut().zip(&self.cases) {
            let Some(check) = check::find(finding.check) else {
                continue;
            };
            finding.repeated = match again(plan, performer, case, check).await {
                Some(problem) if problem.keyword == finding.problem.keyword => Repeated::Yes,
                _ => Repeated::No,
            };
            if finding.repeated == Repeated::Yes
                && let Some(smaller) = shrink.smallest(case, check).await
            {
                finding.curl = curl(&smaller);
                finding.smallest = smaller;
            }
        }
        findings
    }
}

/// What a check says when a case is performed once more.
pub(super) async fn again<T: Transport>(
    plan: &Plan,
    performer: &Performer<'_, T>,
    case: &Case,
    check: &Check,
) -> Option<Problem> {
    let operation = plan.subject.api().operations.get(case.operation)?;
    let performed = performer.perform(case).await;
    (check.run)(&Exchange::new(&plan.subject, operation, case, &performed))
}

/// A pointer with its array indices left open, so that like places are alike.
pub(crate) fn generic(pointer: &str) -> String {
    let tokens = pointer.split('/');
    let open = tokens.map(|token| {
        if token.parse::<usize>().is_ok() {
            "*"
        } else {
            token
        }
    });
    open.collect::<Vec<_>>().join("/")
}
