//! A second zoo, written by someone who had not read how the tester works: a service that lets rooms by the hour.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // the helpers of tests may fail as tests do
#![allow(clippy::result_large_err)] // a refusal is a whole response
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the service counts by hand what it has checked

#[path = "zoo/harness.rs"]
mod harness;
#[path = "bookings/server.rs"]
mod server;

use harness::Zoo;
use server::{BUGS, Bug, TOKENS, service};

const ZOO: Zoo<Bug> = Zoo {
    document: "tests/bookings/bookings.yaml",
    tokens: TOKENS,
    service,
};

#[test]
fn the_correct_service_is_clean() {
    ZOO.assert_clean(Bug::None);
}

#[test]
fn the_bugs_are_found() {
    let hunts = ZOO.hunt(BUGS, |_, checks| !checks.is_empty());
    let missed: Vec<String> = hunts
        .iter()
        .filter(|hunt| hunt.checks.is_empty())
        .map(|hunt| format!("seed {}: {:?}", hunt.seed, hunt.bug))
        .collect();
    assert!(
        missed.is_empty(),
        "{} of {} missed:\n{}",
        missed.len(),
        hunts.len(),
        missed.join("\n")
    );
}
