//! One tag of a large document: what it costs against its operations.

use std::fs;
use std::path::Path;

use super::krate::{Krate, Profile};
use super::made;
use crate::bench::peers::{Extent, Tool};
use crate::bench::statistics::{exponent, median};
use crate::bench::table::{Cell, Table};
use crate::bench::{Failure, Options};

const DOCUMENT: &str = "github.json";

/// A few operations, some, and many.
const TAGS: [&str; 3] = ["gists", "issues", "repos"];

/// Nothing where the document is not wanted, or not there.
pub(super) fn table(
    options: &Options,
    folder: &Path,
    ours: &Tool,
) -> Result<Option<Table>, Failure> {
    let document = folder.join(DOCUMENT);
    if !options.wants(DOCUMENT) || !document.is_file() {
        return Ok(None);
    }
    let mut table = Table::new(
        "One tag of GitHub's document",
        "`countersign generate github.json --tags TAG --targets types,client`, compiled as above. The exponent is that of processor time \
         against operations: 1 is in proportion.",
        &[
            "tag",
            "operations",
            "types",
            "lines",
            "check cpu s",
            "MiB",
            "cpu ms an operation",
        ],
    );
    let mut pairs = Vec::new();
    for tag in TAGS {
        anstream::eprintln!("tag {tag}");
        let krate = made(ours, &document, Extent::Tag(tag), &[Profile::Check])?;
        let krate = krate.map_err(|reason| format!("tag {tag}: {reason}"))?;
        let operations = operations(&krate)?;
        let mut runs = Vec::new();
        for _ in 0..options.rounds.min(3) {
            let usage = krate.compile(Profile::Check)?;
            if let Some(reason) = usage.failure {
                return Err(format!("tag {tag}: {reason}").into());
            }
            runs.push(usage);
        }
        let cpu = median(&runs.iter().map(|usage| usage.cpu).collect::<Vec<_>>());
        let kib = median(&runs.iter().map(|usage| usage.kib).collect::<Vec<_>>());
        pairs.push((operations, cpu));
        table.row([
            tag.into(),
            operations.into(),
            krate.types.into(),
            krate.lines.into(),
            Cell::Number(cpu as f64 / 1e6, 2),
            kib.div_ceil(1024).into(),
            Cell::Number(cpu as f64 / 1e3 / operations.max(1) as f64, 1),
        ]);
    }
    let exponent = Cell::Number(exponent(&pairs), 2);
    let gap = vec![Cell::Empty; 5];
    table.row([vec!["exponent".into()], gap, vec![exponent]].concat());
    Ok(Some(table))
}

/// The operations of a generated crate: each has a module.
fn operations(krate: &Krate) -> Result<u64, Failure> {
    let text = fs::read_to_string(krate.folder.join("src/generated/operations.rs"))?;
    Ok(text
        .lines()
        .filter(|line| line.starts_with("pub mod "))
        .count() as u64)
}
