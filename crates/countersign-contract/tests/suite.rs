//! The suite as a user has it: each operation and phase of the shop is a test that `cargo test` lists.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

#[path = "shop/server.rs"]
#[allow(dead_code)] // the bugs are for tests/zoo.rs
mod server;

use std::process::{Command, ExitCode};

use countersign_contract::{InProcess, SuiteOf};
use libtest_mimic::{Arguments, Failed, Trial};
use server::{Bug, TOKEN, shop};

/// Set when this very program runs once more, as the suite of a shop with a bug.
const WITH_BUG: &str = "COUNTERSIGN_TEST_SHOP_WITH_BUG";

fn suite(bug: Bug) -> SuiteOf<InProcess<axum::Router>> {
    countersign_contract::suite("tests/shop/shop.yaml")
        .header("authorization", TOKEN)
        .service(shop(bug))
}

fn main() -> ExitCode {
    if std::env::var_os(WITH_BUG).is_some() {
        return suite(Bug::MaximumNotEnforced).main();
    }
    let mut trials = suite(Bug::None).trials();
    trials.push(Trial::test("a_bug_fails_one_test", a_bug_fails_one_test));
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
    Ok(())
}
