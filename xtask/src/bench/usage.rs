//! What a command costs: wall clock, processor time and memory of it and of all that it starts.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use std::{env, fs, io};

use clap::Args;

/// Options of `usage`, which `bench` calls: a process of its own, since what the children of a process used is known
/// for all of them together.
#[derive(Args)]
pub(crate) struct Options {
    /// Where the figures are written
    #[arg(long, value_name = "FILE")]
    figures: std::path::PathBuf,
    /// The command and its arguments
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<OsString>,
}

/// What a command cost, and how it ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Usage {
    /// From start to end, in microseconds.
    pub(super) wall: u64,
    /// Of all threads and processes, user and system, in microseconds.
    pub(super) cpu: u64,
    /// Of the largest process, in KiB.
    pub(super) kib: u64,
    /// Why it failed, in a line.
    pub(super) failure: Option<String>,
}

/// Runs the command in this process' place, and writes what it cost.
pub(crate) fn here(options: &Options) -> ExitCode {
    match measured(options) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            anstream::eprintln!("{}: {error}", options.command[0].display());
            ExitCode::from(127)
        }
    }
}

fn measured(options: &Options) -> io::Result<u8> {
    let start = Instant::now();
    let status = Command::new(&options.command[0])
        .args(&options.command[1..])
        .status()?;
    let wall = start.elapsed().as_micros();
    let (cpu, kib) = of_children().unwrap_or_default();
    fs::write(&options.figures, format!("{wall} {cpu} {kib}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.unwrap_or(128))
}

/// Microseconds and KiB, where the system says so.
#[cfg(target_os = "linux")]
fn of_children() -> Option<(u64, u64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let cpu = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Some((cpu.try_into().ok()?, usage.max_rss().try_into().ok()?))
}

#[cfg(not(target_os = "linux"))]
fn of_children() -> Option<(u64, u64)> {
    None
}

/// Runs a command with nothing to read, and says what it cost. What it prints goes to the file `log`.
pub(super) fn of(command: &Command, log: &Path) -> io::Result<Usage> {
    let figures = tempfile::NamedTempFile::new()?;
    let printed = fs::File::create(log)?;
    let mut around = Command::new(env::current_exe()?);
    around
        .arg("usage")
        .arg("--figures")
        .arg(figures.path())
        .arg("--");
    around.arg(command.get_program()).args(command.get_args());
    around.envs(
        command
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    if let Some(folder) = command.get_current_dir() {
        around.current_dir(folder);
    }
    let status = around
        .stdin(Stdio::null())
        .stdout(printed.try_clone()?)
        .stderr(printed)
        .status()?;
    let text = fs::read_to_string(figures.path())?;
    let mut figures = text.split(' ').map(|figure| figure.parse().unwrap_or(0));
    let mut figure = || figures.next().unwrap_or(0);
    Ok(Usage {
        wall: figure(),
        cpu: figure(),
        kib: figure(),
        failure: match status.success() {
            true => None,
            false => Some(reason(&fs::read_to_string(log).unwrap_or_default(), status)),
        },
    })
}

/// The line of a log that says most: the first that speaks of an error, else the first of all.
fn reason(log: &str, status: std::process::ExitStatus) -> String {
    let lines = || log.lines().map(str::trim).filter(|line| !line.is_empty());
    let tells = |line: &&str| {
        let line = line.to_lowercase();
        ["error", "panicked", "exception", "fail"]
            .iter()
            .any(|word| line.contains(word))
    };
    let line = lines().find(tells).or_else(|| lines().next());
    match line {
        Some(line) => line.chars().take(160).collect(),
        None => status.to_string(),
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_line_about_an_error_is_the_reason() {
        let status = Command::new("false").status().expect("a command");
        assert_eq!(
            reason("reading\nError: no `paths`\nbye\n", status),
            "Error: no `paths`"
        );
        assert_eq!(reason("\nhelp!\n", status), "help!");
        assert_eq!(reason("", status), "exit status: 1");
    }
}
