//! What a baseline excuses, for how long, and what it forgets.

use super::{Baseline, Day};
use crate::plan::Phase;
use crate::report::{Ending, Report, sample};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn accepted(until: Option<&Day>) -> (Baseline, Report) {
    let mut baseline = Baseline::default();
    let report = sample::report();
    baseline.accept(&report, "waits for \"#12\"", until);
    (baseline, report)
}

#[test]
fn what_was_accepted_survives_its_file_and_is_excused() {
    let (baseline, mut report) = accepted(Some(&day("2027-01-31")));
    let read = Baseline::from_toml(&baseline.to_toml()).unwrap();
    assert_eq!((read.known.len(), &read), (1, &baseline));
    assert!(!report.is_clean());
    read.mark(&mut report, &day("2027-01-31"));
    assert!(report.is_clean(), "on its last day");
    read.mark(&mut report, &day("2027-02-01"));
    assert!(!report.is_clean(), "on the day after it");
    assert!(report.human().contains("expired on 2027-01-31"));
}

#[test]
fn another_place_status_or_check_is_another_finding() {
    let (baseline, report) = accepted(None);
    let changes: [fn(&mut Report); 5] = [
        |report| report.findings[0].problem.pointer = "/b".to_owned(),
        |report| report.findings[0].problem.keyword = "minimum".to_owned(),
        |report| report.findings[0].status = Some(500),
        |report| report.findings[0].check = "not_a_server_error",
        |report| report.findings[0].operation = "remove".to_owned(),
    ];
    for change in changes {
        let mut other = report.clone();
        change(&mut other);
        baseline.mark(&mut other, &day("2026-01-01"));
        assert!(!other.is_clean());
    }
    let mut same = report;
    same.findings[0].phase = Phase::Fuzzing;
    same.findings[0].problem.got = "something else".to_owned();
    baseline.mark(&mut same, &day("2026-01-01"));
    assert!(same.is_clean());
}

#[test]
fn only_what_was_looked_for_is_gone() {
    let (baseline, mut report) = accepted(None);
    assert!(baseline.gone(&report, &[]).is_empty(), "it is still there");
    report.findings.clear();
    assert_eq!(baseline.gone(&report, &[]).len(), 1);
    let off = ["negative_data_rejection".to_owned()];
    assert!(baseline.gone(&report, &off).is_empty());
    let changes: [fn(&mut Report); 4] = [
        |report| report.groups[0].is_whole = false,
        |report| report.ending = Ending::TimeLimit,
        |report| report.groups[0].sent -= 1,
        |report| report.groups[0].phase = Phase::Examples,
    ];
    for change in changes {
        let mut part = report.clone();
        change(&mut part);
        assert!(baseline.gone(&part, &[]).is_empty());
    }
    let mut other = report.clone();
    other.groups.clear();
    other.ids.clear();
    assert_eq!(
        baseline.gone(&other, &[]).len(),
        1,
        "the document lost the operation"
    );
    let mut pruned = baseline;
    pruned.prune(&report, &[]);
    assert_eq!(pruned, Baseline::default());
}

#[test]
fn what_fuzzing_found_is_gone_only_for_its_seed() {
    let (mut baseline, mut report) = accepted(None);
    baseline.known[0].phase = Phase::Fuzzing;
    baseline.known[0].seed = Some(3);
    report.groups[0].phase = Phase::Fuzzing;
    report.findings.clear();
    assert!(baseline.gone(&report, &[]).is_empty());
    baseline.known[0].seed = Some(report.seed.0);
    assert_eq!(baseline.gone(&report, &[]).len(), 1);
}

#[test]
fn what_expired_is_renewed_and_not_doubled() {
    let (mut baseline, mut report) = accepted(Some(&day("2026-01-01")));
    baseline.mark(&mut report, &day("2026-06-01"));
    baseline.accept(&report, "again", Some(&day("2027-01-01")));
    assert_eq!(baseline.known.len(), 1);
    assert_eq!(baseline.known[0].reason, "again");
    baseline.mark(&mut report, &day("2026-06-01"));
    baseline.accept(&report, "not needed", None);
    assert_eq!(baseline.known[0].reason, "again");
}

#[test]
fn a_file_that_is_none_says_why() {
    let entry = accepted(None).0.to_toml();
    let cases = [
        ("known = 1", "`known` is written as `[[known]]`"),
        ("[known]\n", "`known` is written as `[[known]]`"),
        ("other = 1", "there is no key `other`"),
        (
            &entry.replace("phase = \"coverage\"\n", ""),
            "finding 1: `phase` is missing",
        ),
        (
            &entry.replace("\"coverage\"", "\"cover\""),
            "there is no phase `cover`",
        ),
        (
            &entry.replace("negative_data_rejection", "negative"),
            "there is no check `negative`",
        ),
        (
            &entry.replace("reason", "because"),
            "there is no key `because`",
        ),
        (&format!("{entry}expires = 2027-02-30\n"), ""),
        (&format!("{entry}expires = \"soon\"\n"), "`soon` is no day"),
    ];
    for (text, expected) in cases {
        let error = Baseline::from_toml(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}\n{error}");
    }
    let date = format!("{entry}expires = 2027-02-28\n");
    let expires = Baseline::from_toml(&date).unwrap().known[0].expires.clone();
    assert_eq!(
        expires,
        Some(day("2027-02-28")),
        "a date of TOML is a day too"
    );
    let mut silent = accepted(None).0;
    silent.known[0].reason = " ".to_owned();
    let error = Baseline::from_toml(&silent.to_toml()).unwrap_err();
    assert!(error.to_string().contains("`reason` is empty"));
}
