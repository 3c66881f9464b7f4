//! The budget of a whole run: which cases are left where there may be only so many.

use super::{NotCovered, Phase, Plan};

impl Plan {
    /// Leaves so many cases: those of the first phases, and where one has more than are left, as many of each operation.
    /// What goes is said. Shards are taken of what is left, so that together they are still the whole.
    pub(super) fn keep_to(&mut self, most: usize) {
        let mut left = most;
        for phase in self.phases.clone() {
            let wanted = self.wanted(phase);
            let shares = shares(&wanted, left);
            left -= shares.iter().sum::<usize>();
            if shares == wanted {
                continue;
            }
            self.cut(phase, &shares);
            for (operation, (wanted, share)) in wanted.iter().zip(&shares).enumerate() {
                self.say_left_out(operation, phase, wanted - share, most);
            }
        }
    }

    /// How many cases of a phase each operation has.
    fn wanted(&self, phase: Phase) -> Vec<usize> {
        let mut wanted = vec![0; self.subject.api().operations.len()];
        let kept = self.cases.iter().filter(|case| case.phase == phase);
        let kept = kept.map(|case| (case.operation, 1));
        let made = self.fuzzed.iter().filter(|_| phase == Phase::Fuzzing);
        for (operation, count) in kept.chain(made.copied()) {
            if let Some(wanted) = wanted.get_mut(operation) {
                *wanted += count;
            }
        }
        wanted
    }

    /// Leaves the first cases of a phase, so many of each operation.
    fn cut(&mut self, phase: Phase, shares: &[usize]) {
        let mut left = shares.to_vec();
        self.cases.retain(|case| {
            let left = left.get_mut(case.operation);
            let Some(left) = left.filter(|_| case.phase == phase) else {
                return true;
            };
            let stays = *left > 0;
            *left = left.saturating_sub(1);
            stays
        });
        if phase == Phase::Fuzzing {
            let share = |operation: usize| shares.get(operation).copied().unwrap_or(0);
            let fuzzed = self.fuzzed.iter().map(|(it, _)| (*it, share(*it)));
            self.fuzzed = fuzzed.filter(|(_, share)| *share > 0).collect();
        }
    }

    fn say_left_out(&mut self, index: usize, phase: Phase, count: usize, most: usize) {
        let operation = self.subject.api().operations.get(index);
        if let Some(operation) = operation.filter(|_| count > 0) {
            self.cut.insert((index, phase));
            self.not_covered.push(NotCovered {
                operation: operation.id.clone(),
                what: format!("{count} cases of phase {phase}"),
                reason: format!("the run has at most {most} cases"),
                span: Some(operation.span),
            });
        }
    }
}

/// How many each gets of what it wants where there are only so many: all that it wants, or as many as all others that do
/// not; the first of those one more, where it does not come out even.
fn shares(wanted: &[usize], most: usize) -> Vec<usize> {
    let mut shares = vec![0; wanted.len()];
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|index| wanted[*index]);
    let mut left = most;
    for (done, &index) in order.iter().enumerate() {
        let level = left / (order.len() - done);
        if wanted[index] > level {
            let mut rest = order[done..].to_vec();
            rest.sort_unstable();
            let more = left % rest.len();
            for (place, index) in rest.into_iter().enumerate() {
                shares[index] = level + usize::from(place < more);
            }
            break;
        }
        shares[index] = wanted[index];
        left -= wanted[index];
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn few_are_shared_evenly() {
        assert_eq!(shares(&[5, 1, 9, 0], 100), [5, 1, 9, 0]);
        assert_eq!(shares(&[5, 1, 9, 0], 8), [4, 1, 3, 0]);
        assert_eq!(shares(&[5, 5, 5], 2), [1, 1, 0]);
        assert_eq!(shares(&[usize::MAX, 3, usize::MAX], 10), [4, 3, 3]);
        assert_eq!(shares(&[4, 4], 0), [0, 0]);
        assert_eq!(shares(&[], 7), [0; 0]);
    }
}
