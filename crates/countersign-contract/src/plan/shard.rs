//! One part of a plan: the union of all parts is the whole plan, and no case is in two of them.

use std::str::FromStr;

use super::Case;

/// Part `index` of `count`.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub struct Shard {
    index: usize,
    count: usize,
}

impl Default for Shard {
    /// The one part that is the whole.
    fn default() -> Self {
        Shard { index: 1, count: 1 }
    }
}

impl FromStr for Shard {
    type Err = String;

    /// `2/4`: the second of four.
    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text
            .split_once('/')
            .and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
        match numbers {
            Some((index, count)) if index >= 1 && index <= count => Ok(Shard { index, count }),
            _ => Err("a shard is written as `k/n`, with k from 1 to n".to_owned()),
        }
    }
}

impl Shard {
    /// Keeps the cases of this part, by turns, so that parts take about equally long.
    pub(super) fn keep(self, cases: &mut Vec<Case>) {
        let mut place = 0;
        cases.retain(|_| {
            place += 1;
            self.has(place - 1)
        });
    }

    /// Whether the thing at a place is of this part.
    pub(super) fn has(self, place: usize) -> bool {
        place % self.count == self.index - 1
    }

    /// How many of so many things from a place on are of this part.
    pub(super) fn share(self, from: usize, things: usize) -> usize {
        let skipped = (self.index - 1 + self.count - from % self.count) % self.count;
        things.saturating_sub(skipped).div_ceil(self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn a_share_is_what_is_counted() {
        for (index, count) in [(1, 1), (1, 3), (2, 3), (3, 3), (4, 7)] {
            let shard = Shard { index, count };
            for (from, things) in [(0, 0), (0, 10), (1, 10), (5, 3), (20, 1)] {
                let counted = (from..from + things).filter(|place| shard.has(*place));
                assert_eq!(
                    shard.share(from, things),
                    counted.count(),
                    "{shard:?} {from} {things}"
                );
            }
        }
    }
}
