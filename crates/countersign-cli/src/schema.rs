//! The path of a document as the stages want it: a folder, and a name in it with forward slashes.

use std::path::{Path, PathBuf};

/// A document that is there.
#[derive(Debug)]
pub(crate) struct Document {
    /// The folder that the name starts from.
    pub(crate) folder: PathBuf,
    /// The name, as diagnostics and the headers of generated files show it.
    pub(crate) name: String,
}

impl Document {
    /// The document at a path. A relative one keeps its name, so that it is shown as it was typed.
    ///
    /// # Errors
    /// In words, where there is no such file.
    pub(crate) fn at(path: &Path) -> Result<Document, String> {
        if !path.is_file() {
            return Err(format!("there is no file `{}`", path.display()));
        }
        let text = path
            .to_str()
            .ok_or_else(|| format!("the path `{}` is not UTF-8", path.display()))?;
        if path.is_relative() {
            return Ok(Document {
                folder: PathBuf::from("."),
                name: text.replace('\\', "/"),
            });
        }
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        Ok(Document {
            folder: path.parent().unwrap_or(path).to_owned(),
            name: name.to_owned(),
        })
    }
}
