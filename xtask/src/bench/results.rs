//! The figures that the tree holds: a file of data for each subject, and one page over all of them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::table::Table;
use super::{Failure, Subject, machine};

/// What one run of a subject came to.
pub(super) struct Section {
    subject: Subject,
    /// What was measured, where and when.
    description: Vec<(String, String)>,
    tables: Vec<Table>,
}

impl Section {
    pub(super) fn new(subject: Subject, command: String, tables: Vec<Table>) -> Section {
        let described = machine::description().into_iter();
        let described = described.map(|(name, value)| (name.to_owned(), value));
        Section {
            subject,
            description: described.chain([("command".to_owned(), command)]).collect(),
            tables,
        }
    }

    pub(super) fn text(&self) -> String {
        let lines = self.description.iter();
        let lines: String = lines
            .map(|(name, value)| format!("{name}: {value}\n"))
            .collect();
        let tables: String = self.tables.iter().map(Table::text).collect();
        lines + &tables
    }

    fn markdown(&self) -> String {
        let lines = self.description.iter();
        let lines = lines.map(|(name, value)| format!("- {name}: `{value}`\n"));
        let tables = self
            .tables
            .iter()
            .map(|table| format!("\n{}", table.markdown()));
        let head = format!("\n## {}\n\n", self.subject.name());
        [head].into_iter().chain(lines).chain(tables).collect()
    }

    pub(super) fn json(&self) -> Value {
        let described = self.description.iter();
        let described = described.map(|(name, value)| json!([name, value]));
        json!({
            "subject": self.subject.name(),
            "description": described.collect::<Value>(),
            "tables": self.tables.iter().map(Table::json).collect::<Value>(),
        })
    }

    fn read(subject: Subject, value: &Value) -> Section {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let pair =
            |pair: &Value| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()));
        Section {
            subject,
            description: list(&value["description"])
                .iter()
                .filter_map(pair)
                .collect(),
            tables: list(&value["tables"]).iter().map(Table::read).collect(),
        }
    }
}

const HEAD: &str = "\
# Measured

Written by `cargo xtask bench SUBJECT --write`; each section says where and when it was measured, and by which command it is measured
again. Within a table ours and the others took turns, round by round, so that a busy machine hits all alike: the ratios
are worth more than the times. Times are medians.
";

/// Stores a section, and writes the page anew from all that are stored.
pub(super) fn store(section: &Section) -> Result<(), Failure> {
    let folder = folder();
    fs::create_dir_all(&folder)?;
    let data = format!("{:#}\n", section.json());
    fs::write(folder.join(file_name(section.subject)), data)?;
    let mut page = HEAD.to_owned();
    for subject in Subject::EACH {
        if let Ok(text) = fs::read_to_string(folder.join(file_name(subject))) {
            page.push_str(&Section::read(subject, &serde_json::from_str(&text)?).markdown());
        }
    }
    fs::write(folder.join("../RESULTS.md"), page)?;
    Ok(())
}

fn file_name(subject: Subject) -> String {
    format!("{}.json", subject.name())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/results")
}
