//! Generation: real documents and synthetic ones, by ours and by the others, each run a process of its own, from
//! reading to written files.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::peers::{self, Extent, Kind, Tool};
use super::scaling::{self, Growth};
use super::statistics::{geometric_mean, least, median};
use super::table::{Cell, Table};
use super::usage::Usage;
use super::{Failure, Measured, Options};
use crate::corpus::documents;

/// Processor time after which a tool's figures for a document are taken as they are: slow ones need no five rounds.
const ENOUGH: Duration = Duration::from_secs(10);

/// The runs of one tool on one document.
#[derive(Default)]
pub(super) struct Runs {
    usages: Vec<Usage>,
    lines: u64,
    failure: Option<String>,
}

impl Runs {
    /// Runs the tool once more, unless all is known.
    pub(super) fn add(&mut self, tool: &Tool, document: &Path) -> Result<(), Failure> {
        let spent: u64 = self.usages.iter().map(|usage| usage.cpu).sum();
        if self.failure.is_some() || u128::from(spent) > ENOUGH.as_micros() {
            return Ok(());
        }
        let out = tempfile::tempdir()?;
        let out = out.path().join("document");
        let usage = tool.generate(document, &out, Extent::Most)?;
        self.failure.clone_from(&usage.failure);
        self.lines = peers::lines(&out)?;
        self.usages.push(usage);
        Ok(())
    }

    fn all(&self, figure: impl Fn(&Usage) -> u64) -> Vec<u64> {
        self.usages.iter().map(figure).collect()
    }

    /// The median of the wall clock, in microseconds; nothing for what failed.
    fn wall(&self) -> Option<u64> {
        self.failure
            .is_none()
            .then(|| median(&self.all(|it| it.wall)))
    }

    /// The least time of all threads, in microseconds.
    pub(super) fn least_cpu(&self) -> u64 {
        least(&self.all(|it| it.cpu))
    }
}

/// A document with the runs of each tool.
struct Row {
    name: String,
    path: PathBuf,
    bytes: u64,
    runs: Vec<Runs>,
}

pub(super) fn run(options: &Options) -> Result<Measured, Failure> {
    let tools = peers::tools(options)?;
    let mut rows = rows(options, tools.len())?;
    let mut growth: Vec<Growth> = scaling::all()?;
    growth.retain(|growth| options.wants(growth.name()));
    if rows.is_empty() && growth.is_empty() {
        return Err("nothing has such a name".into());
    }
    for round in 1..=options.rounds {
        anstream::eprintln!("round {round} of {}", options.rounds);
        for row in &mut rows {
            anstream::eprintln!("  {}", row.name);
            for (tool, runs) in tools.iter().zip(&mut row.runs) {
                runs.add(tool, &row.path)?;
            }
        }
        for growth in &mut growth {
            anstream::eprintln!("  {} in four sizes", growth.name());
            growth.add_round(&tools[0])?;
        }
    }
    let mut tables = Vec::new();
    if !rows.is_empty() {
        tables.push(each(&tools, &rows));
    }
    if tools.len() > 1 && !rows.is_empty() {
        tables.push(together(&tools, &rows));
    }
    if !growth.is_empty() {
        tables.push(scaling::table(&growth));
    }
    let complaints = growth.iter().filter_map(Growth::complaint);
    Ok(Measured {
        tables,
        complaints: complaints.chain(refused(&rows)).collect(),
    })
}

/// The documents of the folder that source is made from.
fn rows(options: &Options, tools: usize) -> Result<Vec<Row>, Failure> {
    if !options.dir.is_dir() {
        anstream::eprintln!("bench: there is no folder {}", options.dir.display());
        return Ok(Vec::new());
    }
    let folder = options.dir.canonicalize()?;
    let wanted = documents(&folder)?.into_iter();
    let wanted =
        wanted.filter(|document| document.end().is_none() && options.wants(&document.file));
    let rows = wanted.map(|document| Row {
        path: folder.join(&document.file),
        name: document.file,
        bytes: document.bytes,
        runs: (0..tools).map(|_| Runs::default()).collect(),
    });
    Ok(rows.collect())
}

/// The documents that ours fails on.
fn refused(rows: &[Row]) -> impl Iterator<Item = String> {
    rows.iter().filter_map(|row| {
        let reason = row.runs.first()?.failure.as_ref()?;
        Some(format!("{}: {reason}", row.name))
    })
}

/// A line for each document and tool.
fn each(tools: &[Tool], rows: &[Row]) -> Table {
    let mut table = Table::new(
        "Generation of real documents",
        "From the document to written files, a process a run: ours writes types, client and server, the others types and \
         client. `cpu` is of all threads, `MiB` the largest process at its peak, `ratio` the wall clock over ours.",
        &[
            "document", "kB", "tool", "ms", "best ms", "cpu ms", "MiB", "lines", "ratio",
        ],
    );
    for row in rows {
        let ours = row.runs.first().and_then(Runs::wall);
        for (tool, runs) in tools.iter().zip(&row.runs) {
            let mut cells: Vec<Cell> = vec![
                row.name.as_str().into(),
                (row.bytes / 1_000).into(),
                tool.kind().name().into(),
            ];
            match (&runs.failure, runs.wall()) {
                (None, Some(wall)) => cells.extend([
                    milliseconds(wall),
                    milliseconds(least(&runs.all(|it| it.wall))),
                    milliseconds(median(&runs.all(|it| it.cpu))),
                    median(&runs.all(|it| it.kib)).div_ceil(1024).into(),
                    runs.lines.into(),
                    ours.map_or(Cell::Empty, |ours| ratio(wall, ours)),
                ]),
                (reason, _) => cells.push(failed(reason.as_deref())),
            }
            table.row(cells);
        }
    }
    table
}

/// A line for each tool over all documents.
fn together(tools: &[Tool], rows: &[Row]) -> Table {
    let mut table = Table::new(
        "All of them together",
        "How many documents each tool writes sources for, whether they compile or not, and the geometric mean of its time over ours where both \
         write some.",
        &["tool", "documents", "of", "mean ratio"],
    );
    for (index, tool) in tools.iter().enumerate() {
        let walls = rows.iter().filter_map(|row| row.runs[index].wall());
        let ratios = rows.iter().filter_map(|row| {
            let (wall, ours) = (row.runs[index].wall()?, row.runs[0].wall()?);
            Some(wall as f64 / ours.max(1) as f64)
        });
        let mean = geometric_mean(&ratios.collect::<Vec<_>>());
        table.row([
            tool.kind().name().into(),
            (walls.count() as u64).into(),
            (rows.len() as u64).into(),
            mean.map_or(Cell::Empty, |mean| Cell::Number(mean, 2)),
        ]);
    }
    debug_assert!(tools.first().is_some_and(|tool| tool.kind() == Kind::Ours));
    table
}

/// What stands in the place of a figure that there is none of.
pub(super) fn failed(reason: Option<&str>) -> Cell {
    Cell::Text(format!("fails: {}", reason.unwrap_or("it was not run")))
}

/// Milliseconds with one decimal.
pub(super) fn milliseconds(microseconds: u64) -> Cell {
    Cell::Number(microseconds as f64 / 1e3, 1)
}

/// How many times as much.
pub(super) fn ratio(figure: u64, ours: u64) -> Cell {
    Cell::Number(figure as f64 / ours.max(1) as f64, 2)
}
