//! Three judges for every instance of `cases/keywords`: the generated type, the `jsonschema` crate over the document's own
//! schema, and the verdict of the case. An invalid one must be refused for the right keyword at the right place.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

use std::collections::{BTreeMap, BTreeSet};

use countersign_tests::{
    agreement::Bench,
    case::{self, Case, Component},
    generated,
    oracle::Oracle,
    subject::Subject,
};
use serde_json::Value;

/// Every keyword that asserts something, and that the runtime has a check for.
const ASSERTIONS: [&str; 19] = [
    "additionalProperties",
    "const",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "required",
    "type",
    "uniqueItems",
];

fn subject(case: &Case, component: &Component) -> &'static Subject {
    let found = generated::SUBJECTS
        .iter()
        .find(|subject| subject.file == case.file && subject.component == component.name);
    found.unwrap_or_else(|| {
        panic!(
            "{}: no type was generated for {}",
            case.file, component.name
        )
    })
}

#[test]
fn the_judges_agree() {
    let cases = case::all();
    let mut problems = Vec::new();
    for case in &cases {
        for component in &case.components {
            let bench = Bench::new(subject(case, component), &case.document);
            let found = component
                .instances
                .iter()
                .flat_map(|instance| bench.disagreements(instance));
            problems.extend(found.map(|problem| problem.to_string()));
        }
    }
    assert!(
        problems.is_empty(),
        "{} disagreements:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

#[test]
fn each_keyword_is_broken_somewhere() {
    let broken: BTreeSet<String> = case::all()
        .iter()
        .flat_map(|case| &case.components)
        .flat_map(|component| &component.instances)
        .flat_map(|instance| instance.broken())
        .map(|broken| broken.keyword)
        .collect();
    assert_eq!(
        broken.iter().map(String::as_str).collect::<Vec<_>>(),
        ASSERTIONS
    );
}

/// A component where nothing is accepted, or nothing refused, would not notice a type that says always the same.
#[test]
fn each_component_accepts_and_refuses() {
    for case in case::all() {
        for Component { name, instances } in &case.components {
            let verdicts: BTreeSet<bool> =
                instances.iter().map(|instance| instance.valid).collect();
            assert!(
                verdicts.contains(&true),
                "{}: {name} accepts nothing",
                case.file
            );
            assert!(
                verdicts.contains(&false),
                "{}: {name} refuses nothing",
                case.file
            );
        }
    }
}

/// The harness itself: where one judge alone is given a document without a keyword, the judges disagree.
#[test]
fn a_keyword_missing_for_one_judge_alone_is_noticed() {
    let mut tried = BTreeMap::<String, usize>::new();
    let mut unnoticed = Vec::new();
    for case in &case::all() {
        for component in &case.components {
            for keyword in broken_alone(component) {
                let mut document = case.document.clone();
                remove(&mut document, &keyword);
                let mut bench = Bench::new(subject(case, component), &case.document);
                bench.oracle = Oracle::new(&document, &component.name);
                if component
                    .instances
                    .iter()
                    .all(|instance| bench.disagreements(instance).is_empty())
                {
                    unnoticed.push(format!(
                        "{}: {} without `{keyword}`",
                        case.file, component.name
                    ));
                }
                *tried.entry(keyword).or_default() += 1;
            }
        }
    }
    assert!(unnoticed.is_empty(), "{}", unnoticed.join("\n"));
    assert_eq!(
        tried.keys().map(String::as_str).collect::<Vec<_>>(),
        ASSERTIONS
    );
}

/// The keywords that some instance breaks and nothing else, where no exception hides what the second judge says.
fn broken_alone(component: &Component) -> BTreeSet<String> {
    let broken = component
        .instances
        .iter()
        .filter(|instance| instance.except.jsonschema.is_none());
    let alone = broken.filter_map(|instance| {
        let keywords: BTreeSet<String> = instance
            .broken()
            .into_iter()
            .map(|broken| broken.keyword)
            .collect();
        (keywords.len() == 1).then_some(keywords)
    });
    alone.flatten().collect()
}

fn remove(value: &mut Value, keyword: &str) {
    match value {
        Value::Object(members) => {
            members.remove(keyword);
            members
                .values_mut()
                .for_each(|member| remove(member, keyword));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| remove(item, keyword)),
        _ => {}
    }
}
