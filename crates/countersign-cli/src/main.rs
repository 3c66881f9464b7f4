//! The `countersign` command: a shell over countersign-build and countersign-contract.

mod arguments;
mod baseline;
mod check;
mod completions;
mod explain;
mod generate;
mod header;
mod layers;
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

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};
use outcome::Outcome;

/// A large document is read and written with millions of small allocations.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let words = match layers::words(&Arguments::command(), std::env::args_os()) {
        Ok(words) => words,
        Err(reason) => return Outcome::unable(reason).exit_code(),
    };
    let outcome = match Arguments::parse_from(words).command {
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
