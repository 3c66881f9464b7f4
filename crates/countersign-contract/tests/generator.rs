//! What the generator makes: valid instances of every keyword, and instances that one keyword alone refuses. Judged by the
//! `jsonschema` crate.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

#[path = "generator/figures.rs"]
mod figures;
#[path = "generator/rows.rs"]
mod rows;
#[path = "generator/suite.rs"]
mod suite;
#[path = "generator/trial.rs"]
mod trial;

use std::io::Write as _;
use std::sync::Arc;

use countersign_contract::{Case, Change, Intent, Plan, PlanOptions, Subject};
use countersign_json::{Limits, Value, read as json};
use countersign_spec::Memory;
use figures::Figures;
use rows::{ROWS, Row};
use trial::{Said, Trial};

/// Says something that is seen even where the test passes: the figures are the point.
fn say(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

/// What the suite breaks and the generator does not, by keyword and schema. An entry that is not needed is a failure.
const NOT_BROKEN: [(&str, &str); 13] = [
    // Our judge does not decide these formats.
    ("format", "format: regex format"),
    ("format", "format: uri-reference format"),
    ("format", "format: uri-template format"),
    // No `type`, and nothing but a count or the rest: what is made is a string, and stays one.
    ("$ref", "refRemote: base URI change"),
    (
        "additionalProperties",
        "additionalProperties: additionalProperties can exist by itself",
    ),
    ("items", "refRemote: base URI change"),
    (
        "maxProperties",
        "maxProperties: maxProperties = 0 means the object is empty",
    ),
    ("maxProperties", "maxProperties: maxProperties validation"),
    (
        "maxProperties",
        "maxProperties: maxProperties validation with a decimal",
    ),
    (
        "type",
        "additionalProperties: additionalProperties can exist by itself",
    ),
    ("type", "refRemote: base URI change"),
    // The branches of a union are not broken one by one.
    ("anyOf", "allOf: allOf combined with anyOf, oneOf"),
    ("oneOf", "allOf: allOf combined with anyOf, oneOf"),
];

#[test]
fn the_official_suite() {
    let Some(root) = suite::root() else {
        say("generator: skipped, ../shared/json-schema-test-suite is not there\n");
        return;
    };
    let remotes = suite::remotes(&root);
    let mut figures = Figures::default();
    for group in suite::groups(&root) {
        let trial = Trial::new(&group.schema, &remotes);
        let trial = trial.unwrap_or_else(|error| panic!("{}: {error}", group.name));
        figures.add(&group, &trial);
    }
    say(&figures.to_string());
    assert_eq!(figures.wrong, Vec::<String>::new());
    assert_eq!(figures.valid.missed, Vec::<String>::new());
    assert_eq!(figures.missed(), NOT_BROKEN.into_iter().collect());
}

#[test]
fn each_keyword_is_kept_and_broken() {
    let problems = ROWS
        .iter()
        .flat_map(|row| (0..3).filter_map(|seed| problem(row, seed)));
    let problems: Vec<String> = problems.collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What is wrong with what is made of a row.
fn problem((keyword, schema, shows, at_boundary): &Row, seed: u64) -> Option<String> {
    let parsed = json(schema, Limits::default()).unwrap();
    let trial = Trial::new(&parsed, &[]).unwrap_or_else(|error| panic!("{schema}: {error}"));
    let made = trial.valid(seed);
    let is_valid = |value: &Value| matches!(trial.said(value), Said::Valid);
    if !made.iter().any(shows) || !made.iter().all(is_valid) {
        let made: Vec<String> = made.iter().map(Value::to_string).collect();
        return Some(format!("{schema}: made {}", made.join(", ")));
    }
    let changes = trial.changes(seed);
    let breaks = |change: &&Change| match trial.said(&change.value) {
        // What it is called is on the way to what is broken.
        Said::Broken(way) => way.contains(*keyword) && way.contains(change.keyword),
        Said::Valid | Said::Other => false,
    };
    if !changes.iter().any(|change| breaks(&change)) {
        return Some(format!("{schema}: nothing breaks `{keyword}` alone"));
    }
    let is_kept = changes
        .iter()
        .any(|it| at_boundary(&it.value) && is_valid(&it.value));
    (!is_kept).then(|| format!("{schema}: nothing valid at the boundary"))
}

/// The rows as the bodies of a document: both judges decide each case that is planned, valid ones and broken ones.
#[test]
fn a_document_of_all_keywords_is_planned() {
    let operation = |(number, (_, schema, ..)): (usize, &Row)| {
        let own = format!(r#"{{"$id": "urn:row:{number}", "#);
        let schema = match schema.contains("$id") {
            true => (*schema).to_owned(),
            false => schema.replacen('{', &own, 1),
        };
        format!(
            r#""/{number}": {{"post": {{"operationId": "{number}", "responses": {{"204": {{"description": "Done"}}}},
                "requestBody": {{"content": {{"application/json": {{"schema": {schema}}}}}}}}}}}"#
        )
    };
    let paths: Vec<String> = ROWS.iter().enumerate().map(operation).collect();
    let text = format!(
        r#"{{"openapi": "3.1.1", "info": {{"title": "All", "version": "1"}}, "paths": {{{}}}}}"#,
        paths.join(", ")
    );
    let subject = Subject::read(&Memory::new().with("all.json", text), "all.json");
    let subject = subject.unwrap_or_else(|error| panic!("{error}"));
    let plan = Plan::of(Arc::new(subject), &PlanOptions::default());
    let mut fuzzing = plan.fuzzing();
    let fuzzed: Vec<Case> = fuzzing.by_ref().collect();
    let doubts = (fuzzing.disagreements(), fuzzing.undecided());
    assert_eq!(
        (plan.disagreements.as_slice(), plan.undecided),
        (&[][..], 0)
    );
    assert_eq!(
        (doubts, plan.not_covered.as_slice()),
        ((&[][..], 0), &[][..])
    );
    for (number, (keyword, ..)) in ROWS.iter().enumerate() {
        for cases in [&plan.cases, &fuzzed] {
            let of_row = cases.iter().filter(|case| case.operation == number);
            let of_row: Vec<&Intent> = of_row.map(|case| &case.intent).collect();
            let kept = of_row.iter().filter(|it| matches!(it, Intent::Valid));
            let broken = of_row.iter().filter(|it| matches!(it, Intent::Invalid(_)));
            let has_both = kept.count() > 1 && broken.count() > 1;
            assert!(has_both, "{keyword}: {of_row:?}");
        }
    }
    // The other keywords lead to one that is broken.
    let asserting = [
        "not",
        "dependentRequired",
        "contains",
        "minContains",
        "maxContains",
        "unevaluatedProperties",
        "unevaluatedItems",
    ];
    let broken: Vec<&str> = plan.cases.iter().filter_map(broken_by).collect();
    let is_missing = |keyword: &&&str| !broken.contains(*keyword);
    let missing: Vec<_> = asserting.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The keyword that a case breaks.
fn broken_by(case: &Case) -> Option<&str> {
    match &case.intent {
        Intent::Invalid(breach) => Some(&breach.keyword),
        _ => None,
    }
}
