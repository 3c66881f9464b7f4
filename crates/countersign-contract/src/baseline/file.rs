//! The file of a baseline: TOML, which people write as well.

use toml::{Table, Value};

use super::{Baseline, Known};
use crate::check;
use crate::plan::Phase;

const HEAD: &str = "\
# Findings of `countersign test` that are known and do not fail a run, each with its reason. `expires` is the last day on
# which that holds. countersign takes out what it no longer finds, and writes the file anew: comments do not stay.
";

/// What one finding may have.
const KEYS: [&str; 9] = [
    "check",
    "operation",
    "phase",
    "seed",
    "status",
    "keyword",
    "pointer",
    "reason",
    "expires",
];

pub(super) fn read(text: &str) -> Result<Baseline, String> {
    let table: Table = text
        .parse()
        .map_err(|error: toml::de::Error| error.to_string())?;
    if let Some(key) = table.keys().find(|key| *key != "known") {
        return Err(format!("there is no key `{key}`"));
    }
    let entries = match table.get("known") {
        None => &Vec::new(),
        Some(Value::Array(entries)) => entries,
        Some(_) => return Err("`known` is written as `[[known]]`".to_owned()),
    };
    let one = |(index, entry): (usize, &Value)| {
        known(entry).map_err(|reason| format!("finding {}: {reason}", index + 1))
    };
    let known = entries.iter().enumerate().map(one);
    Ok(Baseline {
        known: known.collect::<Result<_, _>>()?,
    })
}

fn known(entry: &Value) -> Result<Known, String> {
    let table = entry.as_table().ok_or("it is no table")?;
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("there is no key `{key}`"));
    }
    let text = |key: &str| match table.get(key) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(format!("`{key}` is a text")),
        None => Err(format!("`{key}` is missing")),
    };
    let number = |key: &str| match table.get(key) {
        None => Ok(None),
        Some(value) => match value.as_integer().map(u64::try_from) {
            Some(Ok(number)) => Ok(Some(number)),
            _ => Err(format!("`{key}` is a number")),
        },
    };
    let name = text("check")?;
    let check = check::find(&name).ok_or_else(|| format!("there is no check `{name}`"))?;
    let name = text("phase")?;
    let phase = Phase::parse(&name).ok_or_else(|| format!("there is no phase `{name}`"))?;
    let reason = text("reason")?;
    if reason.trim().is_empty() {
        return Err("`reason` is empty".to_owned());
    }
    let status = number("status")?.map(u16::try_from).transpose();
    let expires = table.get("expires").map(|day| match day {
        Value::String(day) => day.parse(),
        day => day.to_string().parse(),
    });
    Ok(Known {
        check: check.name.to_owned(),
        operation: text("operation")?,
        phase,
        seed: number("seed")?,
        status: status.map_err(|_| "`status` is a number of three digits".to_owned())?,
        keyword: text("keyword")?,
        pointer: text("pointer")?,
        reason,
        expires: expires.transpose()?,
    })
}

pub(super) fn write(baseline: &Baseline) -> String {
    format!("{HEAD}{}", entries(baseline))
}

pub(super) fn entries(baseline: &Baseline) -> String {
    baseline.known.iter().map(entry).collect()
}

fn entry(known: &Known) -> String {
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    let quoted = |text: &str| Some(Value::String(text.to_owned()).to_string());
    let lines = [
        ("check", quoted(&known.check)),
        ("operation", quoted(&known.operation)),
        ("phase", quoted(known.phase.as_str())),
        ("seed", number(known.seed)),
        ("status", number(known.status.map(u64::from))),
        ("keyword", quoted(&known.keyword)),
        ("pointer", quoted(&known.pointer)),
        ("reason", quoted(&known.reason)),
        (
            "expires",
            known.expires.as_ref().map(|day| format!("\"{day}\"")),
        ),
    ];
    let lines = lines
        .into_iter()
        .filter_map(|(key, value)| Some(format!("{key} = {}\n", value?)));
    format!("\n[[known]]\n{}", lines.collect::<String>())
}
