//! The three judges of one instance: the generated type, the `jsonschema` crate, and the case itself.

use std::{collections::BTreeSet, fmt};

use countersign_json::{Limits, read};
use serde_json::Value;

use crate::{
    case::{Broken, Instance},
    oracle::{self, Oracle},
    round_trip,
    subject::{Decision, Subject},
};

/// A component schema with the judges that are not the case itself.
pub struct Bench<'a> {
    /// The generated type.
    pub subject: &'a Subject,
    /// The `jsonschema` crate.
    pub oracle: Oracle,
    /// The document, in the words of JSON Schema 2020-12.
    pub document: &'a Value,
}

/// One point on which the judges do not agree, or an exception that is not needed.
pub struct Disagreement<'a> {
    subject: &'a Subject,
    json: String,
    problem: String,
}

impl fmt::Display for Disagreement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Subject {
            file, component, ..
        } = self.subject;
        write!(f, "{file}: {component}: {}: {}", self.json, self.problem)
    }
}

impl<'a> Bench<'a> {
    /// The judges of a component.
    #[must_use]
    pub fn new(subject: &'a Subject, document: &'a Value) -> Self {
        Self {
            subject,
            oracle: Oracle::new(document, subject.component),
            document,
        }
    }

    /// Everything on which the judges do not agree about one instance.
    #[must_use]
    pub fn disagreements(&self, instance: &Instance) -> Vec<Disagreement<'a>> {
        let decision = (self.subject.decide)(&instance.json);
        let mut problems = Vec::new();
        let expected = instance.broken();
        excepted(
            &mut problems,
            "the type",
            &instance.except.generated,
            said(&decision, &expected),
        );
        excepted(
            &mut problems,
            "jsonschema",
            &instance.except.jsonschema,
            self.oracle_said(instance),
        );
        excepted(
            &mut problems,
            "the round trip",
            &instance.except.round_trip,
            self.returned(&instance.json, &decision),
        );
        // Where a float holds another number than the text, the typed pass judges the float.
        let is_rounded = instance.except.generated.is_some() && !oracle::sees(&instance.json);
        problems.extend(inner(&decision).filter(|_| !is_rounded));
        let found = problems.into_iter();
        found
            .map(|problem| Disagreement {
                subject: self.subject,
                json: instance.json.clone(),
                problem,
            })
            .collect()
    }

    /// Why an instance that should be valid is not accepted by all, or does not come back as it was.
    #[must_use]
    pub fn not_accepted(&self, json: &str) -> Option<String> {
        let decision = (self.subject.decide)(json);
        if is_too_wide(&decision, json) {
            return inner(&decision);
        }
        let oracle = self.oracle.accepts(json);
        if oracle != Ok(true) && oracle::sees(json) {
            return Some(format!(
                "jsonschema: {oracle:?} {}",
                self.oracle.explain(json)
            ));
        }
        let refused =
            said(&decision, &BTreeSet::new()).map(|what| format!("valid, but the type {what}"));
        refused
            .or_else(|| inner(&decision))
            .or_else(|| self.returned(json, &decision))
    }

    /// Why an instance that breaks these keywords is not refused by all, or for something else.
    #[must_use]
    pub fn not_refused(&self, json: &str, broken: &BTreeSet<Broken>) -> Option<String> {
        let decision = (self.subject.decide)(json);
        if is_too_wide(&decision, json) {
            return inner(&decision);
        }
        let oracle = self.oracle.accepts(json);
        if oracle != Ok(false) && oracle::sees(json) {
            return Some(format!(
                "jsonschema: {oracle:?}, expected {}",
                listed(broken)
            ));
        }
        let said = said(&decision, broken).map(|what| format!("the type {what}"));
        said.or_else(|| inner(&decision))
    }

    /// Why the type and the `jsonschema` crate do not say the same.
    #[must_use]
    pub fn not_alike(&self, json: &str) -> Option<String> {
        let decision = (self.subject.decide)(json);
        let theirs = self.oracle.accepts(json).ok()?;
        let alike = decision.full.is_ok() == theirs;
        (!alike)
            .then(|| format!("the type says {:?}, jsonschema {theirs}", decision.full))
            .or_else(|| inner(&decision))
    }

    fn oracle_said(&self, instance: &Instance) -> Option<String> {
        match self.oracle.accepts(&instance.json) {
            Ok(accepts) if accepts == instance.valid => None,
            Ok(true) => Some("accepts it".to_owned()),
            Ok(false) => Some(format!(
                "refuses it: {}",
                self.oracle.explain(&instance.json)
            )),
            Err(reason) => Some(reason),
        }
    }

    /// Whether the instance came back other than it was.
    fn returned(&self, json: &str, decision: &Decision) -> Option<String> {
        let again = decision.full.as_ref().ok()?;
        let [before, after] = [json, again].map(|text| read(text, Limits::default()));
        let schema = oracle::reference(self.subject.component);
        let expected = round_trip::expected(self.document, &schema, &before.ok()?);
        (after.as_ref() != Ok(&expected)).then(|| format!("gives {again}, expected {expected}"))
    }
}

/// Whether a type refuses an integer for its width: to the makers of instances and to the `jsonschema` crate the format of
/// a number is an annotation.
fn is_too_wide(decision: &Decision, json: &str) -> bool {
    let Err(broken) = &decision.full else {
        return false;
    };
    let value = read(json, Limits::default()).unwrap_or(countersign_json::Value::Null);
    let mut formats = broken.iter().filter(|broken| broken.keyword == "format");
    formats.any(|broken| {
        let at = value.pointer(&broken.at);
        matches!(at, Some(countersign_json::Value::Number(_)))
    })
}

/// What the type says other than the case.
fn said(decision: &Decision, expected: &BTreeSet<Broken>) -> Option<String> {
    match &decision.full {
        Ok(_) if expected.is_empty() => None,
        Ok(_) => Some(format!("accepts it, expected {}", listed(expected))),
        Err(broken) if agree(broken, expected) => None,
        Err(broken) => Some(format!(
            "says {}, expected {}",
            listed(broken),
            listed(expected)
        )),
    }
}

/// Whether what a type says accounts for every keyword that is broken, and for nothing else.
#[must_use]
pub fn agree(said: &BTreeSet<Broken>, broken: &BTreeSet<Broken>) -> bool {
    let is_said = |it: &Broken| {
        // Beside a wrong type the other keywords of that place are not judged.
        said.iter()
            .any(|said| accounts(said, it) || (said.keyword == "type" && said.at == it.at))
    };
    broken.iter().all(is_said)
        && said
            .iter()
            .all(|said| broken.iter().any(|it| accounts(said, it)))
}

/// Whether a type says of a broken keyword what there is to say: the same, or what the keyword has become in the type.
fn accounts(said: &Broken, broken: &Broken) -> bool {
    let here = said.at == broken.at;
    match (broken.keyword.as_str(), said.keyword.as_str()) {
        ("const", "enum") => here, // a constant string is an enumeration of one
        ("maxLength" | "minLength" | "pattern", "enum") => here, // a listed value that they refuse is no longer in the type
        ("enum" | "const", "type") => here, // null, or a type, that a list leaves out is no longer in the type
        ("anyOf" | "oneOf", _) => here || said.at.starts_with(&format!("{}/", broken.at)), // the branch says what is wrong
        (broken, said) => here && broken == said,
    }
}

/// Where the ways of one type differ: its typed pass knows no more and no less than its exact judge.
fn inner(decision: &Decision) -> Option<String> {
    let exact = &decision.exact;
    let full_agrees = match &decision.full {
        Ok(_) => exact.is_empty(),
        Err(broken) => broken == exact,
    };
    if !full_agrees {
        return Some(format!(
            "`from_json` says {:?}, the exact judge {}",
            decision.full,
            listed(exact)
        ));
    }
    let typed = decision.typed.as_ref()?;
    (typed != exact).then(|| {
        format!(
            "`validate` says {}, the exact judge {}",
            listed(typed),
            listed(exact)
        )
    })
}

fn excepted(
    problems: &mut Vec<String>,
    who: &str,
    exception: &Option<String>,
    problem: Option<String>,
) {
    match (exception, problem) {
        (None, Some(problem)) => problems.push(format!("{who} {problem}")),
        (Some(reason), None) => {
            problems.push(format!("{who} needs no exception any more: {reason}"))
        }
        _ => {}
    }
}

fn listed(broken: &BTreeSet<Broken>) -> String {
    let each = broken
        .iter()
        .map(|Broken { keyword, at }| format!("`{keyword}` at `{at}`"));
    let list = each.collect::<Vec<_>>().join(", ");
    if list.is_empty() {
        "nothing".to_owned()
    } else {
        list
    }
}
