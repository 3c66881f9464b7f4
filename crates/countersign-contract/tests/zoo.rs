//! The zoo: a correct library has no finding, and each of its bugs is found by the check that is for it.
//!
//! `COUNTERSIGN_ZOO_SEEDS=10` runs ten seeds instead of one; `COUNTERSIGN_ZOO_BUG=Name` shows the report of one bug.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // the helpers of tests may fail as tests do
#![allow(clippy::result_large_err)] // a refusal is a whole response
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the library counts by hand what it has checked

#[path = "zoo/server.rs"]
mod server;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use countersign_contract::{
    Bounds, GivenHeader, Identities, InProcess, Options, Plan, PlanOptions, Progress, Report, Seed,
    Subject, run_until,
};
use server::{BUGS, Bug, TOKENS, library};

fn plan(seed: u64) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/zoo/zoo.yaml");
    let subject = Subject::load(&path).unwrap_or_else(|error| panic!("{error}"));
    let options = PlanOptions {
        seed: Seed(seed),
        identities: Identities::Two,
        ..PlanOptions::default()
    };
    Plan::of(Arc::new(subject), &options)
}

/// How much of a run is wanted.
#[derive(Copy, Clone, Eq, PartialEq)]
enum Until {
    /// All of it.
    End,
    /// As much as shows a finding: on the correct library there is none.
    Finding,
}

fn report(plan: &Plan, bug: Bug, until: Until) -> Report {
    let [first, second] = TOKENS.map(|token| GivenHeader::secret("Authorization", token).unwrap());
    let options = Options {
        headers: vec![first],
        other: vec![second],
        ..Options::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let transport = InProcess::new(library(bug), Bounds::default());
    let found = tokio::sync::Notify::new();
    let progress = |progress: Progress| {
        if until == Until::Finding && progress.findings > 0 {
            found.notify_one();
        }
    };
    let stop = found.notified();
    runtime
        .block_on(run_until(plan, &transport, &options, progress, stop))
        .unwrap()
}

fn seeds() -> u64 {
    let asked = std::env::var("COUNTERSIGN_ZOO_SEEDS").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(1)
}

#[test]
fn the_correct_library_is_clean() {
    for seed in 0..seeds().max(2) {
        let plan = plan(seed);
        assert_eq!(plan.disagreements, [], "seed {seed}");
        let report = report(&plan, Bug::None, Until::End);
        assert!(report.is_clean(), "seed {seed}\n{}", report.human());
        assert_eq!(report.disagreements, []);
    }
}

#[test]
fn the_bugs_are_found() {
    let asked = std::env::var("COUNTERSIGN_ZOO_BUG").ok();
    assert!(BUGS.len() >= 60, "{}", BUGS.len());
    let chosen = |bug: &Bug| {
        asked
            .as_ref()
            .is_none_or(|asked| *asked == format!("{bug:?}"))
    };
    let bugs: Vec<(Bug, &str)> = BUGS
        .iter()
        .filter(|(bug, _)| chosen(bug))
        .copied()
        .collect();
    let (next, missed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let runs = bugs.len() * usize::try_from(seeds()).unwrap();
    let work = |plans: &[Plan]| {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((seed, (bug, check))) = plans
                .get(index / bugs.len())
                .map(|plan| (plan, bugs[index % bugs.len()]))
            else {
                return;
            };
            let has =
                |report: &Report| report.findings.iter().any(|finding| finding.check == check);
            let quick = Some(report(seed, bug, Until::Finding))
                .filter(|report| asked.is_none() && has(report));
            let report = quick.unwrap_or_else(|| report(seed, bug, Until::End));
            if asked.is_some() {
                println!("{}", report.human());
            }
            let found: Vec<&str> = report
                .findings
                .iter()
                .map(|finding| finding.check)
                .collect();
            if !found.contains(&check) {
                let line = format!(
                    "seed {}: {bug:?} is not found by {check}: {found:?}",
                    seed.seed.0
                );
                missed.lock().unwrap().push(line);
            }
        }
    };
    let plans: Vec<Plan> = (0..seeds()).map(plan).collect();
    std::thread::scope(|scope| {
        scope.spawn(|| work(&plans));
        work(&plans);
    });
    let mut missed = missed.into_inner().unwrap();
    missed.sort();
    println!(
        "{} of {runs} found\n{}",
        runs - missed.len(),
        missed.join("\n")
    );
    assert!(
        missed.len() * 20 <= runs,
        "{} of {runs} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}
