//! Where texts come from: a folder that nothing escapes, or memory.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// A source of files by relative name with forward slashes.
pub trait Files {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it lies outside of what these files span
    /// ([`io::ErrorKind::PermissionDenied`]).
    fn read(&self, relative: &str) -> io::Result<Vec<u8>>;
}

/// The most bytes that one file may have; all of a document together may have no more either.
const MAX_BYTES: u64 = 1 << 30;

/// The files of a folder and of those below it. Names that lead out of it are refused, symbolic links included.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The files below `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root: PathBuf = root.into();
        Folder {
            root: if root.as_os_str().is_empty() {
                PathBuf::from(".")
            } else {
                root
            },
        }
    }

    /// The folder of a document and the document's name in it.
    ///
    /// # Errors
    /// When the path does not end in a file name that is UTF-8.
    pub fn of(document: &Path) -> io::Result<(Self, String)> {
        let name = document.file_name().and_then(|name| name.to_str());
        let name = name
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "not the path of a file"))?;
        Ok((
            Folder::new(document.parent().unwrap_or(Path::new(""))),
            name.to_owned(),
        ))
    }
}

impl Files for Folder {
    fn read(&self, relative: &str) -> io::Result<Vec<u8>> {
        if !is_inside(relative) {
            return Err(outside());
        }
        let root = self.root.canonicalize()?;
        let path = root.join(relative).canonicalize()?;
        if !path.starts_with(&root) {
            return Err(outside());
        }
        let metadata = path.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
        }
        if metadata.len() > MAX_BYTES {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "larger than 1 GiB",
            ));
        }
        std::fs::read(path)
    }
}

/// Files in memory, for tests and for documents that were made.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(name.into(), bytes.into());
        self
    }
}

impl Files for Memory {
    fn read(&self, relative: &str) -> io::Result<Vec<u8>> {
        self.files
            .get(relative)
            .cloned()
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no such file"))
    }
}

fn outside() -> io::Error {
    io::Error::new(
        io::ErrorKind::PermissionDenied,
        "outside of the schema's folder",
    )
}

/// Whether a relative name has no part that leads out or up, on any operating system.
fn is_inside(relative: &str) -> bool {
    let leads_away = |part: &str| {
        part.is_empty() || part == "." || part == ".." || part.contains(['\\', ':', '\0'])
    };
    !relative.split('/').any(leads_away)
}
