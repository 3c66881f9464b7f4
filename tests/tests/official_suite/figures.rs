//! The figures that tell the truth together: what is decided rightly, what is typed, what survives.

use std::fmt;

use countersign_tests::scratch::Decision;

use crate::{
    generate::Generated,
    verdict::{Trial, lost, wrong},
};

/// What a part of the suite comes to.
#[derive(Default)]
pub(crate) struct Figures {
    cases: usize,
    right: usize,
    schemas: usize,
    exact: usize,
    typed: usize,
    accepted: usize,
    survive: usize,
    silent: usize,
}

impl<'a, 't: 'a> FromIterator<&'a Trial<'t>> for Figures {
    fn from_iter<I: IntoIterator<Item = &'a Trial<'t>>>(trials: I) -> Self {
        trials.into_iter().fold(Self::default(), Self::with)
    }
}

impl Figures {
    fn with(mut self, trial: &Trial<'_>) -> Self {
        let right = trial
            .decided()
            .filter(|(case, decision)| wrong(decision, case).is_none());
        let right: Vec<_> = right.collect();
        let accepted = right
            .iter()
            .filter(|(_, it)| matches!(it, Decision::Accepted(_)));
        let survive = accepted
            .clone()
            .filter(|(case, it)| lost(it, case).is_none());
        self.schemas += 1;
        self.cases += trial.group.cases.len();
        self.right += right.len();
        self.accepted += accepted.count();
        self.survive += survive.count();
        let is_exact = right.len() == trial.group.cases.len();
        self.exact += usize::from(is_exact);
        if let Generated::Source(source) = trial.generated {
            self.typed += usize::from(source.is_typed);
            self.silent += usize::from(!is_exact && !source.is_warned);
        }
        self
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            cases,
            right,
            schemas,
            exact,
            typed,
            accepted,
            survive,
            silent,
        } = self;
        let share = 100 * typed / schemas.max(&1);
        write!(
            f,
            "{right} of {cases} cases decided rightly; {exact} of {schemas} schemas exact, {typed} typed ({share} %), \
             {silent} wrong with no word of it; {survive} of {accepted} accepted instances survive the round trip"
        )
    }
}
