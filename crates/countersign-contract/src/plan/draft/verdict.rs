//! What both judges say about a part of a request, and what that makes of a case.

use countersign_model::SchemaId;

use super::Draft;
use crate::judge::{Judgement, Role, Violation};
use crate::plan::{Breach, Disagreement, Intent};

impl Draft<'_> {
    /// What both judges make of a part of a request, as an intent; where they do not agree the case is dropped and counted.
    pub(in crate::plan) fn intent(
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
    pub(in crate::plan) fn judge_body(&self, schema: SchemaId, bytes: &[u8]) -> Judgement {
        self.subject
            .judge(schema, Role::Request, bytes)
            .unwrap_or_else(Judgement::Undecided)
    }
}
