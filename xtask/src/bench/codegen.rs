//! Generation: real documents and synthetic ones, each run in a process of its own, from reading to formatted source.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::scaling::{self, Growth};
use super::statistics::{least, median};
use super::{Failure, machine};
use crate::corpus::{default_folder, documents};
use crate::measure::{self, Ending};

/// Options of `bench codegen`.
#[derive(Args)]
pub(super) struct Options {
    /// The folder of the real documents; without it only synthetic ones are measured
    #[arg(long, value_name = "FOLDER", default_value_os_t = default_folder())]
    dir: PathBuf,
    /// How often each document is measured
    #[arg(long, value_name = "COUNT", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Print JSON in place of the tables
    #[arg(long)]
    json: bool,
    /// Only what has one of these in its name: files of the folder, shapes of synthetic documents
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

impl Options {
    fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| name.contains(wanted))
    }
}

/// The runs of one document.
#[derive(Default)]
pub(super) struct Runs {
    wall: Vec<u64>,
    pub(super) cpu: Vec<u64>,
    kib: Vec<u64>,
    lines: u64,
}

impl Runs {
    /// Measures a document once more.
    pub(super) fn add(&mut self, folder: &Path, file: &str) -> Result<(), Failure> {
        let out = tempfile::tempdir()?;
        let measured = measure::apart(folder, file, &out.path().join("types.rs"))?;
        if !matches!(measured.ending, Ending::Written) {
            return Err(format!("{file}: no source was written").into());
        }
        self.wall.push(measured.figure("microseconds"));
        self.cpu.push(measured.figure("cpu"));
        self.kib.push(measured.figure("kib"));
        self.lines = measured.figure("lines");
        Ok(())
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "wall_us": {"median": median(&self.wall), "least": least(&self.wall)},
            "cpu_us": {"median": median(&self.cpu), "least": least(&self.cpu)},
            "peak_kib": median(&self.kib),
            "lines": self.lines,
        })
    }
}

/// A real document.
struct Real {
    file: String,
    bytes: u64,
    runs: Runs,
}

pub(super) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let mut real = real(options)?;
    let mut growth: Vec<Growth> = scaling::all()?;
    growth.retain(|growth| options.wants(growth.name()));
    if real.is_empty() && growth.is_empty() {
        return Err("nothing has such a name".into());
    }
    for round in 1..=options.rounds {
        anstream::eprintln!("round {round} of {}", options.rounds);
        for document in &mut real {
            document.runs.add(&options.dir, &document.file)?;
        }
        for growth in &mut growth {
            growth.add_round()?;
        }
    }
    let description = machine::description();
    if options.json {
        anstream::println!("{:#}", as_json(&description, options, &real, &growth));
    } else {
        anstream::print!("{}", as_text(&description, options, &real, &growth));
    }
    Ok(match growth.iter().any(Growth::is_too_fast) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

/// The documents of the folder that source is made from.
fn real(options: &Options) -> Result<Vec<Real>, Failure> {
    if !options.dir.is_dir() {
        anstream::eprintln!("bench: there is no folder {}", options.dir.display());
        return Ok(Vec::new());
    }
    let wanted = documents(&options.dir)?.into_iter();
    let wanted =
        wanted.filter(|document| document.end().is_none() && options.wants(&document.file));
    let real = wanted.map(|document| Real {
        file: document.file,
        bytes: document.bytes,
        runs: Runs::default(),
    });
    Ok(real.collect())
}

fn as_json(
    description: &[(&'static str, String)],
    options: &Options,
    real: &[Real],
    growth: &[Growth],
) -> Value {
    let mut all: serde_json::Map<String, Value> = description
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    all.insert("rounds".to_owned(), json!(options.rounds));
    let documents = real.iter().map(|document| {
        let mut row = document.runs.json();
        row["document"] = json!(document.file);
        row["bytes"] = json!(document.bytes);
        row
    });
    all.insert("documents".to_owned(), documents.collect());
    all.insert(
        "growth".to_owned(),
        growth.iter().map(Growth::json).collect(),
    );
    Value::Object(all)
}

fn as_text(
    description: &[(&'static str, String)],
    options: &Options,
    real: &[Real],
    growth: &[Growth],
) -> String {
    let mut text = String::new();
    for (name, value) in description {
        let _ = writeln!(text, "{name}: {value}"); // a String takes everything
    }
    let _ = writeln!(text, "rounds: {}", options.rounds);
    if !real.is_empty() {
        text.push_str(&documents_table(real));
    }
    if !growth.is_empty() {
        text.push_str(&scaling::table(growth));
    }
    text
}

fn documents_table(real: &[Real]) -> String {
    let names = real.iter().map(|document| document.file.len());
    let width = names.max().unwrap_or(0);
    let mut text = format!(
        "\n{:width$}  {:>7} {:>8} {:>8} {:>8} {:>6} {:>8}\n",
        "document", "kB", "ms", "best ms", "cpu ms", "MiB", "lines"
    );
    for document in real {
        let runs = &document.runs;
        let _ = writeln!(
            text,
            "{:width$}  {:>7} {:>8} {:>8} {:>8} {:>6} {:>8}",
            document.file,
            document.bytes / 1_000,
            milliseconds(median(&runs.wall)),
            milliseconds(least(&runs.wall)),
            milliseconds(median(&runs.cpu)),
            median(&runs.kib).div_ceil(1024),
            runs.lines,
        );
    }
    text
}

/// Milliseconds with one decimal.
pub(super) fn milliseconds(microseconds: u64) -> String {
    format!("{}.{}", microseconds / 1_000, microseconds % 1_000 / 100)
}
