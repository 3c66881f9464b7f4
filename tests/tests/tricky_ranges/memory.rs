//! Numbers that JSON does not have: as texts no judge takes them, and a type that holds one refuses to be valid or written.

use countersign::{Validate, json::Limits};
use countersign_tests::{case::Case, generated::keywords_range_exclusive::Between};

use crate::{
    document::Document,
    row::{Row, Verdict},
};

/// The document whose component is tried.
const FILE: &str = "range/exclusive.yaml";
/// The component.
const COMPONENT: &str = "Between";

/// What is no JSON (RFC 8259, section 6), though other notations have it.
const TEXTS: [&str; 14] = [
    "NaN",
    "nan",
    ".nan",
    "Infinity",
    "-Infinity",
    "inf",
    "+0.5",
    "00.5",
    ".5",
    "0.",
    "0x1",
    "1_0",
    "0.5f",
    "\"",
];

/// The floats that JSON cannot write.
const FLOATS: [f64; 3] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

/// The rows of texts and of floats, at the component that bounds a number on both sides.
pub(crate) fn rows(case: &Case, document: &Document) -> Vec<Row> {
    if case.file != FILE {
        return Vec::new();
    }
    let schemas = document.at(&["components", "schemas"]).unwrap();
    let line = document.line(schemas.entry(COMPONENT).unwrap().key_span);
    let row = |what: &str, instance: String, [generated, jsonschema]: [bool; 2]| Row {
        line,
        what: format!("{COMPONENT}, {what}"),
        instance,
        case: Verdict::of(false),
        generated: Verdict::of(generated),
        jsonschema: Verdict::of(jsonschema),
        reasons: Vec::new(),
    };
    let texts = TEXTS.iter().map(|text| {
        let ours = countersign::from_json::<Between>(text).is_ok()
            || countersign::json::read(text, Limits::default()).is_ok();
        let theirs = serde_json::from_str::<serde_json::Value>(text).is_ok();
        row("no JSON", (*text).to_owned(), [ours, theirs])
    });
    let floats = FLOATS.iter().map(|float| {
        let value = Between(*float);
        let ours = value.validate().is_ok() || countersign::to_json(&value).is_ok();
        // The `jsonschema` crate judges what `serde_json` makes of it, which is null.
        let theirs = serde_json::Number::from_f64(*float).is_some();
        row("in memory", format!("{float}"), [ours, theirs])
    });
    texts.chain(floats).collect()
}
