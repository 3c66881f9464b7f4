//! A row: an instance at its place, and what each judge says of it.

use std::{collections::BTreeSet, fmt};

use countersign_tests::{
    agreement::agree,
    case::{Broken, Case, Component, Instance},
    generated,
    oracle::Oracle,
    subject::Subject,
};

use crate::document::Document;

/// A line of the table.
pub(crate) struct Row {
    /// The line of the document.
    pub(crate) line: u32,
    /// The schema, or what else there is at that line.
    pub(crate) what: String,
    /// The instance as it is written.
    pub(crate) instance: String,
    /// What the case says.
    pub(crate) case: Verdict,
    /// What the generated type says.
    pub(crate) generated: Verdict,
    /// What the `jsonschema` crate says.
    pub(crate) jsonschema: Verdict,
    /// Why a judge errs.
    pub(crate) reasons: Vec<String>,
}

/// What a judge says of an instance.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// It is valid.
    Accepts,
    /// It is not, for these keywords, where they are known.
    Refuses(BTreeSet<Broken>),
    /// The judge cannot see it.
    Nothing,
}

impl Verdict {
    /// A verdict of which no more is known.
    pub(crate) fn of(accepts: bool) -> Self {
        if accepts {
            Self::Accepts
        } else {
            Self::Refuses(BTreeSet::new())
        }
    }

    /// Whether two judges say the same, as far as both give keywords.
    fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Refuses(some), Self::Refuses(others)) => {
                some.is_empty() || others.is_empty() || agree(some, others)
            }
            (one, other) => one == other,
        }
    }
}

impl Row {
    /// A judge that errs with no reason given, or a reason that is not needed.
    pub(crate) fn problem(&self) -> Option<String> {
        let alike = self.generated.agrees(&self.case) && self.jsonschema.agrees(&self.case);
        match (alike, self.reasons.is_empty()) {
            (true, true) | (false, false) => None,
            (false, true) => Some(format!("the judges do not agree: {self}")),
            (true, false) => Some(format!("the judges agree, no reason is needed: {self}")),
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            what,
            instance,
            case,
            generated,
            jsonschema,
            reasons,
        } = self;
        let reasons = reasons.join("; ");
        write!(
            f,
            "| {line} | {what} | `` {instance} `` | {case} | {generated} | {jsonschema} | {reasons} |"
        )
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accepts => f.write_str("valid"),
            Self::Nothing => f.write_str("cannot say"),
            Self::Refuses(broken) if broken.is_empty() => f.write_str("invalid"),
            Self::Refuses(broken) => {
                let each = broken.iter().map(|Broken { keyword, at }| {
                    if at.is_empty() {
                        format!("`{keyword}`")
                    } else {
                        format!("`{keyword}` at `{at}`")
                    }
                });
                f.write_str(&each.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// The rows of every instance of a case.
pub(crate) fn of_instances(case: &Case, document: &Document) -> Vec<Row> {
    let rows = case.components.iter().flat_map(|component| {
        let oracle = Oracle::new(&case.document, &component.name);
        let subject = subject(case, &component.name);
        let (line, what) = place(document, component);
        component
            .instances
            .iter()
            .map(move |instance| row(line, &what, instance, subject, &oracle))
    });
    rows.collect()
}

fn row(line: u32, what: &str, instance: &Instance, subject: &Subject, oracle: &Oracle) -> Row {
    let except = &instance.except;
    let reasons = [&except.generated, &except.jsonschema, &except.round_trip];
    Row {
        line,
        what: what.to_owned(),
        instance: instance.json.clone(),
        case: if instance.valid {
            Verdict::Accepts
        } else {
            Verdict::Refuses(instance.broken())
        },
        generated: of_type(subject, &instance.json),
        jsonschema: of_oracle(oracle, &instance.json),
        reasons: reasons.into_iter().flatten().cloned().collect(),
    }
}

/// The type that was generated for a component.
pub(crate) fn subject(case: &Case, component: &str) -> &'static Subject {
    let found = generated::SUBJECTS
        .iter()
        .find(|subject| subject.file == case.file && subject.component == component);
    found.unwrap_or_else(|| panic!("{}: {component} has no type", case.file))
}

/// What a type says of a JSON text.
pub(crate) fn of_type(subject: &Subject, json: &str) -> Verdict {
    match (subject.decide)(json).full {
        Ok(_) => Verdict::Accepts,
        Err(broken) => Verdict::Refuses(broken),
    }
}

/// What the `jsonschema` crate says of a JSON text.
pub(crate) fn of_oracle(oracle: &Oracle, json: &str) -> Verdict {
    oracle.accepts(json).map_or(Verdict::Nothing, Verdict::of)
}

/// The line of a component, and its schema without the instances.
fn place(document: &Document, component: &Component) -> (u32, String) {
    let schemas = document.at(&["components", "schemas"]).unwrap();
    let entry = schemas.entry(&component.name).unwrap();
    let keywords = entry
        .value
        .entries()
        .filter(|keyword| !keyword.key.starts_with("x-"));
    let keywords = keywords.map(|it| (it.key.to_owned(), it.value.to_value()));
    let schema = countersign_json::Value::Object(keywords.collect());
    (
        document.line(entry.key_span),
        format!("{}: `{schema}`", component.name),
    )
}
