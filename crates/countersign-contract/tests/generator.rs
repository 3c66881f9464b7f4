//! What the generator makes: valid instances of every keyword, and instances that one keyword alone refuses. Judged by the
//! `jsonschema` crate.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

#[path = "generator/figures.rs"]
mod figures;
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

/// A keyword with a schema, what one made as valid shows, and what a valid change at its boundary shows.
type Row = (&'static str, &'static str, Shows, Shows);
type Shows = fn(&Value) -> bool;

/// Nothing that is not shown already.
const NOTHING: Shows = |_| true;

const ROWS: &[Row] = &[
    (
        "not",
        r#"{"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["a", "b"]}},
            "not": {"properties": {"kind": {"const": "a"}}}}"#,
        |value| value["kind"] == "b",
        NOTHING,
    ),
    (
        "not",
        r#"{"type": "string", "not": {"pattern": "^[a-z]"}}"#,
        |value| {
            value
                .as_str()
                .is_some_and(|text| !text.starts_with(|c: char| c.is_ascii_lowercase()))
        },
        NOTHING,
    ),
    (
        "not",
        r#"{"type": "object", "properties": {"a": true, "b": true}, "not": {"required": ["a", "b"]}}"#,
        |value| value.get("a").is_none() || value.get("b").is_none(),
        NOTHING,
    ),
    (
        "not",
        r#"{"type": "integer", "minimum": 3, "not": {"anyOf": [{"maximum": 9}, {"multipleOf": 2}, {"const": 11}]}}"#,
        |value| {
            value
                .to_string()
                .parse::<i64>()
                .is_ok_and(|it| it > 9 && it % 2 == 1 && it != 11)
        },
        NOTHING,
    ),
    (
        "then",
        r#"{"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["card", "cash"]}},
            "if": {"properties": {"kind": {"const": "card"}}},
            "then": {"required": ["number"], "properties": {"number": {"type": "integer", "minimum": 5}}},
            "else": {"required": ["change"]}}"#,
        |value| value["kind"] == "card" && value.get("number").is_some(),
        NOTHING,
    ),
    (
        "else",
        r#"{"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["cash", "coin"]}},
            "if": {"properties": {"kind": {"const": "card"}}},
            "then": {"required": ["number"]}, "else": {"required": ["change"]}}"#,
        |value| value.get("change").is_some(),
        NOTHING,
    ),
    (
        "dependentRequired",
        r#"{"type": "object", "properties": {"card": true}, "dependentRequired": {"card": ["street", "city"], "city": ["country"]},
            "additionalProperties": {"type": "integer"}}"#,
        |value| value.get("country").is_some(),
        |value| value.get("country").is_some(),
    ),
    (
        "dependentSchemas",
        r#"{"type": "object", "required": ["card"], "dependentSchemas": {"card": {"required": ["pin"], "properties": {"pin": {"const": 7}}}}}"#,
        |value| value["pin"] == 7,
        NOTHING,
    ),
    (
        "dependentSchemas",
        r#"{"type": "object", "properties": {"card": true, "name": {"type": "string"}},
            "dependentSchemas": {"card": {"required": ["pin"], "properties": {"pin": false}}}}"#,
        |value| value.get("name").is_some(),
        NOTHING,
    ),
    (
        "not",
        r#"{"type": "array", "items": {"enum": ["a", "b"]}, "not": {"items": {"const": "a"}}}"#,
        |value| value[0] == "b",
        NOTHING,
    ),
    (
        "prefixItems",
        r#"{"type": "array", "minItems": 2, "prefixItems": [{"const": "x"}, {"type": "integer"}], "items": {"type": "null"}}"#,
        |value| value[0] == "x" && value[2].is_null(),
        |value| value.as_array().is_some_and(|items| items.len() == 2),
    ),
    (
        "items",
        r#"{"type": "array", "minItems": 1, "prefixItems": [{"type": "string"}], "items": false}"#,
        |value| value[0].as_str().is_some(),
        NOTHING,
    ),
    (
        "contains",
        r#"{"type": "array", "items": {"type": "integer"}, "contains": {"minimum": 7}, "uniqueItems": true, "minItems": 3}"#,
        |value| value.as_array().is_some_and(|items| items.len() == 3),
        NOTHING,
    ),
    (
        "minContains",
        r#"{"type": "array", "contains": {"const": "x"}, "minContains": 3}"#,
        |value| value[2] == "x",
        NOTHING,
    ),
    (
        "maxContains",
        r#"{"type": "array", "minItems": 4, "contains": {"type": "string"}, "maxContains": 2}"#,
        |value| value[0].as_str().is_some() && value[3].as_str().is_none(),
        |value| value[1].as_str().is_some() && value[2].as_str().is_none(),
    ),
    (
        "contains",
        r#"{"type": "array", "allOf": [{"contains": {"type": "string"}}, {"contains": {"type": "integer"}}],
            "prefixItems": [{"type": "integer"}]}"#,
        |value| value[0].as_str().is_none() && value[1].as_str().is_some(),
        NOTHING,
    ),
    (
        "patternProperties",
        r#"{"type": "object", "minProperties": 2, "properties": {"x-a": {"minimum": 5}}, "required": ["x-a"],
            "patternProperties": {"^x-[a-z]+$": {"type": "integer"}}, "additionalProperties": false}"#,
        |value| value["x-a"] == 5 && value.as_object().is_some_and(|members| members.len() > 1),
        |value| value.as_object().is_some_and(|members| members.len() == 2),
    ),
    (
        "patternProperties",
        r#"{"type": "object", "patternProperties": {"^[a-z]{2}$": {"type": "integer"}}}"#,
        |value| value["aa"].to_string().parse::<i64>().is_ok(),
        // A name in the other case is not matched.
        |value| {
            value
                .get("AA")
                .is_some_and(|member| member.to_string().parse::<i64>().is_err())
        },
    ),
    (
        "propertyNames",
        r#"{"type": "object", "minProperties": 3, "propertyNames": {"pattern": "^[A-Z]{2,6}$"}}"#,
        |value| {
            value
                .as_object()
                .is_some_and(|members| members.iter().all(|(name, _)| name.starts_with('A')))
        },
        |value| value.get("AAAAAA").is_some() && value.get("AA").is_some(),
    ),
    (
        "propertyNames",
        r#"{"type": "object", "minProperties": 2, "propertyNames": {"enum": ["red", "green", "blue"]}}"#,
        |value| value.get("red").is_some(),
        |value| value.get("blue").is_some(),
    ),
    (
        "unevaluatedProperties",
        r##"{"type": "object", "minProperties": 4, "allOf": [{"properties": {"a": {"type": "string"}}}],
            "$defs": {"c": {"properties": {"c": {"type": "string"}}}}, "anyOf": [{"$ref": "#/$defs/c"}],
            "properties": {"b": {"type": "string"}}, "unevaluatedProperties": {"type": "boolean"}}"##,
        |value| {
            value
                .as_object()
                .is_some_and(|members| members.iter().any(|(_, member)| *member == true))
        },
        |value| value.get("c").is_some(),
    ),
    (
        "unevaluatedProperties",
        r#"{"type": "object", "required": ["a", "b"], "allOf": [{"properties": {"a": true}}],
            "properties": {"b": true}, "unevaluatedProperties": false}"#,
        |value| value.get("a").is_some() && value.get("b").is_some(),
        NOTHING,
    ),
    (
        "unevaluatedItems",
        r#"{"type": "array", "minItems": 3, "allOf": [{"prefixItems": [{"type": "string"}]}],
            "prefixItems": [true, {"type": "integer"}], "unevaluatedItems": {"type": "boolean"}}"#,
        |value| value[0].as_str().is_some() && value[2] == true,
        NOTHING,
    ),
    (
        "unevaluatedItems",
        r#"{"type": "array", "minItems": 2, "contains": {"type": "string"}, "minContains": 2, "unevaluatedItems": false}"#,
        |value| value[1].as_str().is_some(),
        NOTHING,
    ),
    (
        "$dynamicRef",
        r##"{"$id": "urn:strict", "$dynamicAnchor": "node", "$ref": "urn:tree", "unevaluatedProperties": false,
            "$defs": {"tree": {"$id": "urn:tree", "$dynamicAnchor": "node", "type": "object", "required": ["inner"],
                "properties": {"data": true, "inner": {"type": "array", "items": {"$dynamicRef": "#node"}}}}}}"##,
        |value| value["inner"][0].get("inner").is_some(),
        NOTHING,
    ),
];

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
