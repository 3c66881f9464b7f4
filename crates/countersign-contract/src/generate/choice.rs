//! A sequence of choices: all that is arbitrary about a case. A shorter or smaller sequence makes a simpler case, so
//! that whatever is built from choices shrinks by itself.

use super::Seed;

/// The most choices that one case makes; after them the plainest one is always taken.
const MOST: usize = 4_096;

/// Choices that are drawn from a seed, or given from outside.
#[derive(Clone, Debug)]
pub(crate) struct Choices {
    given: Vec<u64>,
    state: Option<u64>,
    taken: Vec<u64>,
}

impl Choices {
    /// Choices that depend on the seed and on what they are for, and on nothing else.
    pub(crate) fn drawn(seed: Seed, purpose: &str) -> Self {
        Choices {
            given: Vec::new(),
            state: Some(seed.number(purpose)),
            taken: Vec::with_capacity(64),
        }
    }

    /// These choices, and then always the plainest one.
    pub(crate) fn given(given: Vec<u64>) -> Self {
        Choices {
            given,
            state: None,
            taken: Vec::new(),
        }
    }

    /// One of so many, 0 being the plainest; nothing is chosen where there is one at most.
    pub(crate) fn below(&mut self, count: u64) -> u64 {
        if count <= 1 || self.taken.len() >= MOST {
            return 0;
        }
        let choice = match (self.given.get(self.taken.len()), &mut self.state) {
            (Some(given), _) => (*given).min(count - 1),
            (None, Some(state)) => {
                *state = super::seed::scramble(*state);
                *state % count
            }
            (None, None) => 0,
        };
        self.taken.push(choice);
        choice
    }

    /// The same for a list: one of its items.
    pub(crate) fn of<'v, T>(&mut self, items: &'v [T]) -> Option<&'v T> {
        let index = self.below(items.len() as u64);
        items.get(usize::try_from(index).ok()?)
    }

    /// The choices that were made.
    pub(crate) fn taken(self) -> Vec<u64> {
        self.taken
    }
}

/// Simpler sequences of choices, the simplest first: with parts left out, then with one choice plainer.
pub(crate) fn simpler(choices: &[u64]) -> Vec<Vec<u64>> {
    let mut list = Vec::new();
    let mut size = choices.len();
    while size > 0 {
        for start in (0..choices.len()).step_by(size) {
            let end = (start + size).min(choices.len());
            list.push([&choices[..start], &choices[end..]].concat());
        }
        size /= 2;
    }
    for (index, choice) in choices.iter().enumerate() {
        for plainer in [0, choice / 2, choice.saturating_sub(1)] {
            if plainer < *choice {
                let mut changed = choices.to_vec();
                changed[index] = plainer;
                list.push(changed);
            }
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::{Choices, simpler};
    use crate::Seed;

    #[test]
    fn what_was_taken_is_taken_again() {
        let draw = |choices: &mut Choices| -> Vec<u64> {
            (1..40).map(|count| choices.below(count)).collect()
        };
        let mut first = Choices::drawn(Seed(3), "x");
        let drawn = draw(&mut first);
        assert!(drawn.iter().any(|choice| *choice > 0));
        assert_eq!(draw(&mut Choices::given(first.taken())), drawn);
        assert_eq!(draw(&mut Choices::given(Vec::new())), vec![0; 39]);
        assert_ne!(draw(&mut Choices::drawn(Seed(4), "x")), drawn);
    }

    #[test]
    fn simpler_sequences_end() {
        let (mut choices, mut steps) = (vec![9, 4, 7], 0);
        while let Some(next) = simpler(&choices)
            .into_iter()
            .find(|next| next.iter().sum::<u64>() >= 5)
        {
            assert!(next.len() < choices.len() || next.iter().sum::<u64>() < choices.iter().sum());
            (choices, steps) = (next, steps + 1);
        }
        assert_eq!((choices, steps < 20), (vec![5], true));
    }
}
