//! `--report FORMAT=FILE`: reports as files, written whole.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use countersign_contract::Report;

/// A report as text.
type Render = fn(&Report) -> String;

/// The forms, by name.
const FORMATS: [(&str, Render); 3] = [
    ("json", Report::json),
    ("junit", Report::junit),
    ("ndjson", Report::ndjson),
];

/// A report that is to be written.
#[derive(Clone, Debug)]
pub(crate) struct ReportFile {
    render: Render,
    path: PathBuf,
}

impl FromStr for ReportFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, path) = text
            .split_once('=')
            .filter(|(_, path)| !path.is_empty())
            .ok_or("a report is written as `FORMAT=FILE`")?;
        let format = FORMATS.iter().find(|(known, _)| *known == name);
        let (_, render) = format.ok_or_else(|| {
            format!("there is no report `{name}`; there are json, junit and ndjson")
        })?;
        Ok(ReportFile {
            render: *render,
            path: PathBuf::from(path),
        })
    }
}

impl ReportFile {
    /// Writes the report; its folder is made where it is not there.
    ///
    /// # Errors
    /// In words, when it cannot be written.
    pub(crate) fn write(&self, report: &Report) -> Result<(), String> {
        whole(&self.path, &(self.render)(report))
            .map_err(|error| format!("cannot write the report `{}`: {error}", self.path.display()))
    }
}

fn whole(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
