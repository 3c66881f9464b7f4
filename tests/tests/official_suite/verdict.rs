//! The verdicts of the generated types, beside those of the suite.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    thread,
};

use countersign_json::{Limits, Value, read};

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

/// What the types say about an instance.
pub(crate) enum Decision {
    /// They accept it; the instance, encoded again.
    Accepted(String),
    /// They refuse it, for these keywords.
    Refused(String),
    /// They do not say, since the program ends.
    Died(String),
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
    let mut lines = Vec::new();
    for (number, (group, each)) in groups.iter().zip(generated).enumerate() {
        if matches!(each, Generated::Source(_)) {
            let cases = group.cases.iter();
            lines.extend(cases.map(|case| format!("{number}\t{}\n", case.instance)));
        }
    }
    let mut decisions = decide(program, &lines).into_iter();
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

/// A decision for each line; where the program dies, that is the decision, and it starts again after it.
fn decide(program: &Path, lines: &[String]) -> Vec<Decision> {
    let mut decisions = Vec::new();
    while decisions.len() < lines.len() {
        let input = lines[decisions.len()..].concat();
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // Where the program ends early the rest of the input has nowhere to go, which the missing lines tell.
        let writer = thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        decisions.extend(text.lines().map(decision));
        if decisions.len() < lines.len() {
            decisions.push(Decision::Died(format!(
                "the program ends: {}",
                output.status
            )));
        }
    }
    decisions
}

fn decision(line: &str) -> Decision {
    let (sign, text) = line.split_at(1);
    match sign {
        "+" => Decision::Accepted(text.to_owned()),
        "-" => Decision::Refused(text.to_owned()),
        _ => Decision::Died(text.to_owned()),
    }
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
            let reason = decision.wrong(case).or_else(|| decision.lost(case))?;
            Some(failure(Some(&case.description), reason))
        });
        warned.chain(wrong).collect()
    }
}

impl Decision {
    /// Why it is not the verdict of the suite.
    pub(crate) fn wrong(&self, case: &Case) -> Option<String> {
        match self {
            Decision::Accepted(_) => {
                (!case.valid).then(|| "accepts what the schema refuses".to_owned())
            }
            Decision::Refused(why) => case
                .valid
                .then(|| format!("refuses what the schema accepts, for {why}")),
            Decision::Died(how) => Some(how.clone()),
        }
    }

    /// How an instance that is rightly accepted comes back other than it was.
    pub(crate) fn lost(&self, case: &Case) -> Option<String> {
        let Decision::Accepted(text) = self else {
            return None;
        };
        let again: Option<Value> = read(text, Limits::default()).ok();
        (again.as_ref() != Some(&case.instance))
            .then(|| "does not survive the round trip".to_owned())
    }
}
