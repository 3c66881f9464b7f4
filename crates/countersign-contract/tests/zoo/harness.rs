//! Hunts the bugs of a service: the tester with default settings and two identities, one bug at a time.
//!
//! `COUNTERSIGN_ZOO_SEEDS=10` runs ten seeds instead of one; `COUNTERSIGN_ZOO_BUG=Name` shows the report of one bug.

use std::fmt::Debug;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use countersign_contract::{
    Bounds, GivenHeader, Identities, InProcess, Options, Plan, PlanOptions, Progress, Report, Seed,
    Subject, run_until,
};

/// A service with bugs that can be switched on.
pub(crate) struct Zoo<B> {
    /// Its document, below the crate.
    pub(crate) document: &'static str,
    /// The credentials of two callers.
    pub(crate) tokens: [&'static str; 2],
    /// The service with a bug.
    pub(crate) service: fn(B) -> Router,
}

/// What a run with a bug came to.
pub(crate) struct Hunt<B> {
    pub(crate) seed: u64,
    pub(crate) bug: B,
    /// The check of each finding.
    pub(crate) checks: Vec<&'static str>,
}

/// How much of a run is wanted.
#[derive(Copy, Clone, Eq, PartialEq)]
enum Until {
    /// All of it.
    End,
    /// As much as shows a finding: on the correct service there is none.
    Finding,
}

impl<B: Copy + Debug + Sync + Send> Zoo<B> {
    fn plan(&self, seed: u64) -> Plan {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(self.document);
        let subject = Subject::load(&path).unwrap_or_else(|error| panic!("{error}"));
        let options = PlanOptions {
            seed: Seed(seed),
            identities: Identities::Two,
            ..PlanOptions::default()
        };
        Plan::of(Arc::new(subject), &options)
    }

    fn report(&self, plan: &Plan, bug: B, until: Until) -> Report {
        let [first, second] = self
            .tokens
            .map(|token| GivenHeader::secret("Authorization", token).unwrap());
        let options = Options {
            headers: vec![first],
            other: vec![second],
            ..Options::default()
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let transport = InProcess::new((self.service)(bug), Bounds::default());
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

    /// Demands that the service without a bug has no finding.
    pub(crate) fn assert_clean(&self, none: B) {
        for seed in 0..seeds().max(2) {
            let plan = self.plan(seed);
            assert_eq!(plan.disagreements, [], "seed {seed}");
            let report = self.report(&plan, none, Until::End);
            assert!(report.is_clean(), "seed {seed}\n{}", report.human());
            assert_eq!(report.disagreements, []);
        }
    }

    /// Runs each bug with each seed. A run ends with the first finding if that `suffices`.
    #[allow(clippy::print_stdout)] // what came of each bug, while it runs
    pub(crate) fn hunt(
        &self,
        bugs: &[B],
        suffices: impl Fn(B, &[&str]) -> bool + Sync,
    ) -> Vec<Hunt<B>> {
        let asked = std::env::var("COUNTERSIGN_ZOO_BUG").ok();
        let is_asked = |bug: &B| {
            asked
                .as_ref()
                .is_none_or(|asked| *asked == format!("{bug:?}"))
        };
        let bugs: Vec<B> = bugs.iter().filter(|bug| is_asked(bug)).copied().collect();
        let plans: Vec<Plan> = (0..seeds()).map(|seed| self.plan(seed)).collect();
        let (next, hunts) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        let work = || {
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(plan) = plans.get(index / bugs.len().max(1)) else {
                    return;
                };
                let bug = bugs[index % bugs.len()];
                let mut report = self.report(plan, bug, Until::Finding);
                let is_cut = !report.is_clean() && !suffices(bug, &checks(&report));
                if is_cut || asked.is_some() {
                    report = self.report(plan, bug, Until::End);
                }
                if asked.is_some() {
                    println!("{}", report.human());
                }
                let (seed, checks) = (plan.seed.0, checks(&report));
                println!("seed {seed}: {bug:?} {checks:?}");
                hunts.lock().unwrap().push(Hunt { seed, bug, checks });
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(work);
            work();
        });
        let mut hunts = hunts.into_inner().unwrap();
        hunts.sort_by_key(|hunt| (hunt.seed, format!("{:?}", hunt.bug)));
        hunts
    }
}

fn checks(report: &Report) -> Vec<&'static str> {
    report
        .findings
        .iter()
        .map(|finding| finding.check)
        .collect()
}

fn seeds() -> u64 {
    let asked = std::env::var("COUNTERSIGN_ZOO_SEEDS").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(1)
}
