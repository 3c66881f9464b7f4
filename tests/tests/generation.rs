//! The generated code of `cases/generation`, as a person reads it: a snapshot beside each document.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

use std::{fs, path::Path};

use countersign_tests::generated;

#[test]
fn it_reads_like_code_that_a_careful_person_wrote() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/generation");
    let mut seen = 0;
    for (file, path) in generated::FILES {
        let Some(name) = file.strip_prefix("cases/generation/") else {
            continue;
        };
        let text = fs::read_to_string(path).unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name.trim_end_matches(".yaml"), text));
        seen += 1;
    }
    assert_eq!(
        seen,
        fs::read_dir(&folder)
            .unwrap()
            .filter(|entry| is_document(entry.as_ref().unwrap()))
            .count()
    );
}

fn is_document(entry: &fs::DirEntry) -> bool {
    entry
        .path()
        .extension()
        .is_some_and(|extension| extension == "yaml")
}

/// Warnings that a case is there for. One that does not appear is a failure.
const EXPECTED: [&str; 3] = [
    "cases/generation/widths.yaml:6:7: warning[CS0303]: default of `narrow` not filled in because Rust has no expression for it",
    "cases/generation/widths.yaml:6:7: warning[CS0303]: default of `vast` not filled in because Rust has no expression for it",
    "cases/keywords/nullable/spellings.yaml:20:26: warning[CS0213]: `null` in `type` but not in `enum`",
];

/// Cases whose warnings stand in `tests/tricky_ranges.md`, beside what the types say all the same.
const IN_TABLE: &str = "cases/keywords/range/";

/// No document of the cases has a keyword that the generated type does not hold: that would be a warning.
#[test]
fn nothing_of_the_cases_is_dropped() {
    let mut config = countersign_build::Config::new(env!("CARGO_MANIFEST_DIR"));
    for (file, path) in generated::FILES {
        let out = Path::new(path).parent().unwrap().to_string_lossy();
        config = config.entry(countersign_build::Entry::new(*file, out));
    }
    let outcome = countersign_build::check(&config.command("cargo build"));
    let shown = outcome.diagnostics(
        countersign_build::Format::Short,
        countersign_spec::render::Colour::Off,
    );
    let warnings: Vec<_> = shown
        .lines()
        .filter(|line| line.contains("warning[") || line.contains("error["))
        .filter(|line| !line.starts_with(IN_TABLE))
        .collect();
    assert_eq!(warnings, EXPECTED);
    assert!(outcome.changes.is_empty());
}
