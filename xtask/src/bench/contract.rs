//! The tester: cases a second in this process and over the network, and its memory over many.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::statistics::{exponent, median};
use super::table::{Cell, Table};
use super::{Failure, Options, built};

/// Cases of one run of each way.
const CASES: u64 = 20_000;

/// Cases of the runs that show growth.
const GROWTH: [u64; 4] = [2_500, 5_000, 10_000, 20_000];

/// Cases over which memory is watched.
const MANY: u64 = 1_000_000;

pub(super) fn run(options: &Options) -> Result<Vec<Table>, Failure> {
    let workloads = Workloads::built()?;
    Ok(vec![
        speed(&workloads, options.rounds)?,
        growth(&workloads, options.rounds)?,
        memory(&workloads)?,
    ])
}

/// The program of `bench/`, which runs one workload a process.
pub(super) struct Workloads {
    pub(super) program: PathBuf,
}

impl Workloads {
    pub(super) fn built() -> Result<Workloads, Failure> {
        let folder = built(&["--package", "countersign-bench"])?;
        let program = folder.join(format!("countersign-bench{}", env::consts::EXE_SUFFIX));
        Ok(Workloads { program })
    }

    /// What one run of a workload says about itself.
    fn figures(&self, workload: &str, count: u64) -> Result<Figures, Failure> {
        let output = Command::new(&self.program)
            .args([workload, &count.to_string()])
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).trim().into());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let figure = |line: &str| {
            let (name, value) = line.split_once('=')?;
            Some((name.to_owned(), value.parse().ok()?))
        };
        Ok(Figures(text.lines().filter_map(figure).collect()))
    }
}

struct Figures(BTreeMap<String, u64>);

impl Figures {
    fn get(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or(0)
    }

    fn a_second(&self) -> u64 {
        self.get("cases") * 1_000_000 / self.get("wall").max(1)
    }
}

/// The ways in turns.
fn speed(workloads: &Workloads, rounds: u32) -> Result<Table, Failure> {
    let ways = [
        (
            "in-process",
            "the tester, service in this process, one thread",
        ),
        ("network", "the tester over 127.0.0.1"),
        ("plain", "hyper's client in a plain loop over 127.0.0.1"),
    ];
    let mut seconds: [Vec<u64>; 3] = Default::default();
    for round in 1..=rounds {
        for ((way, _), seconds) in ways.iter().zip(&mut seconds) {
            let figure = workloads.figures(way, CASES)?.a_second();
            tell(round, rounds, &format!("{way}: {figure} a second"));
            seconds.push(figure);
        }
    }
    let mut table = Table::new(
        "The tester, cases a second",
        "Fuzzing of `create_order` in `schema/lsps1.yaml`, half of the cases valid: choose, judge by both judges, serialise, send, judge the \
         answer. The service is the smallest that keeps the document; over 127.0.0.1 it has a thread of its own, and requests \
         follow one another in both loops.",
        &["what", "a second", "of the plain loop"],
    );
    let plain = median(&seconds[2]);
    for ((way, what), seconds) in ways.iter().zip(&seconds) {
        let median = median(seconds);
        let share = Cell::Number(median as f64 / plain.max(1) as f64, 2);
        let share = if *way == "in-process" {
            Cell::Empty
        } else {
            share
        };
        table.row([(*what).into(), median.into(), share]);
    }
    Ok(table)
}

/// Says what was measured just now: all of it takes minutes.
fn tell(round: u32, rounds: u32, what: &str) {
    anstream::eprintln!("bench contract: round {round} of {rounds}, {what}");
}

/// Cases a second against the number of cases of one plan.
fn growth(workloads: &Workloads, rounds: u32) -> Result<Table, Failure> {
    let heads = GROWTH.map(|cases| format!("{cases} cases"));
    let columns: Vec<&str> = heads
        .iter()
        .map(String::as_str)
        .chain(["exponent"])
        .collect();
    let mut best = GROWTH.map(|cases| (cases, u64::MAX));
    for round in 1..=rounds {
        for (cases, best) in &mut best {
            let took = workloads.figures("in-process", *cases)?.get("wall");
            tell(
                round,
                rounds,
                &format!("{cases} cases: {} ms", took / 1_000),
            );
            *best = (*best).min(took);
        }
    }
    let mut table = Table::new(
        "The tester, cases a second against cases",
        "One plan of so many cases, planned and run; the best of the rounds, and the exponent that the times fit: 1 is linear.",
        &columns,
    );
    let rates = best
        .iter()
        .map(|(cases, time)| (cases * 1_000_000 / time.max(&1)).into());
    table.row(rates.chain([Cell::Number(exponent(&best), 2)]));
    Ok(table)
}

fn memory(workloads: &Workloads) -> Result<Table, Failure> {
    anstream::eprintln!("bench contract: the memory of {MANY} cases");
    let figures = workloads.figures("long", MANY)?;
    let mut table = Table::new(
        "The tester, memory over a million cases",
        "One plan of a million cases, planned and run in one process.",
        &[
            "cases",
            "seconds",
            "MiB after a tenth",
            "MiB in the end",
            "MiB at the peak",
        ],
    );
    let mebibytes = |name: &str| Cell::Number(figures.get(name) as f64 / 1024.0, 1);
    table.row([
        figures.get("cases").into(),
        Cell::Number(figures.get("wall") as f64 / 1e6, 1),
        mebibytes("kib_early"),
        mebibytes("kib_late"),
        mebibytes("kib_peak"),
    ]);
    Ok(table)
}
