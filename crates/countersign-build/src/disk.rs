//! Generated files on disk: what is stale, and writing it whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use countersign_codegen::{File, MARKER, normal_form};
use countersign_spec::{Code, Diagnostic, Diagnostics, Span};
use tempfile::NamedTempFile;

use crate::{Change, ChangeKind};

/// A folder of generated files.
pub(crate) struct Output<'a> {
    /// The folder of the configuration.
    pub(crate) root: &'a Path,
    /// The folder of the files, relative to it, with forward slashes.
    pub(crate) folder: &'a str,
    /// Where the configuration names it.
    pub(crate) place: Option<Span>,
}

impl Output<'_> {
    /// What has to change so that the folder holds these files, and no other one of ours.
    pub(crate) fn changes(&self, files: Vec<File>, diagnostics: &mut Diagnostics) -> Vec<Change> {
        let names: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
        let mut changes: Vec<Change> = files
            .into_iter()
            .filter_map(|file| self.change(file, diagnostics))
            .collect();
        changes.extend(self.leftovers(&names, diagnostics));
        changes
    }

    fn change(&self, file: File, diagnostics: &mut Diagnostics) -> Option<Change> {
        let path = self.path(&file.path);
        let before = match fs::read(self.root.join(&path)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Some(Change {
                    path,
                    kind: ChangeKind::Created,
                    before: String::new(),
                    text: file.text,
                });
            }
            Err(error) => {
                diagnostics.push(self.failed(&path, "read", &error));
                return None;
            }
        };
        if before == file.text.as_bytes() {
            return None;
        }
        let before = String::from_utf8_lossy(&before).replace("\r\n", "\n");
        if !is_ours(&before) {
            diagnostics.push(self.foreign(&path));
            return None;
        }
        if is_same(&before, &file.text) {
            return None;
        }
        Some(Change {
            path,
            kind: ChangeKind::Updated,
            before,
            text: file.text,
        })
    }

    /// Files of ours that are no longer generated.
    fn leftovers(&self, files: &[String], diagnostics: &mut Diagnostics) -> Vec<Change> {
        let mut names = match self.names() {
            Ok(names) => names,
            Err(error) => {
                diagnostics.push(self.failed(self.folder, "read", &error));
                return Vec::new();
            }
        };
        names.retain(|name| !files.contains(name));
        names.sort();
        let removed = |name: String| {
            let path = self.path(&name);
            let text = fs::read_to_string(self.root.join(&path))
                .ok()
                .filter(|text| is_ours(text))?;
            Some(Change {
                path,
                kind: ChangeKind::Removed,
                before: text,
                text: String::new(),
            })
        };
        names.into_iter().filter_map(removed).collect()
    }

    /// The Rust files of the folder, and those of the folders beside a file of their name: `types/orders.rs`.
    fn names(&self) -> io::Result<Vec<String>> {
        let mut names = rust_files(&self.root.join(self.folder), "")?;
        for at in 0..names.len() {
            let folder = names[at].trim_end_matches(".rs").to_owned();
            let path = self.root.join(self.folder).join(&folder);
            names.extend(rust_files(&path, &format!("{folder}/"))?);
        }
        Ok(names)
    }

    /// Makes the changes; every file is complete beside its place before the first is moved there.
    pub(crate) fn apply(&self, changes: &[Change], diagnostics: &mut Diagnostics) -> bool {
        let mut prepared = Vec::new();
        for change in changes
            .iter()
            .filter(|change| change.kind != ChangeKind::Removed)
        {
            match self.prepare(change) {
                Ok(file) => prepared.push((change, file)),
                Err(error) => {
                    diagnostics.push(self.failed(&change.path, "written", &error));
                    return false;
                }
            }
        }
        let mut is_complete = true;
        for (change, file) in prepared {
            if let Err(error) = file.persist(self.root.join(&change.path)) {
                diagnostics.push(self.failed(&change.path, "written", &error.error));
                is_complete = false;
            }
        }
        for change in changes
            .iter()
            .filter(|change| change.kind == ChangeKind::Removed)
        {
            if let Err(error) = fs::remove_file(self.root.join(&change.path)) {
                diagnostics.push(self.failed(&change.path, "removed", &error));
                is_complete = false;
            }
        }
        is_complete
    }

    fn prepare(&self, change: &Change) -> io::Result<NamedTempFile> {
        let path = self.root.join(&change.path);
        let folder = path.parent().unwrap_or(self.root);
        fs::create_dir_all(folder)?;
        let mut file = new_file(folder)?;
        // Not synced: it can be generated again, and a disk takes longer for that than all the rest of a small document.
        file.write_all(change.text.as_bytes())?;
        if let Ok(metadata) = fs::metadata(&path) {
            file.as_file().set_permissions(metadata.permissions())?;
        }
        Ok(file)
    }

    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.folder.trim_end_matches('/'))
    }

    fn foreign(&self, path: &str) -> Diagnostic {
        let message = format!("`{path}` would be overwritten, but was not generated");
        let help = format!(
            "its first line does not hold `{MARKER}`: move it, remove it, or choose another `out`"
        );
        self.at(Diagnostic::error(Code::ForeignFile, message).help(help))
    }

    fn failed(&self, path: &str, verb: &str, error: &io::Error) -> Diagnostic {
        self.at(Diagnostic::error(
            Code::UnwritableFile,
            format!("`{path}` cannot be {verb}: {error}"),
        ))
    }

    fn at(&self, diagnostic: Diagnostic) -> Diagnostic {
        match self.place {
            Some(place) => diagnostic.at(place, "the folder is named here"),
            None => diagnostic,
        }
    }
}

/// A file that is made with the permissions which any other new file would have.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".countersign-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666)); // less the umask
    }
    builder.tempfile_in(folder)
}

/// The names of the Rust files in a folder, behind a prefix; none where there is no such folder.
fn rust_files(folder: &Path, prefix: &str) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if is_missing(&error) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rs") && entry.file_type()?.is_file() {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(names)
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn is_ours(text: &str) -> bool {
    text.lines()
        .next()
        .is_some_and(|line| line.starts_with("//") && line.contains(MARKER))
}

/// Whether two texts have one header and hold the same items: a user's own formatting does not make a file stale.
fn is_same(before: &str, after: &str) -> bool {
    if before == after {
        return true;
    }
    let header = before.lines().next() == after.lines().next();
    header && normal_form(before).is_some_and(|before| normal_form(after) == Some(before))
}
