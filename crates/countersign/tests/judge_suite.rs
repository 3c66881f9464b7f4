//! The judge against JSON Schema's own suite, where a copy lies beside the repository: tables are built from each schema.
//!
//! What tables cannot say is left out by keyword: references to other documents, anchors, identifiers and vocabularies.
//! `format` is an annotation here, as it is to the suite; the formats themselves have their own test.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

mod tables;

use std::{fs, path::PathBuf};

use countersign::{Location, Value, Violations, private::check_value};

/// Cases in which we differ on purpose: file, and a part of the description, with the reason. One that passes fails the test.
const EXPECTED_FAILURES: &[(&str, &str, &str)] = &[];

/// Keywords that tables do not have.
const BEYOND_TABLES: [&str; 7] = [
    "$id",
    "$anchor",
    "$dynamicRef",
    "$dynamicAnchor",
    "$recursiveRef",
    "$vocabulary",
    "dependencies",
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/json-schema-test-suite/tests/draft2020-12")
}

fn files() -> Vec<PathBuf> {
    let of_folder = |folder: PathBuf| {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
    };
    let all = of_folder(folder()).chain(of_folder(folder().join("optional")));
    let mut files: Vec<_> = all
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    files
}

/// Whether tables can say all of a schema. A name of a property may look like a keyword: then it is left out as well.
fn is_for_tables(schema: &Value) -> bool {
    match schema {
        Value::Object(members) => {
            members
                .iter()
                .all(|(name, value)| match (name.as_str(), value) {
                    ("$ref", Value::String(reference)) => {
                        reference.starts_with('#') && !is_anchor(reference)
                    }
                    ("const" | "enum", _) => true,
                    (name, value) => !BEYOND_TABLES.contains(&name) && is_for_tables(value),
                })
        }
        Value::Array(items) => items.iter().all(is_for_tables),
        _ => true,
    }
}

fn is_anchor(reference: &str) -> bool {
    reference.len() > 1 && !reference.starts_with("#/")
}

/// The cases of a file which the judge decides otherwise, and how many there are.
fn judged(path: &PathBuf) -> (Vec<(String, String)>, usize) {
    let groups: Value = fs::read_to_string(path).unwrap().parse().unwrap();
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for group in groups.as_array().unwrap() {
        if !is_for_tables(&group["schema"]) {
            continue;
        }
        let table = tables::of(&group["schema"]);
        for test in group["tests"].as_array().unwrap() {
            count += 1;
            let mut violations = Violations::new();
            check_value(table, &test["data"], &Location::root(), &mut violations);
            if test["valid"] != violations.is_empty() {
                let [group, test] = [group, test].map(|of| of["description"].as_str().unwrap());
                wrong.push((file.clone(), format!("{group}: {test}")));
            }
        }
    }
    (wrong, count)
}

#[test]
fn the_judge_agrees_with_the_suite() {
    if !folder().exists() {
        eprintln!("skipped: there is no {}", folder().display());
        return;
    }
    let (mut wrong, mut count) = (Vec::new(), 0);
    for path in files() {
        let (of_file, in_file) = judged(&path);
        wrong.extend(of_file);
        count += in_file;
    }
    let is_expected = |(file, about): &(String, String)| {
        EXPECTED_FAILURES
            .iter()
            .any(|(of, part, _)| of == file && about.contains(part))
    };
    let unexpected: Vec<_> = wrong.iter().filter(|case| !is_expected(case)).collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    for (of, part, reason) in EXPECTED_FAILURES {
        let fails = wrong
            .iter()
            .any(|(file, about)| file == of && about.contains(part));
        assert!(fails, "{of}: {part}: passes, though `{reason}`");
    }
    assert!(count > 1250, "{count} cases");
}
