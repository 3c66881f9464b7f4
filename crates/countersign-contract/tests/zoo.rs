//! The zoo: a correct library has no finding, and each of its bugs is found by the check that is for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // the helpers of tests may fail as tests do
#![allow(clippy::result_large_err)] // a refusal is a whole response
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the library counts by hand what it has checked

#[path = "zoo/harness.rs"]
mod harness;
#[path = "zoo/server.rs"]
mod server;

use harness::Zoo;
use server::{BUGS, Bug, TOKENS, library};

const ZOO: Zoo<Bug> = Zoo {
    document: "tests/zoo/zoo.yaml",
    tokens: TOKENS,
    service: library,
};

#[test]
fn the_correct_library_is_clean() {
    ZOO.assert_clean(Bug::None);
}

#[test]
fn the_bugs_are_found() {
    assert!(BUGS.len() >= 60, "{}", BUGS.len());
    let bugs: Vec<Bug> = BUGS.iter().map(|(bug, _)| *bug).collect();
    let is_found = |bug: Bug, checks: &[&str]| {
        BUGS.iter()
            .any(|(known, check)| *known == bug && checks.contains(check))
    };
    let hunts = ZOO.hunt(&bugs, is_found);
    let missed: Vec<String> = hunts
        .iter()
        .filter(|hunt| !is_found(hunt.bug, &hunt.checks))
        .map(|hunt| format!("seed {}: {:?}, only {:?}", hunt.seed, hunt.bug, hunt.checks))
        .collect();
    println!("{} of {} found", hunts.len() - missed.len(), hunts.len());
    let tolerated = hunts.len() / 20;
    assert!(
        missed.len() <= tolerated,
        "{} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}
