//! [`assert_fresh`]: the freshness check for people who run only `cargo test`.

use std::path::Path;

use countersign_spec::render::Colour;

use crate::{Config, Format, check};

/// Fails a test whose crate's bindings are stale, with the diff and the command that regenerates them.
///
/// ```no_run
/// // #[test] fn bindings_are_fresh() {
/// countersign_build::assert_fresh(concat!(env!("CARGO_MANIFEST_DIR"), "/../../countersign.toml"));
/// // }
/// ```
///
/// # Panics
/// When a file is stale, or when the configuration or a document has errors: that is what this function is for.
#[track_caller]
#[allow(clippy::panic)] // an assertion: panicking is its interface
pub fn assert_fresh(config: impl AsRef<Path>) {
    let config = match Config::load(config.as_ref()) {
        Ok(config) => config,
        Err(report) => panic!("{}", report.render(Format::Human, Colour::Off)),
    };
    let outcome = check(&config);
    if outcome.has_failed() {
        panic!("{}", outcome.diagnostics(Format::Human, Colour::Off));
    }
    if !outcome.changes.is_empty() {
        panic!("{}", outcome.changes(Format::Human));
    }
}
