//! The sources: each file says what lives in it, each exception says why.

use std::{fs, io, path::Path};

use walkdir::{DirEntry, WalkDir};

use super::Findings;

/// Names that say nothing about what a file holds.
const EMPTY_NAMES: &[&str] = &[
    "common", "data", "helper", "helpers", "info", "manager", "misc", "process", "util", "utils",
];

/// Lines that a file of one thing does not need; tables of cases, under a `tests` folder, may be longer.
const MOST_LINES: usize = 500;

/// Reads every Rust source of ours, generated files and goldens left out.
pub(super) fn check(root: &Path, findings: &mut Findings) -> io::Result<()> {
    for entry in WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_ours)
    {
        let entry = entry?;
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            let name = entry
                .path()
                .strip_prefix(root)
                .unwrap_or(entry.path())
                .display()
                .to_string();
            check_file(
                &name.replace('\\', "/"),
                &fs::read_to_string(entry.path())?,
                findings,
            );
        }
    }
    Ok(())
}

fn is_ours(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() == 0
        || !(name.starts_with('.')
            || ["target", "generated", "evolution", "ui", "cases"].contains(&name.as_ref()))
}

fn check_file(name: &str, text: &str, findings: &mut Findings) {
    let stem = name
        .rsplit('/')
        .next()
        .and_then(|file| file.strip_suffix(".rs"))
        .unwrap_or(name);
    if EMPTY_NAMES.contains(&stem) {
        findings.push(format!("{name}: the name does not say what the file holds"));
    }
    if !text.starts_with("//!") {
        findings.push(format!(
            "{name}:1: a file opens with `//!`, one sentence on what lives in it"
        ));
    }
    if text.lines().count() > MOST_LINES && !name.contains("/tests/") {
        findings.push(format!(
            "{name}: over {MOST_LINES} lines; a file holds one thing"
        ));
    }
    for (index, line) in text.lines().enumerate() {
        if let Some(complaint) = complaint(line) {
            findings.push(format!("{name}:{}: {complaint}", index + 1));
        }
    }
}

fn complaint(line: &str) -> Option<&'static str> {
    let code = line.trim_start();
    let is_exception = [
        "#[allow(",
        "#![allow(",
        "#[expect(",
        "#![expect(",
        "#[ignore",
    ]
    .iter()
    .any(|start| code.starts_with(start));
    let has_reason = ["reason", "//", "#[ignore = "];
    let has_reason = has_reason.iter().any(|reason| code.contains(reason));
    if is_exception && !has_reason && !code.ends_with('(') {
        return Some("an exception gives its reason on the same line");
    }
    (code.starts_with("pub use ") && code.ends_with("::*;"))
        .then_some("re-exports are named one by one")
}

#[cfg(test)]
mod tests {
    use super::{Findings, check_file};

    fn found(name: &str, text: &str) -> String {
        let mut findings = Findings::default();
        check_file(name, text, &mut findings);
        findings.to_string()
    }

    #[test]
    fn each_rule_finds_what_breaks_it() {
        assert_eq!(
            found(
                "a.rs",
                "//! A.\n#[allow(dead_code)] // read by the linker\n"
            ),
            ""
        );
        assert!(found("src/util.rs", "//! A.\n").contains("does not say"));
        assert!(found("a.rs", "fn a() {}\n").contains("a.rs:1"));
        assert!(found("a.rs", "//! A.\n    #[allow(dead_code)]\n").contains("a.rs:2"));
        assert!(found("a.rs", "//! A.\npub use b::*;\n").contains("one by one"));
        assert!(found("a.rs", &format!("//! A.\n{}", "//\n".repeat(500))).contains("over 500"));
    }
}
