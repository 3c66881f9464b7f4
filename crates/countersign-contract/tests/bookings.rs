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

/// The bugs that every run has to find. `COUNTERSIGN_ZOO_SEEDS=1` runs all of them, and says what came of each.
const HELD: &[Bug] = &[
    Bug::UnknownLayoutAccepted,
    Bug::TableCaseIgnored,
    Bug::VoucherCodesUnchecked,
    Bug::SlotEndUnbounded,
    Bug::RateStepIgnored,
    Bug::RateNegativeAccepted,
    Bug::RatesEmptyAccepted,
    Bug::LabelNameUnchecked,
    Bug::GuestTwiceAccepted,
    Bug::DepositWithoutPhone,
    Bug::OccurrencesMissingAccepted,
    Bug::TermsFalseAccepted,
    Bug::MinutesStepIgnored,
    Bug::MemberOfOtherBranchAccepted,
    Bug::NoteCountedInUtf16,
    Bug::OffsetRefused,
    Bug::LeapSecondRefused,
    Bug::ThirdVoucherRefused,
    Bug::OffsetForgotten,
    Bug::DefaultMinutesWrong,
    Bug::ReadOnlyTaken,
    Bug::DoorCodeShown,
    Bug::PatchNullKeeps,
    Bug::SerialRounded,
    Bug::PatchAbsentClears,
    Bug::IfMatchIgnored,
    Bug::TagNeverChanges,
    Bug::KeyMakesTwo,
    Bug::StateFilterIgnored,
    Bug::FloorFilterIgnored,
    Bug::SortIgnored,
    Bug::SortNotStable,
    Bug::TotalIgnoresFilter,
    Bug::CursorForgetsFilter,
    Bug::HoursTwiceAccepted,
    Bug::HourUnbounded,
    Bug::CurrencyUnchecked,
    Bug::CorrelationUnchecked,
    Bug::LettersBeyondAsciiAbsent,
    Bug::CrashOnBasementWithSofa,
    Bug::CrashOnLeapDayMidnight,
    Bug::CrashOnPlusInTime,
    Bug::SecondGuestUnchecked,
    Bug::SecondFeatureUnchecked,
    Bug::DepositDecimalsIgnored,
    Bug::CardMonth13Accepted,
];

#[test]
fn the_bugs_are_found() {
    let is_whole = ["COUNTERSIGN_ZOO_SEEDS", "COUNTERSIGN_ZOO_BUG"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    let hunts = ZOO.hunt(if is_whole { BUGS } else { HELD }, |_, checks| {
        !checks.is_empty()
    });
    let missed: Vec<&Hunt<Bug>> = hunts.iter().filter(|hunt| hunt.checks.is_empty()).collect();
    println!("{} of {} found", hunts.len() - missed.len(), hunts.len());
    let lost: Vec<String> = missed
        .iter()
        .filter(|hunt| HELD.contains(&hunt.bug))
        .map(|hunt| format!("{:?}, seed {}", hunt.bug, hunt.seed))
        .collect();
    assert_eq!(lost, Vec::<String>::new());
}
