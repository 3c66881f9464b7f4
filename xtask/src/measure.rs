//! One document in a process of its own: its figures, its time, its memory, and whether it survives.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use std::{env, fs, io};

use clap::{Args, ValueEnum};
use countersign_build::{Config, Entry, Examples, Format, Report, Target, generate, survey};
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
    /// The folder that the bindings are written to
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Clients or servers instead of types alone
    #[arg(long, value_name = "TARGET", value_enum)]
    target: Vec<HttpTarget>,
}

/// What is generated beside types.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum HttpTarget {
    Client,
    Server,
}

impl HttpTarget {
    /// The feature of the runtime that it needs.
    pub(crate) fn feature(self) -> &'static str {
        self.target().as_str()
    }

    fn target(self) -> Target {
        match self {
            HttpTarget::Client => Target::Client,
            HttpTarget::Server => Target::Server,
        }
    }
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

/// The figure that counts errors.
const ERRORS: &str = "errors";

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
    let made = match options.target.is_empty() {
        true => types(options),
        false => bindings(options),
    };
    let (reports, counts) = match made {
        Ok(made) => made,
        Err(error) => {
            anstream::eprintln!("error: {}: {error}", options.out.display());
            return ExitCode::from(2);
        }
    };
    let elapsed = start.elapsed().as_micros() as u64;
    let mut figures = BTreeMap::from([("microseconds".to_owned(), elapsed)]);
    figures.extend(cpu().map(|microseconds| ("cpu".to_owned(), microseconds)));
    let counts = counts
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count as u64));
    figures.extend(counts);
    for report in &reports {
        *figures.entry(ERRORS.to_owned()).or_default() +=
            report.diagnostics.count(Severity::Error) as u64;
        for diagnostic in report.diagnostics.iter() {
            let name = format!("{CODE}{}", diagnostic.code.as_str());
            *figures.entry(name).or_default() += 1;
        }
        complain(report);
    }
    figures.extend(peak().map(|kib| ("kib".to_owned(), kib)));
    say(&figures)
}

/// What was found, and what the document comes to.
type Made = (Vec<Report>, Vec<(&'static str, usize)>);

/// The folder that holds all files of a document, and its entry file.
fn entry(options: &Options) -> (PathBuf, &str) {
    match options.file.split_once('/') {
        Some((own, file)) => (options.dir.join(own), file),
        None => (options.dir.clone(), &options.file),
    }
}

/// Types alone: from the text to their formatted source, which is written afterwards.
fn types(options: &Options) -> io::Result<Made> {
    let (folder, file) = entry(options);
    let survey = survey(&folder, file, "cargo xtask corpus");
    let (text, counts) = survey.source.unwrap_or_default();
    if !text.is_empty() {
        fs::create_dir_all(&options.out)?;
        fs::write(options.out.join("types.rs"), &text)?;
        fs::write(options.out.join("mod.rs"), "pub mod types;\n")?;
    }
    let counts = vec![
        ("schemas", counts.schemas),
        ("typed", counts.typed),
        ("types", counts.types),
        ("operations", counts.operations),
        ("lines", text.lines().count()),
    ];
    Ok((vec![survey.report], counts))
}

/// Bindings as the configuration asks for: from the text to files that are written.
fn bindings(options: &Options) -> io::Result<Made> {
    let (folder, file) = entry(options);
    let out = std::path::absolute(&options.out)?;
    let targets = options.target.iter().map(|target| target.target());
    let wanted = Entry::new(file, out.display().to_string())
        .root(".")
        .targets(targets)
        .examples(Examples::Omitted);
    let outcome = generate(&Config::new(folder).entry(wanted));
    Ok((outcome.reports, Vec::new()))
}

/// The first errors of a document, for those who watch.
fn complain(report: &Report) {
    if report.diagnostics.has_errors() {
        let text = report.render(Format::Short, Colour::Off);
        for line in text.lines().filter(|line| line.contains(": error")).take(5) {
            anstream::eprintln!("{line}");
        }
    }
}

fn say(figures: &BTreeMap<String, u64>) -> ExitCode {
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
pub(crate) fn apart(
    folder: &Path,
    file: &str,
    out: &Path,
    targets: &[HttpTarget],
) -> io::Result<Measured> {
    let mut command = Command::new(env::current_exe()?);
    command.args(["measure", file, "--dir"]).arg(folder);
    command.arg("--out").arg(out);
    for target in targets {
        command.args(["--target", target.feature()]);
    }
    let output = command.stderr(Stdio::inherit()).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let figures: BTreeMap<String, u64> = text
        .lines()
        .filter_map(|line| {
            let (name, count) = line.split_once('=')?;
            Some((name.to_owned(), count.parse().ok()?))
        })
        .collect();
    let ending = match (output.status.success(), figures.get(ERRORS)) {
        (true, Some(0)) => Ending::Written,
        (true, Some(_)) => Ending::Refused,
        _ => Ending::Died(format!("ended with {}", output.status)),
    };
    Ok(Measured { ending, figures })
}
