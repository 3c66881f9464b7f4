//! `cargo xtask bench`: how fast it is, measured the same way each time. One file for each thing that is measured.

mod codegen;
mod compile;
mod contract;
mod instructions;
mod machine;
mod peers;
mod results;
mod scaling;
mod statistics;
mod synthetic;
mod table;
pub(crate) mod usage;
mod validate;

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::{env, io};

use clap::{Args, ValueEnum};
use serde_json::Value;

use self::results::Section;
use self::table::Table;
use crate::corpus::default_folder;

/// Options of `bench`.
#[derive(Args)]
pub(crate) struct Options {
    /// What is measured
    #[arg(value_enum, default_value = "all")]
    subject: Subject,
    /// Only what has one of these in its name: files of the folder, shapes of synthetic documents, inputs
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Measure the other tools as well, in turns with ours; those that are not there are installed, which takes long
    #[arg(long)]
    with_peers: bool,
    /// Where the other tools are installed
    #[arg(long, value_name = "FOLDER", default_value_os_t = peers::default_folder())]
    peers_dir: PathBuf,
    /// The folder of the real documents; without it only our own are measured
    #[arg(long, value_name = "FOLDER", default_value_os_t = default_folder())]
    dir: PathBuf,
    /// How often each is measured
    #[arg(long, value_name = "COUNT", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Compile in release as well, which takes long
    #[arg(long)]
    release: bool,
    /// Print JSON in place of the tables
    #[arg(long)]
    json: bool,
    /// Store the figures in bench/results and write bench/RESULTS.md anew
    #[arg(long)]
    write: bool,
    /// Store the counts of instructions that are the measure from now on
    #[arg(long)]
    store: bool,
}

impl Options {
    fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| name.contains(wanted))
    }
}

/// What is measured.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Subject {
    /// Documents to formatted source, and how the time grows with the document
    Codegen,
    /// Decoding with every constraint
    Validate,
    /// What generated source costs the compiler
    Compile,
    /// Cases of the tester a second, and its memory
    Contract,
    /// Counts of instructions against the stored ones: more than 3 % above fails
    Instructions,
    /// All of them
    All,
}

impl Subject {
    /// Each that is measured on its own, in the order of the page.
    const EACH: [Subject; 5] = [
        Subject::Codegen,
        Subject::Validate,
        Subject::Compile,
        Subject::Contract,
        Subject::Instructions,
    ];

    fn name(self) -> &'static str {
        match self {
            Subject::Codegen => "codegen",
            Subject::Validate => "validate",
            Subject::Compile => "compile",
            Subject::Contract => "contract",
            Subject::Instructions => "instructions",
            Subject::All => "all",
        }
    }

    fn measure(self, options: &Options) -> Result<Measured, Failure> {
        match self {
            Subject::Codegen => codegen::run(options),
            Subject::Validate => validate::run(options),
            Subject::Compile => compile::run(options),
            Subject::Contract => contract::run(options).map(Measured::from),
            Subject::Instructions => instructions::run(options),
            Subject::All => Ok(Measured::default()),
        }
    }
}

/// The tables of a subject, and what must not be.
#[derive(Default)]
struct Measured {
    tables: Vec<Table>,
    complaints: Vec<String>,
}

impl From<Vec<Table>> for Measured {
    fn from(tables: Vec<Table>) -> Self {
        Measured {
            tables,
            complaints: Vec::new(),
        }
    }
}

/// What ends a chore early.
type Failure = Box<dyn std::error::Error>;

/// 0: measured; 1: something grows faster than its document, or takes more instructions than it did; 2: nothing ran.
pub(crate) fn run(options: &Options) -> ExitCode {
    if cfg!(debug_assertions) {
        return in_release().unwrap_or_else(|error| unable(&error.into()));
    }
    match measured(options) {
        Ok(complaints) if complaints.is_empty() => ExitCode::SUCCESS,
        Ok(complaints) => {
            for complaint in complaints {
                anstream::eprintln!("error: {complaint}");
            }
            ExitCode::FAILURE
        }
        Err(error) => unable(&error),
    }
}

/// Measures and shows one subject after the other; returns what must not be.
fn measured(options: &Options) -> Result<Vec<String>, Failure> {
    let all = Subject::EACH;
    let subjects = match options.subject {
        Subject::All => all.as_slice(),
        ref one => std::slice::from_ref(one),
    };
    let mut complaints = Vec::new();
    let mut shown = Vec::new();
    for &subject in subjects {
        anstream::eprintln!("bench {}", subject.name());
        let measured = subject.measure(options)?;
        complaints.extend(measured.complaints);
        if measured.tables.is_empty() {
            continue; // it has said why
        }
        let section = Section::new(subject, command(options, subject), measured.tables);
        if options.write {
            results::store(&section)?;
        }
        match options.json {
            true => shown.push(section.json()),
            false => anstream::println!("{}", section.text()),
        }
    }
    if options.json {
        anstream::println!("{:#}", Value::from(shown));
    }
    Ok(complaints)
}

/// The command that measures a subject so again, in the words that matter.
fn command(options: &Options, subject: Subject) -> String {
    let mut words = vec![format!("cargo xtask bench {}", subject.name())];
    words.extend(options.names.iter().cloned());
    words.push(format!("--rounds {}", options.rounds));
    for (word, is_given) in [
        ("--with-peers", options.with_peers),
        ("--release", options.release),
    ] {
        words.extend(is_given.then(|| word.to_owned()));
    }
    words.join(" ")
}

fn unable(error: &Failure) -> ExitCode {
    anstream::eprintln!("error: {error}");
    ExitCode::from(2)
}

/// Ours, by its path: the command keeps the folder that its own arguments are relative to.
const MANIFEST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");

/// Only optimised code is worth measuring: runs the same command with it. Cargo says what it builds, which takes minutes.
fn in_release() -> io::Result<ExitCode> {
    anstream::eprintln!("building this chore in release, which takes minutes the first time");
    let status = cargo()
        .args(["run", "--release", "--package", "xtask"])
        .args(["--manifest-path", MANIFEST, "--"])
        .args(env::args_os().skip(1))
        .status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(2)))
}

/// The cargo that runs this chore.
fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Builds binaries of this tree in release, on which cargo reports; the folder that they are in.
fn built(arguments: &[&str]) -> Result<PathBuf, Failure> {
    anstream::eprintln!("building {} in release", arguments.join(" "));
    let status = cargo()
        .args(["build", "--release", "--manifest-path", MANIFEST])
        .args(arguments)
        .status()?;
    if !status.success() {
        return Err(format!("`cargo build {}` failed", arguments.join(" ")).into());
    }
    let own = env::current_exe()?;
    let folder = own.parent().ok_or("this program is in no folder")?;
    Ok(folder.to_owned())
}
