//! The types of all schemas, a module for each, compiled at once.

use std::{collections::BTreeMap, path::PathBuf};

use countersign_tests::scratch::{self, Module, Scratch, Warnings};
use serde_json::Value;

use crate::generate::{Generated, Source};

/// What the compiler says, by the number of the schema.
#[derive(Default)]
struct Verdict {
    errors: BTreeMap<usize, String>,
    warnings: BTreeMap<usize, Vec<String>>,
}

/// Compiles what can be: a schema whose types do not compile is left out, and the rest tried again.
pub(crate) fn build(generated: &mut [Generated]) -> PathBuf {
    let scratch = Scratch::new(
        env!("CARGO_TARGET_TMPDIR"),
        "official-suite",
        Warnings::Told,
    );
    loop {
        let modules = generated.iter().enumerate().filter_map(module_of);
        let messages = scratch.build(&modules.collect::<Vec<_>>());
        let mut verdict = Verdict::default();
        for message in &messages {
            verdict.read(message);
        }
        if let Some(program) = scratch::program(&messages) {
            keep_warnings(generated, verdict.warnings);
            return program;
        }
        assert!(
            !verdict.errors.is_empty(),
            "the scratch crate does not compile: {messages:#?}"
        );
        for (number, reason) in &verdict.errors {
            generated[*number] = Generated::Nothing(format!("does not compile: {reason}"));
        }
    }
}

fn module_of((number, generated): (usize, &Generated)) -> Option<Module<'_>> {
    let Generated::Source(Source { text, place, .. }) = generated else {
        return None;
    };
    let name = format!("s{number}");
    let ident = format!("{name}::{}", place.ident);
    Some(Module {
        types: vec![match place.nullable {
            true => format!("Option<{ident}>"),
            false => ident,
        }],
        source: text,
        name,
    })
}

impl Verdict {
    /// One message of cargo.
    fn read(&mut self, message: &Value) {
        let said = &message["message"];
        let Some(text) = said["message"].as_str() else {
            return;
        };
        let number = module(&said["spans"]);
        match (said["level"].as_str(), number) {
            (Some("error"), Some(number)) => {
                self.errors.entry(number).or_insert_with(|| text.to_owned());
            }
            (Some("warning"), Some(number)) => {
                self.warnings
                    .entry(number)
                    .or_default()
                    .push(text.to_owned());
            }
            _ => {}
        }
    }
}

fn keep_warnings(generated: &mut [Generated], mut warnings: BTreeMap<usize, Vec<String>>) {
    for (number, each) in generated.iter_mut().enumerate() {
        if let Generated::Source(source) = each {
            source.lints = warnings.remove(&number).unwrap_or_default();
        }
    }
}

/// The number of the schema whose module a message points into, itself or by the macro that it came from.
fn module(spans: &Value) -> Option<usize> {
    let spans = spans.as_array()?;
    spans.iter().find_map(|span| {
        let file = span["file_name"].as_str()?;
        let number = file
            .strip_prefix("src/s")
            .and_then(|it| it.strip_suffix(".rs"));
        match number.and_then(|number| number.parse().ok()) {
            Some(number) => Some(number),
            None => module(&serde_json::json!([span["expansion"]["span"]])),
        }
    })
}

#[test]
fn a_message_belongs_to_the_schema_that_it_points_into() {
    let message = |level: &str, spans: Value| {
        serde_json::json!({
            "message": {"level": level, "message": "text", "spans": spans},
        })
    };
    let here = serde_json::json!({"file_name": "src/s7.rs"});
    let derived =
        serde_json::json!({"file_name": "/macros/src/lib.rs", "expansion": {"span": here}});
    let mut verdict = Verdict::default();
    verdict.read(&message("error", serde_json::json!([here])));
    verdict.read(&message("warning", serde_json::json!([derived])));
    verdict.read(&message(
        "error",
        serde_json::json!([{"file_name": "src/main.rs"}]),
    ));
    assert_eq!(verdict.errors, BTreeMap::from([(7, "text".to_owned())]));
    assert_eq!(
        verdict.warnings,
        BTreeMap::from([(7, vec!["text".to_owned()])])
    );
}
