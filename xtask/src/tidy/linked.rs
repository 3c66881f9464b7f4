//! What a crate links when it is built alone, with its default features: types need neither a runtime nor HTTP.
//!
//! `cargo metadata` resolves the workspace as a whole, with every feature that any member asks for; `cargo tree` does not.

use std::{collections::BTreeSet, env, io, path::Path, process::Command};

use super::Findings;

/// The crates that people link for their types alone.
const LEAN: &[&str] = &["countersign", "kaleidoswap-lsps1"];

/// What they must not bring.
const HTTP: &[&str] = &[
    "hyper",
    "hyper-util",
    "reqwest",
    "axum",
    "tokio",
    "http",
    "bytes",
    "tower",
];

/// Reports what the lean crates link beyond what types need.
///
/// # Errors
/// When `cargo tree` cannot be run.
pub(super) fn check(root: &Path, findings: &mut Findings) -> io::Result<()> {
    for krate in LEAN {
        let linked = linked(root, krate)?;
        for name in HTTP.iter().filter(|name| linked.contains(**name)) {
            findings.push(format!(
                "`{krate}` links `{name}` with its default features"
            ));
        }
    }
    Ok(())
}

/// The packages that a crate links; at least itself.
fn linked(root: &Path, krate: &str) -> io::Result<BTreeSet<String>> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([
            "tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}",
        ])
        .args(["--package", krate])
        .current_dir(root)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let names = text.lines().filter_map(|line| line.split(' ').next());
    let names: BTreeSet<String> = names.map(str::to_owned).collect();
    match names.contains(krate) {
        true => Ok(names),
        false => Err(io::Error::other(format!(
            "`cargo tree` says nothing of `{krate}`"
        ))),
    }
}
