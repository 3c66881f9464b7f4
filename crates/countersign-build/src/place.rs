//! Where a document is, and how far its references may lead.

use std::path::{Path, PathBuf};

use countersign_spec::{Code, Diagnostic, Diagnostics, Folder, Read, read, read_within};

/// A document of the configuration.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The folder of the configuration.
    pub(crate) folder: &'a Path,
    /// The document, relative to it.
    pub(crate) schema: &'a str,
    /// The folder that references may not leave, relative to it as well; the document's own where there is none.
    pub(crate) root: Option<&'a str>,
}

impl Place<'_> {
    /// Reads the document and every file that it refers to.
    pub(crate) fn read(self) -> (Read, Diagnostics) {
        let (base, entry) = rooted(self.folder, self.schema);
        let files = Folder::new(base);
        let Some(root) = self.root else {
            return read(&files, &entry);
        };
        match inside(self.folder, root, self.schema) {
            Some(root) => read_within(&files, &root, &entry),
            None => {
                let (read, mut diagnostics) = read(&files, &entry);
                diagnostics.push(self.outside(root));
                (read, diagnostics)
            }
        }
    }

    fn outside(self, root: &str) -> Diagnostic {
        let message = format!("`{}` is not in the root `{root}`", self.schema);
        let help = "the root is a folder on the path of the document, spelled as it is there";
        Diagnostic::error(Code::InvalidSetting, message).help(help)
    }
}

/// The folder that a path starts from once its leading `..` are taken, and the rest of the path.
pub(crate) fn rooted(root: &Path, path: &str) -> (PathBuf, String) {
    let mut root = root.to_path_buf();
    let mut rest = path;
    loop {
        if let Some(after) = rest.strip_prefix("../") {
            root.push("..");
            rest = after;
        } else if let Some(after) = rest.strip_prefix("./") {
            rest = after;
        } else {
            return (root, rest.to_owned());
        }
    }
}

/// A folder as a prefix of the document's name, with its slash, where the document is in it: for `../a/b.yaml` these
/// are `../a` and `..`, but not `../..`, which holds it under a name that only the machine knows.
pub(crate) fn inside(folder: &Path, root: &str, schema: &str) -> Option<String> {
    let (base, entry) = rooted(folder, schema);
    let (root_base, rest) = rooted(folder, &format!("{}/", root.trim_end_matches('/')));
    (root_base == base && entry.starts_with(&rest)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::inside;

    #[test]
    fn a_root_holds_its_document_by_name() {
        for (root, schema, expected) in [
            (".", "a/b.yaml", Some("")),
            ("./", "b.yaml", Some("")),
            ("a", "a/b/c.yaml", Some("a/")),
            ("./a/", "a/b/c.yaml", Some("a/")),
            ("a", "ab/c.yaml", None),
            ("..", "../a/b.yaml", Some("")),
            ("../a", "../a/b/c.yaml", Some("a/")),
            ("..", "a/b.yaml", None),
            ("../..", "../a/b.yaml", None),
        ] {
            let found = inside(Path::new("here"), root, schema);
            assert_eq!(found.as_deref(), expected, "{root} {schema}");
        }
    }
}
