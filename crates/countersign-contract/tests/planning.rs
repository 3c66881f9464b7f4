//! Plans over real documents: bounded, deterministic, and without a disagreement of the judges on our own.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use countersign_contract::{Intent, Phase, Plan, PlanOptions, Seed, Subject};
use countersign_spec::Memory;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn lsps1() -> Arc<Subject> {
    Arc::new(
        Subject::load(&root().join("schema/lsps1.yaml")).unwrap_or_else(|error| panic!("{error}")),
    )
}

#[test]
fn lsps1_is_covered_keyword_by_keyword() {
    let plan = Plan::of(lsps1(), &PlanOptions::default());
    assert_eq!(plan.disagreements, []);
    assert_eq!(plan.not_covered, []);
    let mut broken: BTreeMap<(String, String), usize> = BTreeMap::new();
    for case in &plan.cases {
        if let Intent::Invalid(breach) = &case.intent {
            *broken
                .entry((breach.pointer.clone(), breach.keyword.clone()))
                .or_default() += 1;
        }
    }
    let amounts = [
        "lsp_balance_sat",
        "client_balance_sat",
        "required_channel_confirmations",
    ];
    let blocks = ["funding_confirms_within_blocks", "channel_expiry_blocks"];
    for name in amounts.iter().chain(&blocks) {
        assert!(
            broken.contains_key(&(format!("/{name}"), "minimum".to_owned())),
            "{name}: {broken:?}"
        );
        assert!(
            broken[&(format!("/{name}"), "type".to_owned())] >= 6,
            "{name}: {broken:?}"
        );
    }
    assert_eq!(
        broken[&(String::new(), "required".to_owned())],
        8,
        "six fields, an empty object, and no body at all"
    );
    let has_cases = |phase: &Phase| *phase != Phase::Stateful; // one operation has no sequence
    for phase in Phase::ALL.into_iter().filter(has_cases) {
        assert!(plan.every_case().any(|case| case.phase == phase), "{phase}");
    }
}

/// Nothing is made before it is asked for, and an operation that has few requests ends.
#[test]
fn a_budget_costs_nothing_before_it_is_spent() {
    let options = PlanOptions {
        phases: vec![Phase::Fuzzing],
        most_cases: usize::MAX,
        fuzz_cases: usize::MAX,
        ..PlanOptions::default()
    };
    let plan = Plan::of(lsps1(), &options);
    let ids: BTreeSet<String> = plan.fuzzing().take(500).map(|case| case.id).collect();
    assert_eq!((ids.len(), plan.cases.len()), (500, 0));
    let few = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /t:
    get:
      parameters: [{name: on, in: query, schema: {type: boolean}}]
      responses: {'200': {description: ok}}
";
    let subject = Subject::read(&Memory::new().with("t.yaml", few), "t.yaml").unwrap();
    let cases = Plan::of(Arc::new(subject), &options).fuzzing().count();
    assert!((2..50).contains(&cases), "{cases}");
}

/// How many real documents are planned, spread over the list; `COUNTERSIGN_TEST_ALL=1` plans all of them, and any other
/// value those whose names have it.
const DOCUMENTS: usize = 12;

#[test]
fn real_documents_are_planned_within_bounds() {
    let corpus = root().join("../shared/corpus");
    let Ok(folder) = std::fs::read_dir(&corpus) else {
        return eprintln!("no corpus here: skipped");
    };
    let mut paths: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let is_small = |path: &PathBuf| {
        let metadata = path.metadata();
        metadata.is_ok_and(|metadata| metadata.is_file() && metadata.len() < most_bytes())
    };
    paths.retain(is_small);
    let asked = std::env::var("COUNTERSIGN_TEST_ALL").unwrap_or_default();
    let is_asked = |path: &PathBuf| path.to_string_lossy().contains(&asked);
    paths.retain(|path| asked == "1" || is_asked(path));
    let step = if plans_all() {
        1
    } else {
        (paths.len() / DOCUMENTS).max(1)
    };
    let mut planned = 0;
    for path in paths.into_iter().step_by(step) {
        let Some(subject) = Subject::load(&path).ok() else {
            continue;
        };
        let started = processor_time();
        let plan = Plan::of(
            Arc::new(subject),
            &PlanOptions {
                most_cases: 8,
                fuzz_cases: 8,
                seed: Seed(1),
                phases: Phase::ALL.to_vec(),
                ..PlanOptions::default()
            },
        );
        let mut fuzzing = plan.fuzzing();
        let fuzzed = fuzzing.by_ref().count();
        let took = processor_time() - started;
        assert!(
            took < Duration::from_secs(60),
            "{}: {took:?}",
            path.display()
        );
        println!(
            "{}: {} cases, {} gaps, {} disagreements, {} undecided, {took:?}",
            path.display(),
            plan.cases.len() + fuzzed,
            plan.not_covered.len(),
            plan.disagreements.len() + fuzzing.disagreements().len(),
            plan.undecided + fuzzing.undecided()
        );
        assert_eq!(plan.disagreements, [], "{}", path.display());
        assert_eq!(fuzzing.disagreements(), [], "{}", path.display());
        planned += 1;
    }
    assert!(
        planned > DOCUMENTS / 2 || plans_all(),
        "only {planned} documents could be planned"
    );
}

/// What this thread has computed, whatever else the machine does.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap())
}

fn plans_all() -> bool {
    std::env::var_os("COUNTERSIGN_TEST_ALL").is_some()
}

/// The largest document that is planned, in bytes.
fn most_bytes() -> u64 {
    if plans_all() { 1_000_000 } else { 200_000 }
}
