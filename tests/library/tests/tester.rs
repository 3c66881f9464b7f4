//! The whole plan of the tester against the generated server: no finding, over every operation that it reaches; those that it
//! does not are named. `suite.rs` has the same as one test for each operation and phase.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]
#![allow(clippy::print_stderr, reason = "what was not tried is for people")]

use std::{path::Path, sync::Arc};

use countersign_contract::{
    Bounds, GivenHeader, InProcess, Options, Plan, PlanOptions, Subject, run,
};
use countersign_library::{KEY, Library, TOKEN, server::router};

/// Their credentials are a query parameter, a cookie, and another form of `Authorization` than the token's.
const OTHER_CREDENTIALS: [&str; 3] = ["accessBasic", "accessCookieKey", "accessQueryKey"];

#[tokio::test]
async fn the_tester_finds_nothing() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases/http/library.yaml");
    let subject = Subject::load(&document).unwrap();
    let plan = Plan::of(Arc::new(subject), &PlanOptions::default());
    let options = Options {
        headers: vec![
            GivenHeader::secret("Authorization", &format!("Bearer {TOKEN}")).unwrap(),
            GivenHeader::secret("X-Key", KEY).unwrap(),
        ],
        ..Options::default()
    };
    let service = InProcess::new(router(Library::default()), Bounds::default());
    let report = run(&plan, &service, &options).await.unwrap();
    let findings = report.findings.iter();
    let told: Vec<String> = findings
        .map(|found| {
            format!(
                "{} {} {:?}: {} ({} for {})\n{}",
                found.check,
                found.route,
                found.status,
                found.problem.message,
                found.problem.got,
                found.problem.expected,
                found.curl
            )
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n\n"));
    assert!(
        report.disagreements.is_empty(),
        "{:#?}",
        report.disagreements
    );
    for operation in &report.operations {
        let answered = operation
            .seen
            .keys()
            .any(|status| (200..300).contains(status));
        if !answered && !OTHER_CREDENTIALS.contains(&operation.operation.as_str()) {
            eprintln!("not reached: {} ({:?})", operation.route, operation.seen);
        }
        assert!(
            !operation.seen.is_empty(),
            "{} was never asked",
            operation.route
        );
    }
    for (what, place) in &report.not_covered {
        eprintln!(
            "not covered: {what:?} at {}",
            place.as_deref().unwrap_or("-")
        );
    }
    eprintln!("{:?}", report.summary);
}
