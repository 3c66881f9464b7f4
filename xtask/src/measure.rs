//! One document in a process of its own: its figures, its time, its memory, and whether it survives.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use std::{env, fs, io};

use clap::Args;
use countersign_build::{Format, survey};
use countersign_spec::Severity;
use countersign_spec::render::Colour;

/// Options of `measure`, which other chores call.
#[derive(Args)]
pub(crate) struct Options {
    /// The entry file, relative to the folder
    #[arg(value_name = "FILE")]
    file: String,
    /// The folder of the documents
    #[arg(long, value_name = "FOLDER")]
    dir: PathBuf,
    /// Where the source is written
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How a document ended.
pub(crate) enum Ending {
    /// Its source was written.
    Written,
    /// It has errors.
    Refused,
    /// The process broke down.
    Died(String),
}

/// What was measured, by the name of the figure: `microseconds` from reading to formatted text, `cpu` the same of all
/// threads, `kib` of memory at the most, and what the document comes to.
pub(crate) struct Measured {
    pub(crate) ending: Ending,
    figures: BTreeMap<String, u64>,
}

/// What the names of figures which count a code begin with.
const CODE: &str = "code.";

impl Measured {
    /// A figure; 0 where it was not measured.
    pub(crate) fn figure(&self, name: &str) -> u64 {
        self.figures.get(name).copied().unwrap_or(0)
    }

    /// How often each code was reported.
    pub(crate) fn codes(&self) -> impl Iterator<Item = (&str, u64)> {
        self.figures
            .iter()
            .filter_map(|(name, count)| Some((name.strip_prefix(CODE)?, *count)))
    }

    /// Whether a code was reported.
    pub(crate) fn has(&self, code: &str) -> bool {
        self.codes().any(|(found, _)| found == code)
    }
}

/// Measures a document in this process, and prints a line for each figure.
pub(crate) fn here(options: &Options) -> ExitCode {
    let start = Instant::now();
    let (folder, file) = match options.file.split_once('/') {
        Some((own, file)) => (options.dir.join(own), file),
        None => (options.dir.clone(), options.file.as_str()),
    };
    let survey = survey(&folder, file, "cargo xtask corpus");
    let mut figures = vec![(
        "microseconds".to_owned(),
        start.elapsed().as_micros() as u64,
    )];
    figures.extend(cpu().map(|microseconds| ("cpu".to_owned(), microseconds)));
    if let Some((text, counts)) = &survey.source {
        let counts = [
            ("schemas", counts.schemas),
            ("typed", counts.typed),
            ("types", counts.types),
            ("operations", counts.operations),
            ("lines", text.lines().count()),
        ];
        figures.extend(counts.map(|(name, count)| (name.to_owned(), count as u64)));
        if let Some(out) = &options.out
            && let Err(error) = fs::write(out, text)
        {
            anstream::eprintln!("error: {}: {error}", out.display());
            return ExitCode::from(2);
        }
    }
    let mut codes: BTreeMap<String, u64> = BTreeMap::new();
    for diagnostic in survey.report.diagnostics.iter() {
        *codes
            .entry(format!("{CODE}{}", diagnostic.code.as_str()))
            .or_default() += 1;
    }
    figures.extend(codes);
    figures.extend(peak().map(|kib| ("kib".to_owned(), kib)));
    if survey.report.diagnostics.count(Severity::Error) > 0 {
        let text = survey.report.render(Format::Short, Colour::Off);
        for line in text.lines().filter(|line| line.contains(": error")).take(5) {
            anstream::eprintln!("{line}");
        }
    }
    say(&figures)
}

fn say(figures: &[(String, u64)]) -> ExitCode {
    let text: String = figures
        .iter()
        .map(|(name, count)| format!("{name}={count}\n"))
        .collect();
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

/// The time that the threads of this process have run, in microseconds, where the system says so.
#[cfg(unix)]
fn cpu() -> Option<u64> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_SELF).ok()?;
    let time = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    u64::try_from(time).ok()
}

#[cfg(not(unix))]
fn cpu() -> Option<u64> {
    None
}

/// The most memory that this process has held, in KiB, where the system says so.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Measures a document in another process.
pub(crate) fn apart(folder: &Path, file: &str, out: &Path) -> io::Result<Measured> {
    let output = Command::new(env::current_exe()?)
        .args(["measure", file, "--dir"])
        .arg(folder)
        .arg("--out")
        .arg(out)
        .stderr(Stdio::inherit())
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let figures = text.lines().filter_map(|line| {
        let (name, count) = line.split_once('=')?;
        Some((name.to_owned(), count.parse().ok()?))
    });
    let ending = match (output.status.success(), out.exists()) {
        (false, _) => Ending::Died(format!("ended with {}", output.status)),
        (true, true) => Ending::Written,
        (true, false) => Ending::Refused,
    };
    Ok(Measured {
        ending,
        figures: figures.collect(),
    })
}
