//! The formats against JSON Schema's own suite (`optional/format`), where a copy lies beside the repository.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may say what it means"
)]

use std::{fs, path::PathBuf};

use countersign::formats;
use countersign_json::formats::{ASSERTED, Asserted};
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/json-schema-test-suite/tests/draft2020-12/optional/format")
}

/// The cases of one file: the text, the verdict, and what it is about. What is not a string is no format's to judge.
fn cases(text: &str) -> Vec<(String, bool, String)> {
    let groups: Value = serde_json::from_str(text).unwrap();
    let tests = groups
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["tests"].as_array().unwrap());
    tests
        .filter_map(|test| {
            let instance = test["data"].as_str()?.to_owned();
            let about = test["description"].as_str()?.to_owned();
            Some((instance, test["valid"].as_bool()?, about))
        })
        .collect()
}

/// Whether the suite's verdict takes a feature that is off: the A-labels of `hostname` take the tables of Unicode.
fn is_beyond(format: &Asserted, instance: &str) -> bool {
    let is_a_label = |label: &str| label.to_ascii_lowercase().starts_with("xn--");
    !cfg!(feature = "idn") && format.name == "hostname" && instance.split('.').any(is_a_label)
}

#[test]
fn formats_agree_with_the_suite() {
    let mut wrong = Vec::new();
    let mut judged = 0;
    for asserted in &ASSERTED {
        let name = asserted.name;
        let Ok(text) = fs::read_to_string(folder().join(name).with_extension("json")) else {
            eprintln!("skipped: no {name}.json in {}", folder().display());
            continue;
        };
        let Some(format) = formats::named(name) else {
            eprintln!("skipped: the feature of {name} is off");
            continue;
        };
        for (instance, valid, about) in cases(&text) {
            if is_beyond(asserted, &instance) {
                continue;
            }
            judged += 1;
            if format.is_valid(&instance) != valid {
                let verdict = if valid { "valid" } else { "invalid" };
                wrong.push(format!("{name}: {instance:?} is {verdict} ({about})"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {judged}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn what_is_asserted_is_there_with_its_feature() {
    for asserted in &ASSERTED {
        let is_on = match asserted.feature {
            None => true,
            Some("email") => cfg!(feature = "email"),
            Some("idn") => cfg!(feature = "idn"),
            Some("pattern") => cfg!(feature = "pattern"),
            Some("uri") => cfg!(feature = "uri"),
            Some("uuid") => cfg!(feature = "uuid"),
            Some(other) => panic!("no feature `{other}` is known here"),
        };
        let found = formats::named(asserted.name);
        assert_eq!(found.is_some(), is_on, "{}", asserted.name);
        if let Some(format) = found {
            assert_eq!(format.name(), asserted.name);
        }
    }
    assert!(formats::named("password").is_none());
}
