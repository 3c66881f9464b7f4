//! One workload a run: `countersign-bench WORKLOAD COUNT`. Prints a figure a line, `name=value`, times in microseconds.
//!
//! What is measured from outside, as by callgrind, does the same work in every run: no workload depends on time.

mod cases;
mod decode;
mod generation;
mod memory;
mod plain;
mod service;

use std::error::Error;
use std::process::ExitCode;
use std::{env, io};

/// As in the `countersign` command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A name and what was measured under it.
type Figures = Vec<(&'static str, u64)>;

const WORKLOADS: &str = "decode, generate, in-process, network, plain, long";

fn main() -> ExitCode {
    match measured() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = io::Write::write_fmt(&mut io::stderr(), format_args!("error: {error}\n")); // nobody else to tell
            ExitCode::from(2)
        }
    }
}

fn measured() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let workload = arguments.next().unwrap_or_default();
    let count: usize = arguments.next().unwrap_or_default().parse()?;
    let figures = match workload.as_str() {
        "decode" => decode::run(count)?,
        "generate" => generation::run(count)?,
        "in-process" => cases::in_process(count)?,
        "network" => cases::network(count)?,
        "plain" => plain::run(count)?,
        "long" => cases::long(count)?,
        _ => return Err(format!("the workloads are {WORKLOADS}").into()),
    };
    let lines: String = figures
        .iter()
        .map(|(name, value)| format!("{name}={value}\n"))
        .collect();
    io::Write::write_all(&mut io::stdout(), lines.as_bytes())?;
    Ok(())
}

/// What this process' workload runs on: one thread.
fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
}
