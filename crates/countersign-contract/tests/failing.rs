//! Services that answer badly or not at all end in a finding or a clear error, within the time limit.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use countersign_contract::{
    Bounds, Finding, GivenHeader, Network, Options, Phase, Plan, PlanOptions, Recording, RunError,
    SendError, Subject, run,
};

fn plan() -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shop/shop.yaml");
    let subject = Arc::new(Subject::load(&path).unwrap());
    Plan::of(
        subject,
        &PlanOptions {
            phases: vec![Phase::Examples],
            ..PlanOptions::default()
        },
    )
}

/// A server that writes these bytes to each connection and then holds or closes it.
fn raw(answer: &'static [u8], hold: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let mut stream = stream;
                let _read = stream.read(&mut [0; 4096]);
                let _written = stream.write_all(answer);
                std::thread::sleep(hold);
            });
        }
    });
    format!("http://{address}")
}

fn findings(url: &str) -> Vec<(&'static str, String)> {
    let bounds = Bounds {
        timeout: Duration::from_millis(300),
        most_body: 1000,
    };
    let network = Network::new(url, bounds).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let started = Instant::now();
    let report = runtime
        .block_on(run(&plan(), &network, &Options::default()))
        .unwrap();
    assert!(started.elapsed() < Duration::from_secs(5));
    report
        .findings
        .into_iter()
        .map(|finding| (finding.check, finding.problem.got))
        .collect()
}

#[test]
fn nobody_listens() {
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let network = Network::new(&format!("http://{address}"), Bounds::default()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let error = runtime
        .block_on(run(&plan(), &network, &Options::default()))
        .unwrap_err();
    assert!(
        matches!(&error, RunError::Unreachable(SendError::Connect(reason)) if reason.contains("refused")),
        "{error}"
    );
}

#[test]
fn it_hangs() {
    let found = findings(&raw(b"", Duration::from_secs(2)));
    assert_eq!(
        found,
        [(
            "not_a_server_error",
            "no whole answer within 300ms".to_owned()
        )]
    );
}

#[test]
fn it_hangs_in_the_middle_of_a_body() {
    let found = findings(&raw(
        b"HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\n{",
        Duration::from_secs(2),
    ));
    assert_eq!(
        found,
        [(
            "not_a_server_error",
            "no whole answer within 300ms".to_owned()
        )]
    );
}

#[test]
fn it_closes_the_connection() {
    let found = findings(&raw(b"", Duration::ZERO));
    assert!(
        matches!(found.as_slice(), [("not_a_server_error", got)] if got.contains("broke off")),
        "{found:?}"
    );
}

#[test]
fn it_answers_garbage() {
    let found = findings(&raw(b"\x00\x01 nonsense\r\n\r\n", Duration::ZERO));
    assert!(
        matches!(found.as_slice(), [("not_a_server_error", got)] if got.contains("not HTTP")),
        "{found:?}"
    );
}

#[test]
fn its_body_is_too_long() {
    let found = findings(&raw(
        b"HTTP/1.1 201 Created\r\ncontent-length: 2000\r\n\r\nx",
        Duration::from_secs(2),
    ));
    assert!(
        matches!(found.as_slice(), [("not_a_server_error", got)] if got.contains("longer than 1000 bytes")),
        "{found:?}"
    );
}

#[test]
fn a_secret_that_comes_back_is_in_no_report() {
    let url = raw(
        b"HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 8\r\nx-saw: Bearer sesame\r\n\r\n\"sesame\"",
        Duration::ZERO,
    );
    let options = Options {
        headers: vec![GivenHeader::secret("Authorization", "Bearer sesame").unwrap()],
        ..Options::default()
    };
    let network = Network::new(&url, Bounds::default()).unwrap();
    let network = Recording::new(network, 1 << 20);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let report = runtime.block_on(run(&plan(), &network, &options)).unwrap();
    let shown = |finding: &Finding| {
        let transcript = finding.transcript.as_ref().unwrap();
        transcript
            .answer
            .ends_with("x-saw: ${AUTHORIZATION}\n\n\"${AUTHORIZATION}\"")
            && finding.problem.got.contains("\"${AUTHORIZATION}\"")
    };
    assert!(report.findings.iter().any(shown), "{:?}", report.findings);
    let texts = [
        report.human(),
        report.github(),
        report.html(),
        report.json(),
        report.junit(),
        report.ndjson(),
        report.sarif(),
        report.har(),
    ];
    for text in texts {
        assert!(!text.contains("sesame"), "{text}");
    }
    let har: serde_json::Value = serde_json::from_str(&report.har()).unwrap();
    let entry = &har["log"]["entries"][0];
    assert_eq!(entry["request"]["method"], "POST");
    assert_eq!(entry["response"]["content"]["text"], "\"${AUTHORIZATION}\"");
    let saw = serde_json::json!({ "name": "x-saw", "value": "${AUTHORIZATION}" });
    let fields = entry["response"]["headers"].as_array().unwrap();
    assert!(fields.contains(&saw), "{fields:?}");
}
