//! How many cases of a document one core makes, sends to a service in this process, and judges, in a second:
//! `speed DOCUMENT [CASES]`. The service refuses everything, so that what is measured is the tester.
#![allow(clippy::print_stdout, clippy::expect_used)] // a program for people

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use countersign_contract::{Bounds, InProcess, Options, Phase, Plan, PlanOptions, Subject, run};
use http_body_util::Full;
use hyper::body::Bytes;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let document = arguments.next().expect("a document");
    let cases = arguments
        .next()
        .map_or(20_000, |count| count.parse().expect("a number"));
    let subject = Arc::new(Subject::load(Path::new(&document)).expect("a document"));
    let options = PlanOptions {
        phases: vec![Phase::Fuzzing],
        most_cases: cases,
        fuzz_cases: cases,
        ..PlanOptions::default()
    };
    let service = tower::service_fn(|_: http::Request<Full<Bytes>>| async {
        let mut answer = http::Response::new(Full::new(Bytes::from_static(b"{\"detail\":[]}")));
        *answer.status_mut() = http::StatusCode::UNPROCESSABLE_ENTITY;
        answer.headers_mut().insert(
            "content-type",
            http::HeaderValue::from_static("application/json"),
        );
        Ok::<_, Infallible>(answer)
    });
    let transport = InProcess::new(service, Bounds::default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime");
    let started = Instant::now();
    let plan = Plan::of(subject, &options);
    let planned = started.elapsed();
    let report = runtime.block_on(run(&plan, &transport, &Options::default()));
    let sent = report.expect("a report").summary.sent();
    let total = started.elapsed();
    println!(
        "{sent} cases: planned in {planned:.2?}, all in {total:.2?}: {:.0} a second",
        sent as f64 / total.as_secs_f64()
    );
}
