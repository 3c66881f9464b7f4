//! `cargo xtask tidy`: the rules of the house that the compiler does not hold.

mod findings;
mod imports;
mod licences;
mod linked;
mod sources;

use std::path::{Path, PathBuf};

pub(crate) use findings::Findings;

/// Applies every rule to the workspace.
///
/// # Errors
/// When `cargo metadata` fails or a source file cannot be read; what is untidy is a finding, not an error.
pub(crate) fn run() -> Result<Findings, Box<dyn std::error::Error>> {
    let root = root();
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(vec!["--locked".to_owned()])
        .exec()?;
    let mut findings = Findings::default();
    imports::check(&metadata, &mut findings);
    licences::check(&metadata, &mut findings);
    linked::check(&root, &mut findings)?;
    sources::check(&root, &mut findings)?;
    Ok(findings)
}

/// The workspace's folder: the parent of this package's.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[cfg(test)]
mod tests {
    /// The same rules in `cargo test`, for people who never type `xtask`.
    #[test]
    fn the_tree_is_tidy() {
        let findings = super::run().unwrap();
        assert!(findings.is_empty(), "{findings}");
    }
}
