//! Decoding with every constraint, beside decoders that check nothing and those that check afterwards.
//!
//! The work is done by `bench/validate`, a workspace of its own: what ours is held against is no dependency of the tree.

use std::env;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::table::{Cell, Table};
use super::{Failure, Measured, Options, cargo};

/// Turns that each contender has in a round, about ten milliseconds long.
const TURNS: u32 = 10;

/// What ours may take of the time of the unit, which checks nothing.
const MOST: f64 = 0.85;

/// Whose time that is a part of.
const OURS: &str = "countersign";

const ABOUT: &str = "\
Bytes to typed values and their end, by the time of one thread: ours checks UTF-8, shape and every constraint of the document \
(minima, formats of dates, the words of enumerations); `serde_json` reads into structs as its derive has them, with dates as text, \
and checks nothing, as `simd-json` and `sonic-rs` do into the same structs; garde has rules for the minima alone. The ratio is \
the median of those of all turns, each to `serde_json` in the same turn.";

pub(super) fn run(options: &Options) -> Result<Measured, Failure> {
    let program = built(options)?;
    let turns = options.rounds.saturating_mul(TURNS).to_string();
    let output = std::process::Command::new(program).arg(turns).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let said: Value = serde_json::from_slice(&output.stdout)?;
    let inputs = list(&said["inputs"]).iter();
    let inputs = inputs.filter(|input| options.wants(text(&input["input"])));
    let mut measured = Measured::default();
    for input in inputs {
        let rows = rows(input, text(&said["unit"]));
        measured.complaints.extend(complaint(input, &rows));
        measured.tables.push(table(input, &rows));
    }
    Ok(measured)
}

/// Builds the program that measures.
fn built(options: &Options) -> Result<PathBuf, Failure> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/validate");
    let target = env::current_exe()?;
    let target = target
        .ancestors()
        .nth(2)
        .ok_or("this program is in no folder")?
        .join("bench-validate");
    let mut command = cargo();
    command
        .args(["build", "--quiet", "--release", "--manifest-path"])
        .arg(own.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target);
    if options.with_peers {
        command.args(["--features", "peers"]);
    }
    match command.status()?.success() {
        true => Ok(target.join("release/countersign-bench-validate")),
        false => Err("bench/validate does not build".into()),
    }
}

/// A contender on one input.
struct Row {
    name: String,
    checks: bool,
    /// Nanoseconds, the median.
    time: f64,
    /// To the unit.
    ratio: f64,
}

fn rows(input: &Value, unit: &str) -> Vec<Row> {
    let contenders = list(&input["contenders"]);
    let unit = contenders
        .iter()
        .find(|contender| text(&contender["name"]) == unit);
    let unit = unit.map(times).unwrap_or_default();
    let row = |contender| {
        let times = times(contender);
        let ratios = times.iter().zip(&unit).map(|(time, unit)| time / unit);
        Row {
            name: text(&contender["name"]).to_owned(),
            checks: contender["checks"] == true,
            ratio: median(ratios.collect()),
            time: median(times),
        }
    };
    contenders.iter().map(row).collect()
}

fn table(input: &Value, rows: &[Row]) -> Table {
    let title = format!(
        "Decoding, {}: {} bytes",
        text(&input["input"]),
        input["bytes"]
    );
    let mut table = Table::new(&title, ABOUT, &["by", "every constraint", "µs", "ratio"]);
    for row in rows {
        let checks = if row.checks { "yes" } else { "no" };
        let cells = [row.name.as_str().into(), checks.into()];
        let figures = [Cell::Number(row.time / 1e3, 2), Cell::Number(row.ratio, 2)];
        table.row(cells.into_iter().chain(figures));
    }
    table
}

/// What is wrong where ours is slower than it has to be.
fn complaint(input: &Value, rows: &[Row]) -> Option<String> {
    let ours = rows.iter().find(|row| row.name == OURS)?;
    (ours.ratio > MOST).then(|| {
        let input = text(&input["input"]);
        format!(
            "{input}: ours takes {:.2} of serde_json's time, and at most {MOST} is allowed",
            ours.ratio
        )
    })
}

fn times(contender: &Value) -> Vec<f64> {
    list(&contender["nanoseconds"])
        .iter()
        .filter_map(Value::as_f64)
        .collect()
}

/// The middle one; 0 of none.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn input(ours: [u64; 3]) -> Value {
        json!({"input": "request", "bytes": 10, "contenders": [
            {"name": OURS, "checks": true, "nanoseconds": ours},
            {"name": "serde_json", "checks": false, "nanoseconds": [1_000, 4_000, 1_000]},
        ]})
    }

    #[test]
    fn a_ratio_is_that_of_the_same_turn() {
        let input = input([700, 2_800, 700]);
        let rows = rows(&input, "serde_json");
        assert_eq!([rows[0].ratio, rows[1].ratio], [0.7, 1.0]);
        assert_eq!(rows[0].time, 700.0);
        assert!(complaint(&input, &rows).is_none());
        let text = table(&input, &rows).text();
        assert!(
            text.contains("countersign  yes               0.70   0.70"),
            "{text}"
        );
    }

    #[test]
    fn too_slow_is_a_complaint() {
        let input = input([900, 3_600, 900]);
        let complaint = complaint(&input, &rows(&input, "serde_json"));
        assert!(complaint.is_some_and(|complaint| complaint.contains("0.90")));
    }
}
