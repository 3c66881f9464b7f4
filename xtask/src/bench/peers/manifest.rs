//! What is missing until a tool's output is a crate that cargo builds alone.

use std::fs;
use std::path::Path;

use super::Kind;
use crate::bench::Failure;

/// Adds it.
pub(super) fn complete(kind: Kind, out: &Path) -> Result<(), Failure> {
    match kind {
        Kind::Ours | Kind::WithoutBuilders => ours(out),
        Kind::OpenapiToRust => openapi_to_rust(out),
        Kind::Oas3Gen | Kind::Ploidy | Kind::Progenitor | Kind::OpenapiGenerator => {
            let manifest = fs::read_to_string(out.join("Cargo.toml"))?;
            write(out, &manifest)
        }
    }
}

/// The lock is the tree's: the runtime is compiled with what it is tested with.
fn ours(out: &Path) -> Result<(), Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    let runtime = root.join("crates/countersign").display().to_string();
    let features = match out.join("src/generated/server.rs").exists() {
        true => r#""client", "server""#,
        false => r#""client""#,
    };
    fs::copy(root.join("Cargo.lock"), out.join("Cargo.lock"))?;
    let dependency = format!("countersign = {{ path = {runtime:?}, features = [{features}] }}\n");
    module(out, "#[rustfmt::skip]\n", &dependency)
}

/// It says in a file of its own which crates it needs.
fn openapi_to_rust(out: &Path) -> Result<(), Failure> {
    let needs = fs::read_to_string(out.join("src/generated/REQUIRED_DEPS.toml"))?;
    let needs = needs.replace("[dependencies]\n", "");
    module(out, "", &needs)
}

/// A crate around the module `generated`.
fn module(out: &Path, attributes: &str, dependencies: &str) -> Result<(), Failure> {
    let lib = format!("//! A document.\n{attributes}pub mod generated;\n");
    fs::write(out.join("src/lib.rs"), lib)?;
    let package = "[package]\nname = \"document\"\nedition = \"2024\"\nversion = \"0.0.0\"\n";
    write(out, &format!("{package}\n[dependencies]\n{dependencies}"))
}

/// The manifest of a crate that belongs to no workspace, and whose profiles are the same for every tool.
fn write(out: &Path, manifest: &str) -> Result<(), Failure> {
    let mut manifest = manifest.to_owned();
    for table in ["[workspace]", "[profile.dev]\ndebug = false"] {
        let head = table.lines().next().unwrap_or(table);
        if !manifest.lines().any(|line| line.trim() == head) {
            manifest.push_str(&format!("\n{table}\n"));
        }
    }
    fs::write(out.join("Cargo.toml"), manifest)?;
    Ok(())
}
