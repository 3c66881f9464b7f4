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
            (place - 1) % self.count == self.index - 1
        });
    }
}
