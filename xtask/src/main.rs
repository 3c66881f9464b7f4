//! `cargo xtask`: the chores of this repository.

mod bench;
mod codegen;
mod corpus;
mod measure;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The chores of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Measure: generation, decoding, compilation and the tester, on request beside other tools.
    Bench(bench::Options),
    /// Regenerate the bindings of countersign.toml, or check that they are current.
    Codegen(codegen::Options),
    /// Take real documents through every stage, and their output through the compiler.
    Corpus(corpus::Options),
    /// Measure one document in this process, for the chore that asked.
    #[command(hide = true)]
    Measure(measure::Options),
    /// Measure one command, for `bench`.
    #[command(hide = true)]
    Usage(bench::usage::Options),
    /// Hold the tree against the rules of the house: imports, licences, sources.
    Tidy,
}

/// As in the `countersign` command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Arguments::parse().chore {
        Chore::Bench(options) => bench::run(&options),
        Chore::Codegen(options) => codegen::run(&options),
        Chore::Corpus(options) => corpus::run(&options),
        Chore::Measure(options) => measure::here(&options),
        Chore::Usage(options) => bench::usage::here(&options),
        Chore::Tidy => tidy(),
    }
}

fn tidy() -> ExitCode {
    match tidy::run() {
        Ok(findings) if findings.is_empty() => ExitCode::SUCCESS,
        Ok(findings) => {
            anstream::eprint!("{findings}");
            ExitCode::FAILURE
        }
        Err(error) => {
            anstream::eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
