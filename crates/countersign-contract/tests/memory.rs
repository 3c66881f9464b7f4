//! What a run holds depends on the operations of its document, and not on the number of its cases.
#![allow(clippy::unwrap_used)] // the helpers of tests may fail as tests do

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;

use countersign_contract::{Bounds, InProcess, Options, Phase, Plan, PlanOptions, Subject, run};
use http_body_util::Full;
use hyper::body::Bytes;

/// What a case and its answer take at least: the plan of the longer run would hold so many KiB a case.
const KIB_OF_A_CASE: u64 = 2;

/// The most memory that this process ever had, in KiB; nothing where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line?.trim().trim_end_matches(" kB").parse().ok()
}

/// Sends so many cases to a service that refuses all of them.
async fn sent(cases: usize) -> usize {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/lsps1.yaml");
    let options = PlanOptions {
        phases: vec![Phase::Fuzzing],
        most_cases: cases,
        fuzz_cases: cases,
        ..PlanOptions::default()
    };
    let plan = Plan::of(Arc::new(Subject::load(&document).unwrap()), &options);
    let service = tower::service_fn(|_: http::Request<Full<Bytes>>| async {
        let mut answer = http::Response::new(Full::new(Bytes::from_static(b"{\"detail\":[]}")));
        *answer.status_mut() = http::StatusCode::UNPROCESSABLE_ENTITY;
        Ok::<_, Infallible>(answer)
    });
    let transport = InProcess::new(service, Bounds::default());
    let report = run(&plan, &transport, &Options::default()).await;
    report.unwrap().summary.sent()
}

#[tokio::test]
async fn a_longer_run_holds_no_more() {
    const FEW: usize = 2_500;
    const MANY: usize = 8_500;
    let Some(_) = peak() else {
        return eprintln!("the system does not tell its memory: skipped");
    };
    assert!(sent(FEW).await > FEW / 2, "most cases are different ones");
    let after_few = peak().unwrap();
    assert!(sent(MANY).await > MANY / 2);
    let grown = peak().unwrap() - after_few;
    let held = KIB_OF_A_CASE * (MANY - FEW) as u64 / 2;
    assert!(
        grown < held,
        "{grown} KiB more for {} more cases",
        MANY - FEW
    );
}
