//! The path of a document as the stages want it: a folder, and a name in it with forward slashes.

use std::path::{Path, PathBuf, absolute};

/// A document that is there.
#[derive(Debug)]
pub(crate) struct Document {
    /// The folder that the name starts from.
    pub(crate) folder: PathBuf,
    /// The name, as diagnostics and the headers of generated files show it.
    pub(crate) name: String,
    /// The folder that references may not leave, relative to `folder`; the document's own where there is none.
    pub(crate) root: Option<String>,
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
                root: None,
            });
        }
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        Ok(Document {
            folder: path.parent().unwrap_or(path).to_owned(),
            name: name.to_owned(),
            root: None,
        })
    }

    /// The document at a path whose references stay in another folder than its own.
    ///
    /// # Errors
    /// In words, where there is no such file, or it is not in the folder.
    pub(crate) fn within(root: Option<&Path>, path: &Path) -> Result<Document, String> {
        let document = Document::at(path)?;
        let Some(root) = root else {
            return Ok(document);
        };
        if path.is_relative() && root.is_relative() {
            let root = root.to_str().map(|text| text.replace('\\', "/"));
            return Ok(Document { root, ..document });
        }
        let (root, path) = match (absolute(root), absolute(path)) {
            (Ok(root), Ok(path)) => (root, path),
            _ => return Err("the current folder cannot be read".to_owned()),
        };
        let name = path.strip_prefix(&root).ok().and_then(Path::to_str);
        let name = name
            .ok_or_else(|| format!("`{}` is not in `{}`", path.display(), root.display()))?
            .replace('\\', "/");
        Ok(Document {
            folder: root,
            name,
            root: Some(".".to_owned()),
        })
    }
}
