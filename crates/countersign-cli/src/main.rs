//! The `countersign` command: a shell over countersign-build and countersign-contract.

mod arguments;
mod baseline;
mod check;
mod completions;
mod explain;
mod generate;
mod header;
mod man;
mod outcome;
mod progress;
mod replay;
mod report_file;
mod schema;
mod sending;
mod stop;
mod test;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// A large document is read and written with millions of small allocations.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Replay(arguments) => replay::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    outcome.exit_code()
}
