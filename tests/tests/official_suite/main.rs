//! The official JSON Schema test suite, decided by generated Rust: each schema becomes an OpenAPI document, its types
//! are generated and compiled, and each instance is decoded by them.
//!
//! The suite is looked for beside the workspace, in `../shared/json-schema-test-suite`; without it there is nothing to do.
//! What is known to fail stands in `tests/official_suite.expected`: an entry that passes fails the run, as does a failure
//! that is not listed. `COUNTERSIGN_SUITE=accept` writes the list again, and keeps the reasons that are there.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

mod compile;
mod expected;
mod figures;
mod generate;
mod place;
mod suite;
mod verdict;

use std::io::Write as _;

use crate::{figures::Figures, generate::Generated, suite::Group, verdict::Trial};

/// The parts of the suite that are run: a title, and the folder of draft 2020-12.
const PARTS: [(&str, &str); 2] = [
    ("required", ""),
    ("optional/format, formats asserted", "optional/format/"),
];

#[test]
fn the_official_suite() {
    let Some(root) = suite::root() else {
        say("official suite: skipped, ../shared/json-schema-test-suite is not there\n");
        return;
    };
    let groups: Vec<Group> = PARTS
        .iter()
        .flat_map(|(_, folder)| suite::read(&root, folder))
        .collect();
    let remotes = suite::remotes(&root);
    let mut generated: Vec<Generated> = groups
        .iter()
        .map(|group| generate::of(group, &remotes))
        .collect();
    let binary = compile::build(&mut generated);
    let trials = verdict::trials(&binary, &groups, &generated);
    for (title, folder) in PARTS {
        let of_part = |trial: &&Trial<'_>| suite::folder(&trial.group.file) == folder;
        let figures: Figures = trials.iter().filter(of_part).collect();
        say(&format!("official suite, {title}: {figures}\n"));
    }
    let failures = trials.iter().flat_map(Trial::failures);
    if let Err(problems) = expected::compare(failures) {
        panic!("{problems}");
    }
}

/// Says something that is seen even where the test passes: the figures are the point.
fn say(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}
