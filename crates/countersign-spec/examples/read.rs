//! Reads and resolves documents, and prints the milliseconds, the peak memory and what there was to say.
//!
//! `cargo run --release -p countersign-spec --example read -- [--say] FILE...`

#![allow(clippy::print_stdout, clippy::print_stderr)] // an example is a front end

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use countersign_spec::{Diagnostics, Folder, Severity, read, render, resolve};

fn main() -> ExitCode {
    let mut failed = false;
    let mut say = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--say" => say = true,
            file => failed |= !show(Path::new(file), say),
        }
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn show(file: &Path, say: bool) -> bool {
    let (folder, name) = match Folder::of(file) {
        Ok(found) => found,
        Err(error) => {
            eprintln!("{}: {error}", file.display());
            return false;
        }
    };
    let start = Instant::now();
    let (document, mut diagnostics) = read(&folder, &name);
    let after_read = start.elapsed();
    let sources = document.tree().sources().clone();
    let (resolved, said) = resolve(document);
    let after_resolve = start.elapsed();
    diagnostics.extend(said);
    println!(
        "{}: read {} ms, resolve {} ms, peak {} MiB, {}",
        file.display(),
        after_read.as_millis(),
        (after_resolve - after_read).as_millis(),
        peak(),
        counts(&diagnostics)
    );
    if say {
        print!("{}", render::short(&diagnostics, &sources));
    }
    resolved.is_some()
}

fn counts(diagnostics: &Diagnostics) -> String {
    let count = |severity| diagnostics.count(severity);
    format!(
        "{} errors, {} warnings",
        count(Severity::Error),
        count(Severity::Warning)
    )
}

/// The peak of the resident memory in MiB, where Linux tells it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| {
        line.trim()
            .trim_end_matches("kB")
            .trim()
            .parse::<u64>()
            .ok()
    });
    kilobytes.unwrap_or(0) / 1024
}
