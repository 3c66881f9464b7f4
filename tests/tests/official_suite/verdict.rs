//! The verdicts of the generated types, beside those of the suite.

use std::path::Path;

use countersign_json::{Limits, Value, read};
use countersign_tests::scratch::{self, Decision};

use crate::{
    generate::Generated,
    suite::{Case, Group},
};

/// A case that every schema has.
const COMPILES: &str = "(compiles without a warning)";

/// A schema with what its types say.
pub(crate) struct Trial<'a> {
    /// The schema.
    pub(crate) group: &'a Group,
    /// Its types.
    pub(crate) generated: &'a Generated,
    /// What they say about each case, in its order; empty where there are none.
    pub(crate) decisions: Vec<Decision>,
}

/// What is not as the suite has it.
#[derive(Clone, Debug)]
pub(crate) struct Failure<'a> {
    /// The file of the schema.
    pub(crate) file: &'a str,
    /// The description of the schema.
    pub(crate) group: &'a str,
    /// The description of the case; none where it is all of them.
    pub(crate) case: Option<&'a str>,
    /// What happens.
    pub(crate) reason: String,
}

/// Decides every case by the program.
pub(crate) fn trials<'a>(
    program: &Path,
    groups: &'a [Group],
    generated: &'a [Generated],
) -> Vec<Trial<'a>> {
    let mut texts = Vec::new();
    let compiled = groups.iter().zip(generated);
    let compiled = compiled.filter(|(_, each)| matches!(each, Generated::Source(_)));
    for (number, (group, _)) in compiled.enumerate() {
        let cases = group.cases.iter();
        texts.extend(cases.map(|case| (number, case.instance.to_string())));
    }
    let mut decisions = scratch::decide(program, &texts).into_iter();
    let trial = |(group, generated): (&'a Group, &'a Generated)| {
        let count = match generated {
            Generated::Source(_) => group.cases.len(),
            Generated::Nothing(_) => 0,
        };
        Trial {
            group,
            generated,
            decisions: decisions.by_ref().take(count).collect(),
        }
    };
    groups.iter().zip(generated).map(trial).collect()
}

impl<'a> Trial<'a> {
    /// The cases with what the types say.
    pub(crate) fn decided(&self) -> impl Iterator<Item = (&'a Case, &Decision)> {
        self.group.cases.iter().zip(&self.decisions)
    }

    fn lints(&self) -> impl Iterator<Item = &String> {
        let lints = match self.generated {
            Generated::Source(source) => source.lints.as_slice(),
            Generated::Nothing(_) => &[],
        };
        // One is enough: a case is listed once.
        lints.iter().take(1)
    }

    /// Everything that is not as the suite has it.
    pub(crate) fn failures(&self) -> Vec<Failure<'a>> {
        let failure = |case: Option<&'a str>, reason: String| Failure {
            file: &self.group.file,
            group: &self.group.description,
            case,
            reason,
        };
        if let Generated::Nothing(reason) = self.generated {
            return vec![failure(None, reason.clone())];
        }
        let warned = self
            .lints()
            .map(|lint| failure(Some(COMPILES), format!("the compiler warns: {lint}")));
        let wrong = self.decided().filter_map(|(case, decision)| {
            let reason = wrong(decision, case).or_else(|| lost(decision, case))?;
            Some(failure(Some(&case.description), reason))
        });
        warned.chain(wrong).collect()
    }
}

/// Why a decision is not the verdict of the suite.
pub(crate) fn wrong(decision: &Decision, case: &Case) -> Option<String> {
    match decision {
        Decision::Accepted(_) => {
            (!case.valid).then(|| "accepts what the schema refuses".to_owned())
        }
        Decision::Refused(why) => case
            .valid
            .then(|| format!("refuses what the schema accepts, for `{why}`")),
        Decision::Died(how) => Some(how.clone()),
    }
}

/// How an instance that is rightly accepted comes back other than it was.
pub(crate) fn lost(decision: &Decision, case: &Case) -> Option<String> {
    let Decision::Accepted(text) = decision else {
        return None;
    };
    let again: Option<Value> = read(text, Limits::default()).ok();
    (again.as_ref() != Some(&case.instance)).then(|| "does not survive the round trip".to_owned())
}
