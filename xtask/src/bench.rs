//! `cargo xtask bench`: how fast it is, measured the same way each time. One file for each thing that is measured.

mod codegen;
mod machine;
mod scaling;
mod statistics;
mod synthetic;

use std::process::{Command, ExitCode};
use std::{env, io};

use clap::{Args, Subcommand};

/// Options of `bench`.
#[derive(Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Subcommand)]
enum Subject {
    /// Documents to formatted source: time and memory of real ones, and growth with the size of synthetic ones.
    ///
    /// Each run is a process of its own; the documents take turns, round by round. Prints the medians and the best,
    /// of the wall clock and of all threads' time together.
    Codegen(codegen::Options),
}

/// What ends a chore early.
type Failure = Box<dyn std::error::Error>;

/// 0: measured; 1: something grows faster than its document; 2: nothing ran.
pub(crate) fn run(options: &Options) -> ExitCode {
    if cfg!(debug_assertions) {
        return in_release().unwrap_or_else(|error| unable(&error.into()));
    }
    let outcome = match &options.subject {
        Subject::Codegen(options) => codegen::run(options),
    };
    outcome.unwrap_or_else(|error| unable(&error))
}

fn unable(error: &Failure) -> ExitCode {
    anstream::eprintln!("error: {error}");
    ExitCode::from(2)
}

/// Ours, by its path: the command keeps the folder that its own arguments are relative to.
const MANIFEST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");

/// Only optimised code is worth measuring: runs the same command with it.
fn in_release() -> io::Result<ExitCode> {
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--release", "--package", "xtask"])
        .args(["--manifest-path", MANIFEST, "--"])
        .args(env::args_os().skip(1))
        .status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(2)))
}
