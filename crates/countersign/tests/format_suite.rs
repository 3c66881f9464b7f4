//! The formats against JSON Schema's own suite (`optional/format`), where a copy lies beside the repository.

use std::{fs, path::PathBuf};

use countersign::formats;
use serde_json::Value;

/// Cases in which we differ on purpose: format, the tested text, and why. One that passes fails the test.
const EXPECTED_FAILURES: &[(&str, &str, &str)] = &[];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/json-schema-test-suite/tests/draft2020-12/optional/format")
}

/// The cases of one file: the text, the verdict, and what it is about. What is not a string is no format's to judge.
fn cases(text: &str) -> Vec<(String, bool, String)> {
    let groups: Value = serde_json::from_str(text).unwrap();
    let tests = groups.as_array().unwrap().iter().flat_map(|group| group["tests"].as_array().unwrap());
    tests
        .filter_map(|test| {
            let instance = test["data"].as_str()?.to_owned();
            let about = test["description"].as_str()?.to_owned();
            Some((instance, test["valid"].as_bool()?, about))
        })
        .collect()
}

#[test]
fn formats_agree_with_the_suite() {
    let names = [
        "date-time", "date", "time", "duration", "email", "uuid", "uri", "uri-reference", "iri", "iri-reference", "ipv4", "ipv6",
        "hostname", "json-pointer", "relative-json-pointer", "regex",
    ];
    let mut wrong = Vec::new();
    let mut judged = 0;
    for name in names {
        let Ok(text) = fs::read_to_string(folder().join(name).with_extension("json")) else {
            eprintln!("skipped: no {name}.json in {}", folder().display());
            continue;
        };
        let Some(format) = formats::named(name) else {
            eprintln!("skipped: the feature of {name} is off");
            continue;
        };
        for (instance, valid, about) in cases(&text) {
            judged += 1;
            let expected = EXPECTED_FAILURES.iter().any(|(format, failure, _)| *format == name && *failure == instance);
            if (format.is_valid(&instance) == valid) == expected {
                wrong.push(format!("{name}: {instance:?} is {} ({about}){}", if valid { "valid" } else { "invalid" }, if expected { ": passes now, so remove the entry" } else { "" }));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {judged}:\n{}", wrong.len(), wrong.join("\n"));
}
