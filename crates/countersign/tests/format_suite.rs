//! The formats against JSON Schema's own suite (`optional/format`), where a copy lies beside the repository.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

use std::{fs, path::PathBuf};

use countersign::formats;
use serde_json::Value;

/// Cases in which we differ on purpose: format and text. One that passes fails the test.
///
/// A label that starts with `xn--` is a label to RFC 1123, which is what the format is about. Whether it also is an
/// A-label of IDNA 2008 takes Unicode tables that nothing else here needs.
const EXPECTED_FAILURES: &[(&str, &str)] = &[
    ("hostname", "xn--X"),
    ("hostname", "xn--07jt112bpxg.xn--9t4b11yi5a"),
    ("hostname", "xn--hello-txk"),
    ("hostname", "xn--hello-zed"),
    ("hostname", "xn--hello-6bf"),
    ("hostname", "xn--chb89f"),
    ("hostname", "xn--07jceefgh4c"),
    ("hostname", "xn--al-0ea"),
    ("hostname", "xn--l-fda"),
    ("hostname", "xn--la-0ea"),
    ("hostname", "xn--l-gda"),
    ("hostname", "xn--S-jib3p"),
    ("hostname", "xn--wva3j"),
    ("hostname", "xn--A-2hc5h"),
    ("hostname", "xn--5db1e"),
    ("hostname", "xn--A-2hc8h"),
    ("hostname", "xn--5db3e"),
    ("hostname", "xn--defabc-k64e"),
    ("hostname", "xn--vek"),
    ("hostname", "xn--ngb6iyr"),
    ("hostname", "xn--11b2er09f"),
    ("hostname", "xn--02b508i"),
    ("hostname", "XN--aa---o47jg78q"),
];

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

#[test]
fn formats_agree_with_the_suite() {
    let names = [
        "date-time",
        "date",
        "time",
        "duration",
        "email",
        "uuid",
        "uri",
        "uri-reference",
        "iri",
        "iri-reference",
        "ipv4",
        "ipv6",
        "hostname",
        "json-pointer",
        "relative-json-pointer",
        "regex",
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
            let expected = EXPECTED_FAILURES
                .iter()
                .any(|(format, failure)| *format == name && *failure == instance);
            if (format.is_valid(&instance) == valid) == expected {
                wrong.push(format!(
                    "{name}: {instance:?} is {} ({about}){}",
                    if valid { "valid" } else { "invalid" },
                    if expected {
                        ": passes now, so remove the entry"
                    } else {
                        ""
                    }
                ));
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
