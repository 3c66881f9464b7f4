//! The table: a line for each document, one for all, and the codes by how often they were reported.

use std::collections::BTreeMap;

use super::Row;
use crate::measure::Ending;

/// The whole table as text.
pub(super) fn text(rows: &[Row<'_>]) -> String {
    let width = rows
        .iter()
        .map(|row| row.document.file.len())
        .max()
        .unwrap_or(0);
    let mut text = format!(
        "{:width$}  {:>7} {:>7} {:>6} {:>8} {:>7} {:>6} {:>6} {:>7}  codes\n",
        "document", "schemas", "typed", "types", "lines", "ms", "MiB", "ops", "compile"
    );
    for row in rows {
        text.push_str(&line(row, width));
    }
    text.push_str(&total(rows, width));
    text
}

fn line(row: &Row<'_>, width: usize) -> String {
    let measured = &row.measured;
    let codes: Vec<String> = measured
        .codes()
        .map(|(code, count)| format!("{code}*{count}"))
        .collect();
    let compiled = match &row.verdict {
        Some(verdict) if verdict.is_fine => format!("{:.1} s", verdict.seconds),
        Some(_) => "FAILS".to_owned(),
        None => match &measured.ending {
            Ending::Written => "-".to_owned(),
            Ending::Refused => "refused".to_owned(),
            Ending::Died(_) => "DIED".to_owned(),
        },
    };
    format!(
        "{:width$}  {:>7} {:>7} {:>6} {:>8} {:>7} {:>6} {:>6} {:>7}  {}\n",
        row.document.file,
        measured.figure("schemas"),
        share(measured.figure("typed"), measured.figure("schemas")),
        measured.figure("types"),
        measured.figure("lines"),
        measured.figure("microseconds") / 1_000,
        measured.figure("kib").div_ceil(1024),
        measured.figure("operations"),
        compiled,
        codes.join(" "),
    )
}

fn total(rows: &[Row<'_>], width: usize) -> String {
    let sum = |name: &str| {
        rows.iter()
            .map(|row| row.measured.figure(name))
            .sum::<u64>()
    };
    let verdicts = rows.iter().filter_map(|row| row.verdict.as_ref());
    let seconds = verdicts
        .map(|verdict| verdict.seconds)
        .reduce(|all, one| all + one);
    let seconds = seconds.map_or_else(|| "-".to_owned(), |all| format!("{all:.0} s"));
    let mut codes: BTreeMap<&str, u64> = BTreeMap::new();
    for (code, count) in rows.iter().flat_map(|row| row.measured.codes()) {
        *codes.entry(code).or_default() += count;
    }
    let codes: Vec<String> = codes
        .into_iter()
        .map(|(code, count)| format!("{code}*{count}"))
        .collect();
    format!(
        "{:width$}  {:>7} {:>7} {:>6} {:>8} {:>7} {:>6} {:>6} {:>7}  {}\n",
        "all",
        sum("schemas"),
        share(sum("typed"), sum("schemas")),
        sum("types"),
        sum("lines"),
        sum("microseconds") / 1_000,
        rows.iter()
            .map(|row| row.measured.figure("kib").div_ceil(1024))
            .max()
            .unwrap_or(0),
        sum("operations"),
        seconds,
        codes.join(" "),
    )
}

/// In hundredths of a percent, rounded down: 100 % means all.
fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    let share = part * 10_000 / whole;
    format!("{}.{:02}%", share / 100, share % 100)
}
