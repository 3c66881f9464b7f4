//! `cargo xtask corpus`: real documents through every stage, and their output through the compiler.

mod compile;
mod manifest;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;

use self::compile::{Compiler, Verdict};
pub(crate) use self::manifest::{Document, read as documents};
use crate::measure::{self, Ending, HttpTarget, Measured};

/// Options of `corpus`.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder of the documents and of their `manifest.tsv`
    #[arg(long, value_name = "FOLDER", default_value_os_t = default_folder())]
    dir: PathBuf,
    /// Leave compilation out
    #[arg(long)]
    fast: bool,
    /// Run the examples of the documents as tests, instead of only compiling them
    #[arg(long, conflicts_with = "fast")]
    test: bool,
    /// Clients or servers instead of types alone
    #[arg(long, value_name = "TARGET", value_delimiter = ',', value_enum)]
    target: Vec<HttpTarget>,
    /// Say so and succeed if there is no such folder
    #[arg(long)]
    if_present: bool,
    /// How many documents are worked on at a time; where nothing is compiled as many as there are threads, else one, since
    /// the time of a compilation is measured
    #[arg(long, value_name = "COUNT")]
    jobs: Option<usize>,
    /// Only documents whose file name contains one of these
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

impl Options {
    fn jobs(&self) -> usize {
        let threads = if self.fast {
            std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
        } else {
            1
        };
        self.jobs.unwrap_or(threads)
    }
}

/// The folder of the documents beside this tree.
pub(crate) fn default_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus")
}

/// A document, how far it came, and what the compiler says about its source.
struct Row<'a> {
    document: &'a Document,
    measured: Measured,
    verdict: Option<Verdict>,
}

impl Row<'_> {
    /// What should not have been; nothing where all is as it should be.
    fn complaint(&self) -> Option<String> {
        let end = self.document.end();
        match (&self.measured.ending, end) {
            (Ending::Died(how), _) => Some(how.clone()),
            (Ending::Refused, Some(end)) if self.measured.has(end.code) => None,
            (_, Some(end)) => Some(format!("does not end in {}: {}", end.code, end.reason)),
            (Ending::Refused, None) => Some("is refused".to_owned()),
            (Ending::Written, None) => {
                let verdict = self.verdict.as_ref()?;
                (!verdict.is_fine).then(|| "does not compile".to_owned())
            }
        }
    }
}

/// 0: all is as it should be; 1: something is not; 2: nothing ran.
pub(crate) fn run(options: &Options) -> ExitCode {
    if options.if_present && !options.dir.is_dir() {
        anstream::eprintln!(
            "corpus: skipped, there is no folder {}",
            options.dir.display()
        );
        return ExitCode::SUCCESS;
    }
    match rows(options) {
        Ok(complaints) if complaints.is_empty() => ExitCode::SUCCESS,
        Ok(complaints) => {
            for complaint in complaints {
                anstream::eprintln!("error: {complaint}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            anstream::eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Prints the table; returns what should not have been.
fn rows(options: &Options) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut documents = manifest::read(&options.dir)?;
    let is_wanted = |document: &Document| {
        options.names.is_empty()
            || options
                .names
                .iter()
                .any(|name| document.file.contains(name))
    };
    documents.retain(is_wanted);
    if documents.is_empty() {
        return Err("no document of the manifest has such a name".into());
    }
    let compiler = match options.fast {
        true => None,
        false => Some(Compiler::new(options.test, &options.target)?),
    };
    let rows = work(options, &documents, compiler.as_ref())?;
    anstream::print!("{}", table::text(&rows));
    let complaint = |row: &Row<'_>| {
        let complaint = row.complaint()?;
        Some(format!("{}: {complaint}", row.document.file))
    };
    Ok(rows.iter().filter_map(complaint).collect())
}

fn work<'a>(
    options: &Options,
    documents: &'a [Document],
    compiler: Option<&Compiler>,
) -> std::io::Result<Vec<Row<'a>>> {
    let next = AtomicUsize::new(0);
    let rows = Mutex::new(Vec::with_capacity(documents.len()));
    let worker = || {
        loop {
            // The largest first: no thread is left alone with one.
            let taken = next.fetch_add(1, Ordering::Relaxed) + 1;
            let Some(index) = documents.len().checked_sub(taken) else {
                return;
            };
            let document = &documents[index];
            anstream::eprintln!("[{taken}/{}] {}", documents.len(), document.file);
            let row = row(options, document, compiler);
            if let Ok(mut rows) = rows.lock() {
                rows.push((index, row));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..options.jobs().clamp(1, documents.len()) {
            scope.spawn(worker);
        }
    });
    let mut rows = rows
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    rows.sort_by_key(|(index, _)| *index);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn row<'a>(
    options: &Options,
    document: &'a Document,
    compiler: Option<&Compiler>,
) -> std::io::Result<Row<'a>> {
    let scratch = tempfile::tempdir()?;
    let name = document.crate_name();
    let out = compiler.map_or_else(
        || scratch.path().join("generated"),
        |compiler| compiler.bindings(&name),
    );
    let measured = measure::apart(&options.dir, &document.file, &out, &options.target)?;
    let verdict = match compiler {
        Some(compiler) if matches!(measured.ending, Ending::Written) => {
            Some(compiler.judge(&name)?)
        }
        _ => None,
    };
    Ok(Row {
        document,
        measured,
        verdict,
    })
}
