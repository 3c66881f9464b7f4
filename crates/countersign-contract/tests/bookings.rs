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

/// The bugs that are not found, each with the reason; one that is found has to leave.
const MISSED: &[(Bug, &str)] = &[];

#[test]
fn the_bugs_are_found() {
    let hunts = ZOO.hunt(BUGS, |_, checks| !checks.is_empty());
    let is_known = |bug: Bug| MISSED.iter().any(|(missed, _)| *missed == bug);
    let of = |is_missed: bool, is_known_to_be: bool| {
        let wanted = hunts.iter().filter(move |hunt| {
            hunt.checks.is_empty() == is_missed && is_known(hunt.bug) == is_known_to_be
        });
        let names: Vec<String> = wanted
            .map(|hunt| format!("{:?}, seed {}", hunt.bug, hunt.seed))
            .collect();
        names
    };
    let missed = hunts.iter().filter(|hunt| hunt.checks.is_empty()).count();
    println!("{} of {} found", hunts.len() - missed, hunts.len());
    assert_eq!(of(true, false), Vec::<String>::new(), "missed");
    assert_eq!(
        of(false, true),
        Vec::<String>::new(),
        "found now: take it off the list"
    );
}
