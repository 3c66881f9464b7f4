//! Real documents: each reads and resolves without a panic, and says only what was seen to be true of it.

#![allow(clippy::print_stdout)] // the helpers of tests may do what tests may

use std::path::{Path, PathBuf};

use countersign_spec::{Folder, Severity, read, render, resolve};

/// The documents of the corpus below 1 MB; none where there is no corpus.
fn documents() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folder = std::env::var_os("COUNTERSIGN_CORPUS").map_or(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: no corpus at {}", folder.display());
        return Vec::new();
    }
    let files = walkdir::WalkDir::new(folder)
        .max_depth(1)
        .sort_by_file_name();
    let small = |entry: &walkdir::DirEntry| {
        entry
            .metadata()
            .is_ok_and(|found| found.is_file() && found.len() < 1_000_000)
    };
    let files = files
        .into_iter()
        .filter_map(Result::ok)
        .filter(small)
        .map(walkdir::DirEntry::into_path);
    let is_document = |path: &PathBuf| {
        path.extension()
            .is_some_and(|extension| extension == "yaml" || extension == "json")
    };
    files.filter(is_document).collect()
}

#[test]
fn real_documents_read_and_resolve() {
    for file in documents() {
        let (folder, name) =
            Folder::of(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let (document, mut diagnostics) = read(&folder, &name);
        let sources = document.tree().sources().clone();
        let (resolved, said) = resolve(document);
        diagnostics.extend(said);
        let is_old = name.contains("swagger2");
        assert_eq!(
            resolved.is_none(),
            is_old,
            "{name}:\n{}",
            render::short(&diagnostics, &sources)
        );
        let unread = diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error && one.code.as_str() < "CS0120");
        let broken: Vec<String> = unread
            .map(|one| format!("{} {}", one.code.as_str(), one.message))
            .collect();
        assert!(
            broken.is_empty() || name == "btcpay.json",
            "{name}: {broken:?}"
        );
        assert!(
            render::human(&diagnostics, &sources, render::Colour::Off).len() < 1_000_000,
            "{name}"
        );
    }
}
