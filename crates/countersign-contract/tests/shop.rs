//! Every bug of the shop is found by the check that it is for; the correct shop has no finding.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

#[path = "shop/server.rs"]
mod server;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use countersign_contract::{
    Bounds, Ending, GivenHeader, InProcess, Network, Options, Plan, PlanOptions, Repeated, Report,
    Seed, SendError, Shard, Subject, Transport, run,
};
use server::{Bug, TOKEN, shop};

/// Each bug, the check that finds it, and the keyword that the finding names.
const BUGS: &[(Bug, &str, &str)] = &[
    (
        Bug::MinimumNotEnforced,
        "negative_data_rejection",
        "minimum",
    ),
    (
        Bug::MinimumOffByOne,
        "positive_data_acceptance",
        "requestBody",
    ),
    (
        Bug::MaximumNotEnforced,
        "negative_data_rejection",
        "maximum",
    ),
    (
        Bug::ExclusiveMinimumInclusive,
        "negative_data_rejection",
        "exclusiveMinimum",
    ),
    (
        Bug::MultipleOfNotEnforced,
        "negative_data_rejection",
        "multipleOf",
    ),
    (Bug::NullAccepted, "negative_data_rejection", "type"),
    (Bug::NullRefused, "positive_data_acceptance", "requestBody"),
    (
        Bug::NumberInQuotesCoerced,
        "negative_data_rejection",
        "type",
    ),
    (Bug::FractionTruncated, "negative_data_rejection", "type"),
    (
        Bug::MissingRequiredAccepted,
        "negative_data_rejection",
        "required",
    ),
    (
        Bug::AdditionalPropertyAccepted,
        "negative_data_rejection",
        "additionalProperties",
    ),
    (Bug::EnumCaseIgnored, "negative_data_rejection", "enum"),
    (
        Bug::LengthInBytes,
        "positive_data_acceptance",
        "requestBody",
    ),
    (
        Bug::MaxLengthOffByOne,
        "negative_data_rejection",
        "maxLength",
    ),
    (
        Bug::PatternWithNewline,
        "negative_data_rejection",
        "pattern",
    ),
    (
        Bug::ImpossibleDayAccepted,
        "negative_data_rejection",
        "format",
    ),
    (
        Bug::DuplicatesAccepted,
        "negative_data_rejection",
        "uniqueItems",
    ),
    (Bug::WrongStatus, "status_code_conformance", "responses"),
    (Bug::WrongContentType, "content_type_conformance", "content"),
    (
        Bug::ResponseBreaksSchema,
        "response_schema_conformance",
        "minimum",
    ),
    (
        Bug::ResponseNotJson,
        "response_schema_conformance",
        "content",
    ),
    (
        Bug::LocationMissing,
        "response_headers_conformance",
        "required",
    ),
    (
        Bug::WwwAuthenticateMissing,
        "response_headers_conformance",
        "required",
    ),
    (Bug::CrashOnEmptyTags, "not_a_server_error", "responses"),
    (Bug::CrashOnBrokenJson, "not_a_server_error", "responses"),
    (Bug::AuthIgnored, "ignored_auth", "security"),
    (Bug::AnyTokenAccepted, "ignored_auth", "security"),
    (Bug::WrongMethodServed, "unsupported_method", "paths"),
    (Bug::AllowMissing, "unsupported_method", "paths"),
    (
        Bug::QueryLimitNotEnforced,
        "negative_data_rejection",
        "maximum",
    ),
    (
        Bug::PathMinimumNotEnforced,
        "negative_data_rejection",
        "minimum",
    ),
    (Bug::MediaTypeIgnored, "negative_data_rejection", "content"),
];

/// Bugs that only rare values and pairs of values show.
const RARE: &[(Bug, &str, &str)] = &[
    (
        Bug::CrashOnControlCharacter,
        "not_a_server_error",
        "responses",
    ),
    (Bug::CrashOnPairOfValues, "not_a_server_error", "responses"),
    (Bug::CrashOnHugeNumber, "not_a_server_error", "responses"),
    (
        Bug::CrashOnRepeatedMember,
        "not_a_server_error",
        "responses",
    ),
    (Bug::CrashOnNesting, "not_a_server_error", "responses"),
    (Bug::CrashOnByteOrderMark, "not_a_server_error", "responses"),
    (Bug::RoundedIdentity, "not_a_server_error", "responses"),
];

fn subject() -> Arc<Subject> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shop/shop.yaml");
    Arc::new(Subject::load(&path).unwrap_or_else(|error| panic!("{error}")))
}

fn options() -> Options {
    Options {
        headers: vec![GivenHeader::secret("Authorization", TOKEN).unwrap()],
        ..Options::default()
    }
}

fn plan(seed: u64) -> Plan {
    Plan::of(
        subject(),
        &PlanOptions {
            seed: Seed(seed),
            ..PlanOptions::default()
        },
    )
}

fn wait<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

fn in_process(plan: &Plan, bug: Bug, options: &Options) -> Report {
    wait(run(
        plan,
        &InProcess::new(shop(bug), Bounds::default()),
        options,
    ))
    .unwrap()
}

#[test]
fn the_correct_shop_is_clean_for_its_seeds() {
    let asked = std::env::var("COUNTERSIGN_ZOO_SEEDS").ok();
    let seeds = asked.and_then(|count| count.parse().ok()).unwrap_or(3);
    for seed in 0..seeds {
        let plan = plan(seed);
        assert_eq!(plan.disagreements, [], "seed {seed}");
        let report = in_process(&plan, Bug::None, &options());
        assert!(report.is_clean(), "seed {seed}\n{}", report.human());
        assert_eq!(report.disagreements, []);
        assert_eq!(report.summary.sent(), plan.every_case().count());
        assert_eq!(report.planned(), report.summary.sent());
        assert_eq!(
            report.summary.valid.0,
            report.summary.valid.1,
            "{}",
            report.human()
        );
        assert_eq!(
            report.summary.invalid.0,
            report.summary.invalid.1,
            "{}",
            report.human()
        );
        for operation in &report.operations {
            let unseen = operation.never_seen.is_empty();
            assert!(
                unseen,
                "{}: {:?}",
                operation.operation, operation.never_seen
            );
        }
    }
}

fn without_fuzzing(seed: u64) -> Plan {
    let options = PlanOptions {
        seed: Seed(seed),
        fuzz_cases: 0,
        ..PlanOptions::default()
    };
    Plan::of(subject(), &options)
}

#[test]
fn rare_bugs_are_found_by_default() {
    for seed in 0..2 {
        let plan = plan(seed);
        for (bug, check, keyword) in RARE {
            let report = in_process(&plan, *bug, &options());
            let mut findings = report.findings.iter();
            let is_it = findings
                .any(|finding| finding.check == *check && finding.problem.keyword == *keyword);
            assert!(is_it, "{bug:?}, seed {seed}\n{}", report.human());
        }
    }
}

#[test]
fn a_finding_by_choices_is_made_small() {
    let report = in_process(&plan(0), Bug::CrashOnPairOfValues, &options());
    let body = report.findings[0].smallest.request.body.clone().unwrap();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let mut names: Vec<&String> = body.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(
        names,
        ["gift", "kind", "price", "quantity", "sku"],
        "{body}"
    );
}

#[test]
fn shards_are_the_whole_plan_and_workers_change_nothing() {
    let of_shard = |shard: &str| {
        let options = PlanOptions {
            seed: Seed(5),
            shard: shard.parse().unwrap(),
            ..PlanOptions::default()
        };
        let plan = Plan::of(subject(), &options);
        plan.every_case().map(Cow::into_owned).collect::<Vec<_>>()
    };
    let text = |cases: &[countersign_contract::Case]| -> Vec<String> {
        let mut list: Vec<String> = cases.iter().map(|case| format!("{case:?}")).collect();
        list.sort();
        list
    };
    let whole = of_shard("1/1");
    let parts: Vec<_> = ["1/3", "2/3", "3/3"]
        .into_iter()
        .flat_map(of_shard)
        .collect();
    assert_eq!(text(&parts), text(&whole));
    for wrong in ["0/3", "4/3", "1", "a/b", "1/0"] {
        assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
    }
    let plan = plan(5);
    let report = |workers: usize| {
        let options = Options {
            workers: workers.try_into().unwrap(),
            ..options()
        };
        in_process(&plan, Bug::CrashOnByteOrderMark, &options).json()
    };
    assert_eq!(report(1), report(16));
}

#[test]
fn a_run_whose_time_is_over_says_so() {
    let options = Options {
        time_limit: Some(std::time::Duration::ZERO),
        ..options()
    };
    let report = in_process(&plan(0), Bug::None, &options);
    assert_eq!(report.ending, Ending::TimeLimit);
    assert!(report.summary.sent() < report.planned());
    assert!(
        report.human().contains("the time limit was reached: "),
        "{}",
        report.human()
    );
}

#[test]
fn every_bug_is_found_by_its_check() {
    let plan = without_fuzzing(0);
    let missed: Vec<String> = BUGS
        .iter()
        .filter_map(|(bug, check, keyword)| {
            let report = in_process(&plan, *bug, &options());
            let found = report
                .findings
                .iter()
                .any(|finding| finding.check == *check && finding.problem.keyword == *keyword);
            (!found).then(|| format!("{bug:?} by {check} {keyword}:\n{}", report.human()))
        })
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_check_that_is_switched_off_finds_nothing() {
    let plan = plan(0);
    let without = Options {
        without: vec!["negative_data_rejection".to_owned()],
        ..options()
    };
    let report = in_process(&plan, Bug::MaximumNotEnforced, &without);
    assert!(report.is_clean(), "{}", report.human());
}

#[test]
fn the_same_over_the_network() {
    wait(async {
        for bug in [Bug::None, Bug::MaximumNotEnforced, Bug::CrashOnBrokenJson] {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let served = tokio::spawn(async move { axum::serve(listener, shop(bug)).await });
            let network = Network::new(&format!("http://{address}"), Bounds::default()).unwrap();
            let plan = plan(0);
            let report = run(&plan, &network, &options()).await.unwrap();
            let here = run(
                &plan,
                &InProcess::new(shop(bug), Bounds::default()),
                &options(),
            )
            .await
            .unwrap();
            assert_eq!(report.summary, here.summary, "{bug:?}\n{}", report.human());
            let findings = |report: &Report| -> Vec<_> {
                report
                    .findings
                    .iter()
                    .map(|finding| (finding.check, finding.case.clone(), finding.count))
                    .collect()
            };
            assert_eq!(findings(&report), findings(&here));
            served.abort();
        }
    });
}

#[test]
fn a_finding_is_small_says_where_and_can_be_sent_again() {
    let report = in_process(&plan(0), Bug::MaximumNotEnforced, &options());
    let finding = &report.findings[0];
    assert_eq!(report.findings.len(), 1, "{}", report.human());
    assert_eq!(
        (finding.problem.pointer.as_str(), finding.repeated),
        ("/quantity", Repeated::Yes)
    );
    assert!(
        finding
            .place
            .as_deref()
            .is_some_and(|place| place.starts_with("shop.yaml:63:")),
        "{:?}",
        finding.place
    );
    let body = "{\"sku\":\"ABC\",\"quantity\":11,\"price\":9.5}";
    assert!(finding.curl.contains(body), "{}", finding.curl);
    assert!(
        !finding.curl.contains("sesame") && !report.ndjson().contains("sesame"),
        "the token must not be shown"
    );
    let transcript = finding.transcript.as_ref().unwrap();
    assert!(
        transcript.request.starts_with("POST /")
            && transcript
                .request
                .contains("authorization: ${AUTHORIZATION}\n")
            && transcript.answer.starts_with("201 Created\n"),
        "{transcript:?}"
    );
    assert!(
        finding.curl.contains("${AUTHORIZATION}"),
        "{}",
        finding.curl
    );
}

#[test]
fn a_curl_line_runs() {
    wait(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let served =
            tokio::spawn(async move { axum::serve(listener, shop(Bug::MaximumNotEnforced)).await });
        let network = Network::new(&format!("http://{address}"), Bounds::default()).unwrap();
        let report = run(&plan(0), &network, &options()).await.unwrap();
        let line = report.findings[0].curl.clone();
        let output = tokio::task::spawn_blocking(move || {
            std::process::Command::new("sh")
                .args(["-c", &line])
                .env("AUTHORIZATION", TOKEN)
                .output()
        });
        match output.await.unwrap() {
            Ok(output) if output.status.code() != Some(127) => {
                let text = String::from_utf8_lossy(&output.stdout).into_owned();
                assert!(
                    text.starts_with("HTTP/1.1 201"),
                    "{text}\n{}",
                    report.findings[0].curl
                );
            }
            _ => eprintln!("curl is not installed here: its line was not run"),
        }
        served.abort();
    });
}

#[test]
fn an_answer_that_does_not_repeat_is_marked() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Answers the first request with 500, and every other one as the shop does.
    struct Moody(InProcess<axum::Router>, AtomicUsize);

    impl Transport for Moody {
        async fn send(
            &self,
            request: axum::http::Request<axum::body::Bytes>,
        ) -> Result<axum::http::Response<axum::body::Bytes>, SendError> {
            let mut response = self.0.send(request).await?;
            if self.1.fetch_add(1, Ordering::Relaxed) == 0 {
                *response.status_mut() = axum::http::StatusCode::INTERNAL_SERVER_ERROR;
            }
            Ok(response)
        }

        fn base(&self) -> String {
            "$URL".to_owned()
        }
    }

    let moody = Moody(
        InProcess::new(shop(Bug::None), Bounds::default()),
        AtomicUsize::new(0),
    );
    let report = wait(run(&plan(0), &moody, &options())).unwrap();
    assert!(!report.findings.is_empty());
    assert!(
        report
            .findings
            .iter()
            .all(|finding| finding.repeated == Repeated::No),
        "{}",
        report.human()
    );
    assert!(report.human().contains("flaky"));
}

#[test]
fn a_plan_depends_on_document_and_seed_alone() {
    let text = |plan: &Plan| format!("{:?}", plan.every_case().collect::<Vec<_>>());
    assert_eq!(text(&plan(3)), text(&plan(3)));
    assert_ne!(text(&plan(3)), text(&plan(4)));
}
