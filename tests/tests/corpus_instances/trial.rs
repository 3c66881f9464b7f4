//! The trial of a document: instances of each of its types before three judges.

use std::fmt;

use countersign_contract::{Generator, Judgement, Seed};
use countersign_json::{Limits, Value, read};
use countersign_tests::scratch::Decision;

use crate::{
    document::{Document, Type},
    program::Program,
};

/// How many instances of one type are judged: evenly taken from all that the generator proposes.
const MOST_INSTANCES: usize = 120;

/// What the judges came to, in instances.
#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) types: usize,
    /// Those that no instance was found for.
    empty: usize,
    /// Valid by all.
    pub(crate) valid: usize,
    /// Invalid by all.
    pub(crate) invalid: usize,
    /// Not told by the two judges of the document: numbers beyond floats, members that stand twice, patterns.
    undecided: usize,
    /// Integers that only the width of a type refuses.
    too_wide: usize,
    differing: usize,
}

/// Something on which the judges do not agree.
pub(crate) struct Problem {
    file: String,
    /// The name of the type.
    pub(crate) ident: String,
    instance: String,
    what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            ident,
            instance,
            what,
        } = self;
        write!(f, "{file}: {ident}: {instance}: {what}")
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            types,
            empty,
            valid,
            invalid,
            undecided,
            too_wide,
            differing,
        } = self;
        write!(
            f,
            "{types} types ({empty} with no instance); {valid} instances valid by all, {invalid} invalid by all, \
             {too_wide} too wide, {undecided} undecided, {differing} differing"
        )
    }
}

/// Judges instances of every type of a document.
pub(crate) fn run(
    number: usize,
    document: &Document,
    program: &Program,
) -> (Figures, Vec<Problem>) {
    let mut figures = Figures {
        types: document.types.len(),
        ..Figures::default()
    };
    let mut texts = Vec::new();
    for (index, each) in document.types.iter().enumerate() {
        let instances = instances(document, each);
        figures.empty += usize::from(instances.is_empty());
        texts.extend(instances.into_iter().map(|text| (index, text)));
    }
    let decisions = program.decide(number, texts.clone());
    let mut problems = Vec::new();
    for ((index, instance), decision) in texts.iter().zip(&decisions) {
        let each = &document.types[*index];
        if let Some(what) = judge(document, each, instance, decision, &mut figures) {
            figures.differing += 1;
            problems.push(Problem {
                file: document.file.clone(),
                ident: each.ident.clone(),
                instance: instance.clone(),
                what,
            });
        }
    }
    (figures, problems)
}

/// Valid instances of a type, and changes of them at one place.
fn instances(document: &Document, each: &Type) -> Vec<String> {
    let generator = Generator::new(document.subject.api(), each.role, Seed(1));
    let mut values: Vec<Value> = generator.valid(each.schema).collect();
    for base in values.clone() {
        let changes = generator.changes(each.schema, &base);
        values.extend(changes.into_iter().map(|change| change.value));
    }
    let step = values.len().div_ceil(MOST_INSTANCES).max(1);
    let taken = values.iter().step_by(step);
    taken.map(Value::to_string).collect()
}

/// Why the judges do not agree about an instance, if they do not.
fn judge(
    document: &Document,
    each: &Type,
    instance: &str,
    decision: &Decision,
    figures: &mut Figures,
) -> Option<String> {
    let judged = |text: &str| {
        let judgement = document
            .subject
            .judge(each.schema, each.role, text.as_bytes());
        judgement.unwrap_or_else(Judgement::Undecided)
    };
    match (judged(instance), decision) {
        (_, Decision::Died(how)) => return Some(how.clone()),
        (Judgement::Disagreement(what), _) => return Some(what),
        (Judgement::Undecided(_), _) => figures.undecided += 1,
        (Judgement::Valid, Decision::Accepted(again)) => {
            if let Judgement::Invalid(violations) = judged(again) {
                return Some(format!("the type writes {again}: {}", violations.first()?));
            }
            figures.valid += 1;
        }
        (Judgement::Invalid(_), Decision::Refused(_)) => figures.invalid += 1,
        (Judgement::Valid, Decision::Refused(reasons)) if is_too_wide(instance, reasons) => {
            figures.too_wide += 1;
        }
        (Judgement::Valid, Decision::Refused(reasons)) => {
            return Some(format!("valid, but the type says {reasons}"));
        }
        (Judgement::Invalid(violations), Decision::Accepted(_)) => {
            let listed: Vec<String> = violations.iter().map(ToString::to_string).collect();
            return Some(format!("the type accepts it, but {}", listed.join("; ")));
        }
    }
    None
}

/// Whether all that a type refuses is integers for their width: to the other judges the format of a number is an
/// annotation.
fn is_too_wide(instance: &str, reasons: &Value) -> bool {
    let instance = read(instance, Limits::default()).unwrap();
    let is_width = |reason: &Value| {
        let parts = reason.as_array().unwrap_or_default();
        let [keyword, at] = parts else { return false };
        let number = at.as_str().and_then(|at| instance.pointer(at));
        keyword.as_str() == Some("format") && matches!(number, Some(Value::Number(_)))
    };
    let reasons = reasons.as_array().unwrap_or_default();
    !reasons.is_empty() && reasons.iter().all(is_width)
}
