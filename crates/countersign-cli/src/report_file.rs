//! `--report FORMAT=FILE`: reports as files, written whole, or on standard output.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use countersign_contract::Report;

use crate::outcome::out;

/// A report as text.
type Render = fn(&Report) -> String;

/// The forms, by name.
const FORMATS: [(&str, Render); 7] = [
    ("github", Report::github),
    (EXCHANGES, Report::har),
    ("html", Report::html),
    ("json", Report::json),
    ("junit", Report::junit),
    ("ndjson", Report::ndjson),
    ("sarif", Report::sarif),
];

/// The form that has every exchange.
const EXCHANGES: &str = "har";

/// The path that stands for standard output, where GitHub reads its workflow commands.
const STANDARD_OUTPUT: &str = "-";

/// A report that is to be written.
#[derive(Clone, Debug)]
pub(crate) struct ReportFile {
    format: String,
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
            let known = FORMATS.map(|(known, _)| known).join(", ");
            format!("there is no report `{name}`; there are {known}")
        })?;
        let path = PathBuf::from(path);
        // Written whole means put in the place of what is there: a device would be gone afterwards.
        if path.exists() && !path.is_file() || path.starts_with("/dev") {
            return Err(format!(
                "`{}` is no file; `{STANDARD_OUTPUT}` is standard output",
                path.display()
            ));
        }
        Ok(ReportFile {
            format: name.to_owned(),
            render: *render,
            path,
        })
    }
}

impl ReportFile {
    /// Whether the exchanges have to be recorded for it.
    pub(crate) fn has_exchanges(&self) -> bool {
        self.format == EXCHANGES
    }

    /// Writes the report; its folder is made where it is not there.
    ///
    /// # Errors
    /// In words, when it cannot be written.
    pub(crate) fn write(&self, report: &Report) -> Result<(), String> {
        let text = (self.render)(report);
        if self.path.as_os_str() == STANDARD_OUTPUT {
            out(&text);
            return Ok(());
        }
        whole(&self.path, &text)
            .map_err(|error| format!("cannot write the report `{}`: {error}", self.path.display()))
    }
}

/// Writes a file as a whole, or not at all; its folder is made where it is not there.
pub(crate) fn whole(path: &Path, text: &str) -> std::io::Result<()> {
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
