//! Schemas that apply to the whole value: `$ref`, `allOf`, `anyOf`, `oneOf`, `not`, the condition.

use countersign_json::Value;

use super::{Judge, Refusal, Verdict};
use crate::{Schema, SchemaId};

impl<'a> Judge<'a, '_> {
    /// Core, section 10.2.
    pub(super) fn composed(&mut self, schema: &'a Schema, value: &Value) -> Verdict {
        let mut verdict = Verdict::Accepts;
        for id in schema.reference.iter().chain(&schema.all_of) {
            verdict = verdict.and(|| self.judge(*id, value));
        }
        verdict
            .and(|| self.any_of(&schema.any_of, value))
            .and(|| self.one_of(&schema.one_of, value))
            .and(|| self.not(schema, value))
            .and(|| self.condition(schema, value))
    }

    fn any_of(&mut self, members: &[SchemaId], value: &Value) -> Verdict {
        let tally = self.tally(members, value);
        match (members, tally) {
            ([], _) => Verdict::Accepts,
            (_, Tally { accepted: 1.., .. }) => Verdict::Accepts,
            (_, Tally { undecided: 1.., .. }) => Verdict::Undecided,
            (
                [_],
                Tally {
                    first: Some(first), ..
                },
            ) => Verdict::Refuses(first),
            _ => Verdict::refuses("no schema of `anyOf` accepts it"),
        }
    }

    fn one_of(&mut self, members: &[SchemaId], value: &Value) -> Verdict {
        let tally = self.tally(members, value);
        match (members, tally) {
            ([], _) => Verdict::Accepts,
            (_, Tally { accepted: 2.., .. }) => {
                Verdict::refuses("more than one schema of `oneOf` accepts it")
            }
            (_, Tally { undecided: 1.., .. }) => Verdict::Undecided,
            (_, Tally { accepted: 1, .. }) => Verdict::Accepts,
            (
                [_],
                Tally {
                    first: Some(first), ..
                },
            ) => Verdict::Refuses(first),
            _ => Verdict::refuses("no schema of `oneOf` accepts it"),
        }
    }

    fn tally(&mut self, members: &[SchemaId], value: &Value) -> Tally {
        let mut tally = Tally::default();
        for id in members {
            match self.judge(*id, value) {
                Verdict::Accepts => tally.accepted += 1,
                Verdict::Undecided => tally.undecided += 1,
                Verdict::Refuses(refusal) => tally.first = tally.first.or(Some(refusal)),
            }
        }
        tally
    }

    fn not(&mut self, schema: &Schema, value: &Value) -> Verdict {
        let Some(id) = schema.logic.not else {
            return Verdict::Accepts;
        };
        match self.judge(id, value) {
            Verdict::Accepts => Verdict::refuses("the schema of `not` accepts it"),
            Verdict::Refuses(_) => Verdict::Accepts,
            Verdict::Undecided => Verdict::Undecided,
        }
    }

    fn condition(&mut self, schema: &Schema, value: &Value) -> Verdict {
        let logic = &schema.logic;
        let Some(condition) = logic.condition else {
            return Verdict::Accepts;
        };
        let branch = match self.judge(condition, value) {
            Verdict::Accepts => logic.then,
            Verdict::Refuses(_) => logic.otherwise,
            Verdict::Undecided if (logic.then, logic.otherwise) == (None, None) => None,
            Verdict::Undecided => return Verdict::Undecided,
        };
        branch.map_or(Verdict::Accepts, |id| self.judge(id, value))
    }
}

/// How the alternatives judge.
#[derive(Default)]
struct Tally {
    accepted: usize,
    undecided: usize,
    first: Option<Refusal>,
}
