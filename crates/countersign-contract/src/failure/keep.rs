//! Keeping failures in a folder: numbered files, written whole, none of them twice.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::GivenHeader;

/// Where and how the findings of a report are kept.
#[derive(Copy, Clone, Debug)]
pub struct Keep<'a> {
    /// The folder, which is made where it is not there.
    pub folder: &'a Path,
    /// The path of the document, for whoever replays.
    pub document: &'a str,
    /// The headers that went with every request.
    pub headers: &'a [GivenHeader],
    /// Those of a second identity.
    pub other: &'a [GivenHeader],
}

/// Why findings were not kept.
#[derive(Debug)]
pub struct KeepError {
    path: PathBuf,
    error: io::Error,
}

impl fmt::Display for KeepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot keep findings in `{}`: {}",
            self.path.display(),
            self.error
        )
    }
}

impl std::error::Error for KeepError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Writes each failure to a file of its own, `0001.json` and so on; one that is there already is not written again.
pub(crate) fn keep(folder: &Path, failures: &[Failure]) -> Result<Vec<PathBuf>, KeepError> {
    let failed = |error| KeepError {
        path: folder.to_owned(),
        error,
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut known = known(folder).map_err(failed)?;
    let mut paths = Vec::with_capacity(failures.len());
    for failure in failures {
        let text = failure.to_json();
        let path = match known.get(&text) {
            Some(path) => path.clone(),
            None => add(folder, &text).map_err(failed)?,
        };
        known.insert(text, path.clone());
        paths.push(path);
    }
    Ok(paths)
}

/// The files that are there, by their text.
fn known(folder: &Path) -> io::Result<BTreeMap<String, PathBuf>> {
    let mut known = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_json = path
            .extension()
            .is_some_and(|extension| extension == "json");
        if is_json && let Ok(text) = std::fs::read_to_string(&path) {
            known.insert(text, path);
        }
    }
    Ok(known)
}

/// Writes a text under the first number that is free, also of other processes that write at this time.
fn add(folder: &Path, text: &str) -> io::Result<PathBuf> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    for number in 1_u32.. {
        let path = folder.join(format!("{number:04}.json"));
        if path.exists() {
            continue;
        }
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => {
                file = refused.file;
            }
            Err(refused) => return Err(refused.error),
        }
    }
    Err(io::Error::other("every number is taken"))
}

#[cfg(test)]
mod tests {
    use super::add;

    #[test]
    fn numbers_that_are_taken_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("0002.json"), "x").unwrap();
        let names: Vec<_> = (0..3)
            .map(|_| {
                add(folder.path(), "y")
                    .unwrap()
                    .file_name()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        assert_eq!(names, ["0001.json", "0003.json", "0004.json"]);
        assert_eq!(
            std::fs::read_to_string(folder.path().join("0002.json")).unwrap(),
            "x"
        );
    }
}
