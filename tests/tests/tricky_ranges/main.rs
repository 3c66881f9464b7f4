//! The ranges that trip tools up, as one table: each row has its place in the document and what three judges say.
//!
//! The documents are `cases/keywords/range` (their instances with the verdicts of the cases) and
//! `cases/diagnostics/range` (what has to be reported). The table is `tests/tricky_ranges.md`; `COUNTERSIGN_TABLE=accept` writes
//! it again. A row where a judge errs carries its reason, and one that no longer errs fails.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

mod document;
mod memory;
mod row;
mod wire;

use std::{env, fmt::Write as _, fs, path::Path};

use countersign_tests::case::{self, Case};

use crate::{document::Document, row::Row};

/// What the table begins with.
const HEADER: &str = "\
# Ranges that trip tools up

Made by `cargo test -p countersign-tests --test tricky_ranges` from `tests/cases/keywords/range` and
`tests/cases/diagnostics/range`; `COUNTERSIGN_TABLE=accept` writes it again. Of each instance: what the case says, what the generated
type says, and what the `jsonschema` crate says; a keyword is what the instance is refused for. Where a judge errs, the
row says why.
";

/// The least number of rows: a table that lost its rows proves nothing.
const LEAST_ROWS: usize = 250;

#[test]
fn every_row_has_three_judges_that_agree() {
    let mut text = HEADER.to_owned();
    let mut rows = 0;
    let mut problems = Vec::new();
    for case in case::all() {
        if case.file.starts_with("range/") {
            let document = Document::read("keywords", &case.file);
            section(&mut text, &document);
            for row in rows_of(&case, &document) {
                problems.extend(row.problem());
                writeln!(text, "{row}").unwrap();
                rows += 1;
            }
        }
    }
    for file in refused() {
        section(&mut text, &Document::read("diagnostics", &file));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(rows >= LEAST_ROWS, "only {rows} rows");
    compare(&text);
}

fn rows_of(case: &Case, document: &Document) -> Vec<Row> {
    let mut rows = row::of_instances(case, document);
    rows.extend(wire::rows(case, document));
    rows.extend(memory::rows(case, document));
    rows
}

/// The title, the diagnostics, and where rows follow their head.
fn section(text: &mut String, document: &Document) {
    write!(text, "\n## {}\n\n`{}`\n", document.title(), document.file).unwrap();
    for diagnostic in &document.diagnostics {
        write!(text, "\n- {diagnostic}").unwrap();
    }
    if !document.diagnostics.is_empty() {
        text.push('\n');
    }
    if document.has_rows {
        text.push_str(
            "\n| line | schema | instance | case | generated type | `jsonschema` | |\n|---|---|---|---|---|---|---|\n",
        );
    }
}

/// The documents that say something wrong about a range.
fn refused() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/diagnostics/range");
    let names = fs::read_dir(folder).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = names
        .filter(|name| name.ends_with(".yaml"))
        .map(|name| format!("range/{name}"))
        .collect();
    files.sort();
    files
}

fn compare(text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tricky_ranges.md");
    if env::var_os("COUNTERSIGN_TABLE").is_some_and(|it| it == "accept") {
        fs::write(&path, text).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let differing = text
        .lines()
        .zip(expected.lines())
        .find(|(now, then)| now != then);
    assert!(
        text == expected,
        "tests/tricky_ranges.md is another, from {differing:?} on; COUNTERSIGN_TABLE=accept writes it again"
    );
}
