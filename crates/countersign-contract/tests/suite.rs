//! The suite as a user has it: each operation and phase of the shop is a test that `cargo test` lists.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

#[path = "shop/server.rs"]
#[allow(dead_code)] // the bugs are for tests/zoo.rs
mod server;

use std::process::{Command, ExitCode};

use countersign_contract::{InProcess, Phase, SuiteOf};
use libtest_mimic::{Arguments, Failed, Trial};
use server::{Bug, TOKEN, shop};

/// Set when this very program runs once more, as the suite of a shop with a bug.
const WITH_BUG: &str = "COUNTERSIGN_TEST_SHOP_WITH_BUG";

/// Set when this very program runs once more, as a suite with the regressions of this folder.
const REGRESSIONS: &str = "COUNTERSIGN_TEST_REGRESSIONS";

/// Set when this very program runs once more, as a suite with the baseline of this file.
const BASELINE: &str = "COUNTERSIGN_TEST_BASELINE";

/// Set beside it, where the bug is gone.
const WITHOUT_BUG: &str = "COUNTERSIGN_TEST_WITHOUT_BUG";

fn suite(bug: Bug) -> SuiteOf<InProcess<axum::Router>> {
    countersign_contract::suite("tests/shop/shop.yaml")
        .header("authorization", TOKEN)
        .service(shop(bug))
}

fn main() -> ExitCode {
    if std::env::var_os(WITH_BUG).is_some() {
        return suite(Bug::MaximumNotEnforced).main();
    }
    if let Some(folder) = std::env::var_os(REGRESSIONS) {
        return countersign_contract::suite("tests/shop/shop.yaml")
            .header("authorization", TOKEN)
            .regressions(folder)
            .service(shop(Bug::MaximumNotEnforced))
            .main();
    }
    if let Some(file) = std::env::var_os(BASELINE) {
        let bug = std::env::var_os(WITHOUT_BUG).map_or(Bug::MaximumNotEnforced, |_| Bug::None);
        return countersign_contract::suite("tests/shop/shop.yaml")
            .header("authorization", TOKEN)
            .phases(&[Phase::Coverage, Phase::Auth])
            .baseline(file)
            .service(shop(bug))
            .main();
    }
    let mut trials = suite(Bug::None).trials();
    if std::env::var_os("COUNTERSIGN_REPLAY").is_none() {
        trials.push(Trial::test("a_bug_fails_one_test", a_bug_fails_one_test));
        trials.push(Trial::test("regressions_run_first", regressions_run_first));
        trials.push(Trial::test("a_baseline_excuses", a_baseline_excuses));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn a_bug_fails_one_test() -> Result<(), Failed> {
    let mut command = Command::new(std::env::current_exe()?);
    let output = command.arg("create_order").env(WITH_BUG, "1").output()?;
    let text = String::from_utf8(output.stdout)?;
    assert_eq!(output.status.code(), Some(101), "{text}");
    for line in [
        "test create_order::auth     ... ok",
        "test create_order::coverage ... FAILED",
        "negative_data_rejection",
        "/quantity",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let line = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("replay "));
    let line = line.map(str::trim).unwrap_or_default();
    assert!(
        line.ends_with(" cargo test -p countersign-contract --test suite"),
        "{line}"
    );
    let file = line.split('\'').nth(1).unwrap_or_default();
    assert!(
        file.contains("/countersign/failures/")
            && !std::fs::read_to_string(file)?.contains("sesame"),
        "{file}"
    );
    for (bug, code) in [(Some("1"), 101), (None, 0)] {
        let mut command = Command::new(std::env::current_exe()?);
        command.env("COUNTERSIGN_REPLAY", file);
        bug.map(|bug| command.env(WITH_BUG, bug));
        let output = command.output()?;
        let text = String::from_utf8(output.stdout)?;
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(text.contains("running 1 test"), "{text}");
    }
    Ok(())
}

fn regressions_run_first() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let run = || -> Result<(Option<i32>, String), Failed> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg("--test-threads=1")
            .env(REGRESSIONS, folder.path());
        let output = command.output()?;
        Ok((output.status.code(), String::from_utf8(output.stdout)?))
    };
    let mut report = countersign_contract::Failure::from_json(FAILURE)?;
    std::fs::write(folder.path().join("still.json"), report.to_json())?;
    report.request.body = Some(axum::body::Bytes::from_static(
        br#"{"sku":"ABC","quantity":0,"price":9.5}"#,
    ));
    std::fs::write(folder.path().join("gone.json"), report.to_json())?;
    let (code, text) = run()?;
    assert_eq!(code, Some(101), "{text}");
    let tests: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("test ") && line.contains(" ... "))
        .collect();
    assert!(
        tests[0].starts_with("test regression::gone") && tests[0].ends_with("ok"),
        "{text}"
    );
    assert!(
        tests[1].starts_with("test regression::still") && tests[1].ends_with("FAILED"),
        "{text}"
    );
    std::fs::write(folder.path().join("broken.json"), "{}")?;
    let (code, text) = run()?;
    assert!(
        code == Some(101) && text.contains("it is no failure that countersign wrote"),
        "{text}"
    );
    Ok(())
}

fn a_baseline_excuses() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("known.toml");
    let run = |known: &str, bug: Option<()>| -> Result<(Option<i32>, String, String), Failed> {
        std::fs::write(&file, known)?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("create_order").env(BASELINE, &file);
        if bug.is_none() {
            command.env(WITHOUT_BUG, "1");
        }
        let output = command.output()?;
        let text = |bytes: Vec<u8>| String::from_utf8(bytes);
        Ok((
            output.status.code(),
            text(output.stdout)?,
            text(output.stderr)?,
        ))
    };
    let (code, new, _) = run("", Some(()))?;
    assert_eq!(code, Some(101), "{new}");
    let at = new.find("\n[[known]]\n").unwrap();
    let entries: String = new[at..]
        .lines()
        .take_while(|line| !line.starts_with("failures:"))
        .fold(String::new(), |text, line| text + line + "\n");
    assert!(
        entries.contains("reason = \"\"") && entries.contains("keyword = \"maximum\""),
        "{entries}"
    );
    let (code, text, _) = run(&entries, Some(()))?;
    assert!(
        code == Some(101) && text.contains("`reason` is empty"),
        "{text}"
    );
    let known = entries.replace("reason = \"\"", "reason = \"waits for 2.0\"");
    let (code, text, told) = run(&known, Some(()))?;
    assert_eq!((code, told.as_str()), (Some(0), ""), "{text}");
    let expired = format!(
        "{}expires = \"2026-01-01\"\n",
        known.trim_end().to_owned() + "\n"
    );
    let (code, text, _) = run(&expired, Some(()))?;
    assert!(
        code == Some(101) && text.contains("expired on 2026-01-01"),
        "{text}"
    );
    assert!(!text.contains("to put up with this"), "{text}");
    let lost = known.replace("create_order", "make_order");
    let (code, _, told) = run(&format!("{known}{lost}"), None)?;
    assert_eq!(code, Some(0), "{told}");
    let gone = |operation: &str| format!("known.toml`: negative_data_rejection of {operation}\n");
    assert!(told.starts_with("gone, and to be taken out of `"), "{told}");
    for operation in ["create_order", "make_order"] {
        assert_eq!(told.matches(&gone(operation)).count(), 1, "{told}");
    }
    let (code, text, _) = run("[[known]]", None)?;
    assert!(
        code == Some(101) && text.contains("`check` is missing"),
        "{text}"
    );
    Ok(())
}

/// A failure as it is kept.
const FAILURE: &str = r#"{
  "countersign_failure": 2, "document": "tests/shop/shop.yaml", "seed": 0, "operation": "create_order",
  "phase": "coverage", "case": "create_order/coverage/1", "what": "/quantity", "check": "negative_data_rejection",
  "message": "m", "keyword": "maximum", "pointer": "/quantity", "expected": "4xx", "got": "201", "status": 201,
  "intent": {"part": "body", "pointer": "/quantity", "keyword": "maximum", "limit": "10", "sent": "11"},
  "request": {"method": "POST", "target": "/orders", "headers": [["content-type", "application/json"]],
    "body": {"text": "{\"sku\":\"ABC\",\"quantity\":11,\"price\":9.5}"}, "credentials": null},
  "setup": null, "sequel": null, "steps": [], "given": [["authorization", "${AUTHORIZATION}"]], "other": []
}"#;
