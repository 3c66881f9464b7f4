//! What generated source costs the compiler: the crate of each tool alone, with everything that it needs compiled before.

mod krate;
mod tags;

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::codegen::{failed, ratio};
use super::peers::{self, Extent, Tool};
use super::statistics::median;
use super::table::{Cell, Table};
use super::usage::Usage;
use super::{Failure, Measured, Options};
use crate::corpus::documents;
use crate::measure;
use krate::{Krate, Profile};

/// What is compiled where no name is given: small documents, one of 190 kB, and a large one.
const DOCUMENTS: [&str; 6] = [
    "oas3gen-unions",
    "museum",
    "firecracker",
    "tgi",
    "deepgram",
    "stripe",
];

/// Processor time after which a crate is not compiled again for another round.
const ENOUGH: Duration = Duration::from_secs(15);

/// One tool's crate of one document.
struct Row {
    document: String,
    /// Operations of the document.
    operations: u64,
    tool: &'static str,
    krate: Result<Krate, String>,
    /// By profile, the runs so far.
    runs: Vec<(Profile, Vec<Usage>)>,
}

impl Row {
    /// Compiles once more, where that is worth it.
    fn add(&mut self) -> Result<(), Failure> {
        let Ok(krate) = &self.krate else {
            return Ok(());
        };
        for (profile, runs) in &mut self.runs {
            let spent: u64 = runs.iter().map(|usage| usage.cpu).sum();
            let has_failed = runs.last().is_some_and(|usage| usage.failure.is_some());
            if !has_failed && u128::from(spent) < ENOUGH.as_micros() {
                runs.push(krate.compile(*profile)?);
            }
        }
        Ok(())
    }

    /// The median of a figure of a profile.
    fn figure(&self, profile: Profile, figure: impl Fn(&Usage) -> u64) -> Option<u64> {
        let (_, runs) = self.runs.iter().find(|(known, _)| *known == profile)?;
        let fine = runs.iter().filter(|usage| usage.failure.is_none());
        let figures: Vec<u64> = fine.map(figure).collect();
        (!figures.is_empty()).then(|| median(&figures))
    }

    fn failure(&self) -> Option<&str> {
        let runs = self.runs.iter().flat_map(|(_, runs)| runs);
        let mut failed = runs.filter_map(|usage| usage.failure.as_deref());
        self.krate
            .as_ref()
            .err()
            .map(String::as_str)
            .or(failed.next_back())
    }
}

pub(super) fn run(options: &Options) -> Result<Measured, Failure> {
    let mut tools = peers::tools(options)?;
    tools.insert(1, tools[0].as_kind(peers::Kind::WithoutBuilders));
    if !options.dir.is_dir() {
        anstream::eprintln!(
            "bench compile: skipped, there is no folder {}",
            options.dir.display()
        );
        return Ok(Measured::default());
    }
    let folder = options.dir.canonicalize()?;
    let mut rows = rows(options, &folder, &tools)?;
    for round in 1..=options.rounds {
        anstream::eprintln!("round {round} of {}", options.rounds);
        for row in &mut rows {
            row.add()?;
        }
    }
    let mut tables = Vec::new();
    if !rows.is_empty() {
        tables.push(table(&rows, options));
    }
    tables.extend(tags::table(options, &folder, &tools[0])?);
    if tables.is_empty() {
        return Err("nothing has such a name".into());
    }
    let ours = rows
        .iter()
        .filter(|row| row.tool.starts_with(peers::Kind::Ours.name()));
    let complaint = |row: &Row| Some(format!("{}: {}", row.document, row.failure()?));
    Ok(Measured {
        tables,
        complaints: ours.filter_map(complaint).collect(),
    })
}

/// Every wanted document by every tool, generated, with all that the crates need compiled.
fn rows(options: &Options, folder: &Path, tools: &[Tool]) -> Result<Vec<Row>, Failure> {
    let profiles = match options.release {
        true => &Profile::ALL[..],
        false => &Profile::ALL[..2],
    };
    let mut rows = Vec::new();
    for document in documents(folder)? {
        let is_listed = DOCUMENTS
            .iter()
            .any(|listed| document.file.starts_with(listed));
        let is_wanted = options.wants(&document.file) && (is_listed || !options.names.is_empty());
        if document.end().is_some() || !is_wanted {
            continue;
        }
        let out = tempfile::tempdir()?;
        let measured = measure::apart(folder, &document.file, out.path(), &[])?;
        for tool in tools {
            anstream::eprintln!("{}: {}", tool.kind().name(), document.file);
            let path = folder.join(&document.file);
            rows.push(Row {
                operations: measured.figure("operations"),
                tool: tool.kind().name(),
                krate: made(tool, &path, Extent::Client, profiles)?,
                runs: profiles
                    .iter()
                    .map(|profile| (*profile, Vec::new()))
                    .collect(),
                document: document.file.clone(),
            });
        }
    }
    Ok(rows)
}

/// A tool's crate of a document, or why there is none.
fn made(
    tool: &Tool,
    document: &Path,
    extent: Extent<'_>,
    profiles: &[Profile],
) -> Result<Result<Krate, String>, Failure> {
    let folder = place(tool, document, extent);
    let usage = tool.generate(document, &folder, extent)?;
    if let Some(failure) = usage.failure {
        return Ok(Err(failure));
    }
    tool.complete(&folder)?;
    Krate::prepared(folder, tool.kind(), profiles)
}

/// The same folder in every run, so that cargo knows it again.
fn place(tool: &Tool, document: &Path, extent: Extent<'_>) -> PathBuf {
    let words =
        |text: &str| text.replace(|character: char| !character.is_ascii_alphanumeric(), "-");
    let document = document
        .file_name()
        .map(|name| words(&name.to_string_lossy()));
    let document = document.unwrap_or_default();
    let name = match extent {
        Extent::Tag(tag) => format!("{document}-{}", words(tag)),
        Extent::Most | Extent::Client => document,
    };
    peers::scratch().join(words(tool.kind().name())).join(name)
}

fn table(rows: &[Row], options: &Options) -> Table {
    let mut columns = vec!["document", "operations", "tool", "lines", "types"];
    columns.extend([
        "check s",
        "check cpu s",
        "check MiB",
        "ratio",
        "cpu ms a type",
        "cpu ms an operation",
    ]);
    columns.extend(["debug s", "debug cpu s", "debug MiB"]);
    if options.release {
        columns.extend(["release s", "release cpu s", "release MiB"]);
    }
    let mut table = Table::new(
        "Compilation of what is written",
        "Types and client as a crate, everything that it depends on compiled before and not counted: `cargo check`, and `cargo build` in debug \
         without debug information. `types` are the declarations in its source, `ratio` is the processor time of `check` over ours. \
         Structs that requests carry have builders; oas3-gen and ploidy write none: `--builders none` is like for like.",
        &columns,
    );
    let mut ours = None;
    for row in rows {
        let check = row.figure(Profile::Check, |usage| usage.cpu);
        if row.tool == peers::Kind::Ours.name() {
            ours = check;
        }
        let mut cells: Vec<Cell> = vec![
            row.document.as_str().into(),
            row.operations.into(),
            row.tool.into(),
        ];
        let sizes = row.krate.as_ref().map(|krate| (krate.lines, krate.types));
        cells.extend(sizes.map_or([Cell::Empty, Cell::Empty], |(lines, types)| {
            [lines.into(), types.into()]
        }));
        match (check, row.failure()) {
            (Some(check), None) => {
                cells.extend(profile(row, Profile::Check));
                let each = |count: u64| Cell::Number(check as f64 / 1e3 / count.max(1) as f64, 1);
                let types = sizes.map_or(0, |(_, types)| types);
                let ratio = ours.map_or(Cell::Empty, |ours| ratio(check, ours));
                cells.extend([ratio, each(types), each(row.operations)]);
                cells.extend(profile(row, Profile::Debug));
                cells.extend(profile(row, Profile::Release));
            }
            (_, reason) => cells.push(failed(reason)),
        }
        table.row(cells);
    }
    table
}

/// Seconds, seconds of all threads, MiB.
fn profile(row: &Row, profile: Profile) -> [Cell; 3] {
    let seconds = |figure: Option<u64>| match figure {
        Some(figure) => Cell::Number(figure as f64 / 1e6, 2),
        None => Cell::Empty,
    };
    [
        seconds(row.figure(profile, |usage| usage.wall)),
        seconds(row.figure(profile, |usage| usage.cpu)),
        row.figure(profile, |usage| usage.kib.div_ceil(1024)).into(),
    ]
}
