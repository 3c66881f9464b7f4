//! A second zoo, written by someone who had not read how the tester works: a service that lets rooms by the hour.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // the helpers of tests may fail as tests do
#![allow(clippy::result_large_err)] // a refusal is a whole response
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the service counts by hand what it has checked

#[path = "zoo/harness.rs"]
mod harness;
#[path = "bookings/server.rs"]
mod server;

use harness::{Hunt, Zoo};
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

/// The bugs that a run may miss, with what finding them would take; they are run where `COUNTERSIGN_ZOO_SEEDS` is given. Every
/// other one has to be found.
const MISSED: &[(Bug, &str)] = &[
    (
        Bug::AfterFilterIgnored,
        "what `after` is compared with is said in prose",
    ),
    (Bug::CharsetRefused, "no request has a `charset`"),
    (
        Bug::ConfirmAfterCancel,
        "which state follows which is said in prose",
    ),
    (
        Bug::CrashOnEncodedSlash,
        "services have reasons to refuse one",
    ),
    (Bug::CrashOnLargeBody, "no valid body is beyond 64 KiB"),
    (Bug::EquipmentOfDeletedRoom, "not looked into"),
    (Bug::IfNoneMatchIgnored, "no request has `If-None-Match`"),
    (
        Bug::LocationLeadsNowhere,
        "a `Location` is read, not followed",
    ),
    (
        Bug::LowerCaseTimeRefused,
        "no valid date-time is in lower case",
    ),
    (Bug::NoContentHasBody, "no check looks at the body of a 204"),
    (Bug::PathInConflict, "not looked into"),
    (
        Bug::RemarkComposed,
        "with some seeds no such text is created",
    ),
    (
        Bug::RemarkTrimmed,
        "with some seeds no such text is created",
    ),
    (
        Bug::TokenInQueryAccepted,
        "services have reasons to take one",
    ),
];

#[test]
fn the_bugs_are_found() {
    let is_missed = |bug: Bug| MISSED.iter().any(|(missed, _)| *missed == bug);
    let is_whole = std::env::var_os("COUNTERSIGN_ZOO_SEEDS").is_some();
    let bugs = BUGS.iter().filter(|bug| is_whole || !is_missed(**bug));
    let bugs: Vec<Bug> = bugs.copied().collect();
    let hunts = ZOO.hunt(&bugs, |_, checks| !checks.is_empty());
    let missed: Vec<&Hunt<Bug>> = hunts.iter().filter(|hunt| hunt.checks.is_empty()).collect();
    println!("{} of {} found", hunts.len() - missed.len(), hunts.len());
    let lost: Vec<String> = missed
        .iter()
        .filter(|hunt| !is_missed(hunt.bug))
        .map(|hunt| format!("{:?}, seed {}", hunt.bug, hunt.seed))
        .collect();
    assert_eq!(lost, Vec::<String>::new());
}
