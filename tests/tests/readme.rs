//! README.md says what is true: the rejected order and its output, the generated struct, the commands.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use countersign::Valid;
use kaleidoswap_lsps1::types::CreateOrderRequest;

fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

/// The text between `start` and the next `end`.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, after) = text.split_once(start).unwrap();
    after.split_once(end).unwrap().0
}

#[test]
fn the_rejected_order_prints_what_it_says() {
    let readme = file("README.md");
    let order: Result<Valid<CreateOrderRequest>, _> =
        countersign::from_json(between(&readme, "r#\"", "\"#"));
    let output = between(&readme, "```text\n", "\n```");
    assert_eq!(order.unwrap_err().to_string(), output);
}

#[test]
fn the_struct_is_what_is_generated() {
    let readme = file("README.md");
    let generated = file("crates/kaleidoswap-lsps1/src/generated/types.rs");
    let shown = between(&readme, "```rust\n/// An order for a channel.", "```");
    for line in shown.lines().filter(|line| !line.trim().starts_with("// ")) {
        assert!(generated.contains(line), "{line}");
    }
}

#[test]
fn the_second_command_is_what_ci_runs() {
    let readme = file("README.md");
    let commands: Vec<_> = between(&readme, "```sh\n", "```")
        .lines()
        .map(|line| line.split("  ").next().unwrap())
        .collect();
    assert_eq!(commands[0], "cargo xtask codegen");
    assert!(
        file(".ci/run").lines().any(|line| line == commands[1]),
        "{commands:?}"
    );
}

#[test]
fn the_examples_of_client_and_server_are_short() {
    let readme = file("README.md");
    for section in [
        "## A client that cannot forget",
        "## A server that cannot forget",
    ] {
        let (_, section) = readme.split_once(section).unwrap();
        let example = between(section, "```rust\n", "```");
        assert!(example.lines().count() < 15, "{example}");
    }
}
