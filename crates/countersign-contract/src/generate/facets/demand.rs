//! What is demanded of a place: schemas that hold, and schemas that refuse it; with the ways of meeting that.

use countersign_model::{Api, SchemaId};

use super::Facets;
use super::gathering::{Choice, Gathering};
use crate::judge::Role;

/// How many ways of choosing among unions are followed at one place.
const MOST_ALTERNATIVES: usize = 24;
/// How many choices of all unions at once are tried where no single one helps.
const MOST_COMBINATIONS: usize = 96;

/// Schemas that hold for a value, and schemas that refuse it.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Demand<'a, 's> {
    pub(super) api: &'a Api,
    pub(super) role: Role,
    pub(super) hold: &'s [SchemaId],
    pub(super) refuse: &'s [SchemaId],
}

impl<'a, 's> Demand<'a, 's> {
    /// All of these hold.
    pub(crate) fn of(api: &'a Api, role: Role, hold: &'s [SchemaId]) -> Self {
        Demand {
            api,
            role,
            hold,
            refuse: &[],
        }
    }

    /// And each of these refuses the value.
    pub(crate) fn but(self, refuse: &'s [SchemaId]) -> Self {
        Demand { refuse, ..self }
    }

    /// The first branch of every union, then each other branch of each.
    pub(crate) fn alternatives(self) -> Vec<Facets<'a>> {
        self.around(&[], 0)
    }

    /// The ways of breaking one condition or one `not` of a way that was found, each with its keyword.
    pub(crate) fn wrong(self, facets: &Facets<'a>) -> Vec<(&'static str, Facets<'a>)> {
        let around = |(keyword, picks): &(&'static str, Vec<usize>)| {
            let all = self.around(picks, picks.len());
            let keyword = *keyword;
            all.into_iter().map(move |facets| (keyword, facets))
        };
        let wrong = facets.wrong.iter().flat_map(around);
        wrong.take(MOST_ALTERNATIVES).collect()
    }

    /// Every branch of every union with every other one, as far as there are not too many.
    pub(crate) fn combinations(self) -> impl Iterator<Item = Facets<'a>> + use<'a, 's> {
        let mut next = Some(Vec::new());
        let each = std::iter::from_fn(move || {
            let (facets, choices) = Gathering::run(self, next.as_ref()?);
            next = following(&choices);
            Some(facets)
        });
        each.take(MOST_COMBINATIONS)
    }

    /// These choices, then each other branch of each union from a place on.
    fn around(self, start: &[usize], from: usize) -> Vec<Facets<'a>> {
        let (facets, choices) = Gathering::run(self, start);
        let mut all = vec![facets];
        for (index, choice) in choices.iter().enumerate().skip(from) {
            for branch in (0..choice.valid).filter(|branch| *branch != choice.pick) {
                if all.len() >= MOST_ALTERNATIVES {
                    return all;
                }
                let mut picks: Vec<usize> = choices.iter().map(|choice| choice.pick).collect();
                picks[index] = branch;
                all.push(Gathering::run(self, &picks).0);
            }
        }
        all
    }
}

/// The choices after these, as an odometer counts.
fn following(choices: &[Choice]) -> Option<Vec<usize>> {
    let last = choices.iter().rposition(|it| it.pick + 1 < it.valid)?;
    let mut picks: Vec<usize> = choices[..=last].iter().map(|it| it.pick).collect();
    picks[last] += 1;
    Some(picks)
}
