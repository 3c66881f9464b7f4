//! The counts of instructions of fixed workloads against the stored ones: repeatable on a busy machine, where times are not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::contract::Workloads;
use super::table::{Cell, Table};
use super::{Failure, Measured, Options, machine};

/// What is counted: a workload of `bench/`, and how often it is done. The difference of two counts is the work alone, without
/// the start of the process.
const WORKLOADS: [(&str, u64, u64); 3] = [
    ("decode", 100, 2_100),
    ("generate", 2, 12),
    ("in-process", 200, 700),
];

/// Growth that fails, in percent.
const MOST: f64 = 3.0;

/// Counts of one compiler.
struct Stored {
    rustc: String,
    counts: BTreeMap<String, u64>,
}

pub(super) fn run(options: &Options) -> Result<Measured, Failure> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        anstream::eprintln!("bench instructions: skipped, there is no valgrind");
        return Ok(Measured::default());
    }
    let workloads = Workloads::built()?;
    let rustc = machine::rustc();
    let stored = read()?;
    let is_same = stored.as_ref().is_some_and(|stored| stored.rustc == rustc);
    let mut counts = BTreeMap::new();
    let mut complaints = Vec::new();
    let mut table = Table::new(
        "Instructions",
        "Counted by `valgrind --tool=callgrind`, divided by how often the work was done: one decode of an LSPS1 request, one generation of \
         `schema/lsps1.yaml`, one case of the tester in process. More than 3 % above the stored count fails, if the compiler is the same.",
        &["workload", "instructions", "stored", "change %"],
    );
    for (workload, few, many) in WORKLOADS {
        anstream::eprintln!("counting `{workload}`");
        let count = counted(&workloads, workload, few, many)?;
        let known = stored
            .as_ref()
            .and_then(|stored| stored.counts.get(workload))
            .copied();
        let change = known.map(|known| (count as f64 / known.max(1) as f64 - 1.0) * 100.0);
        table.row([
            workload.into(),
            count.into(),
            known.into(),
            change.map_or(Cell::Empty, |change| Cell::Number(change, 2)),
        ]);
        if let Some(change) = change.filter(|change| is_same && *change > MOST) {
            complaints.push(format!(
                "`{workload}` takes {change:.1} % more instructions than it did"
            ));
        }
        counts.insert(workload.to_owned(), count);
    }
    match (&stored, is_same) {
        (None, _) => {
            anstream::eprintln!("bench instructions: nothing is stored yet; `--store` does")
        }
        (Some(stored), false) => anstream::eprintln!(
            "bench instructions: the stored counts are those of {}, this is {rustc}: nothing fails; `--store` makes these the measure",
            stored.rustc
        ),
        (Some(stored), true) => advise(&stored.counts, &counts),
    }
    if options.store {
        store(&rustc, &counts)?;
        complaints.clear();
    }
    Ok(Measured {
        tables: vec![table],
        complaints,
    })
}

/// An improvement that is not stored is lost to the next regression.
fn advise(stored: &BTreeMap<String, u64>, counts: &BTreeMap<String, u64>) {
    let is_better = |(workload, count): (&String, &u64)| {
        let known = stored.get(workload).copied().unwrap_or(0);
        (*count as f64) < known as f64 * (1.0 - MOST / 100.0)
    };
    if counts.iter().any(is_better) {
        anstream::eprintln!(
            "bench instructions: less than was stored; keep it by `cargo xtask bench instructions --store`"
        );
    }
}

/// The instructions of one piece of work.
fn counted(workloads: &Workloads, workload: &str, few: u64, many: u64) -> Result<u64, Failure> {
    let of = |count| instructions(&workloads.program, workload, count);
    Ok((of(many)?.saturating_sub(of(few)?)) / (many - few))
}

/// The instructions of a whole process.
fn instructions(program: &Path, workload: &str, count: u64) -> Result<u64, Failure> {
    let scratch = tempfile::tempdir()?;
    let counts = scratch.path().join("callgrind.out");
    let mut out = std::ffi::OsString::from("--callgrind-out-file=");
    out.push(&counts);
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(out)
        .arg(program)
        .args([workload, &count.to_string()])
        .output()?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{workload}` under valgrind: {}", text.trim()).into());
    }
    let text = fs::read_to_string(counts)?;
    let totals = text.lines().find_map(|line| line.strip_prefix("totals: "));
    let totals = totals.or_else(|| text.lines().find_map(|line| line.strip_prefix("summary: ")));
    Ok(totals
        .ok_or("callgrind has not said how many")?
        .trim()
        .parse()?)
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/instructions.toml")
}

/// The stored counts; nothing where there are none.
fn read() -> Result<Option<Stored>, Failure> {
    let Ok(text) = fs::read_to_string(file()) else {
        return Ok(None);
    };
    let mut table: toml::Table = text.parse()?;
    let rustc = table.get("rustc").and_then(|rustc| rustc.as_str());
    let rustc = rustc.unwrap_or_default().to_owned();
    let counts = match table.remove("counts") {
        Some(toml::Value::Table(counts)) => counts,
        _ => toml::Table::new(),
    };
    let count = |(name, count): (String, toml::Value)| {
        Some((name, u64::try_from(count.as_integer()?).ok()?))
    };
    let counts = counts.into_iter().filter_map(count);
    Ok(Some(Stored {
        rustc,
        counts: counts.collect(),
    }))
}

fn store(rustc: &str, counts: &BTreeMap<String, u64>) -> Result<(), Failure> {
    let mut text = format!(
        "# Written by `cargo xtask bench instructions --store`: what one of each takes.\nrustc = {rustc:?}\n\n[counts]\n"
    );
    for (workload, count) in counts {
        text.push_str(&format!("{workload} = {count}\n"));
    }
    fs::write(file(), text)?;
    Ok(())
}
