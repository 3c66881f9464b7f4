//! Where a document is, and how far its references may lead.

use std::path::{Path, PathBuf};

use countersign_spec::{Code, Diagnostic, Diagnostics, Folder, Mirror, Read, read_mirrored};

/// A document of the configuration.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The folder of the configuration.
    pub(crate) folder: &'a Path,
    /// The document, relative to it.
    pub(crate) schema: &'a str,
    /// The folder that references may not leave, relative to it as well; the document's own where there is none.
    pub(crate) root: Option<&'a str>,
    /// Folders with copies of what is on other hosts, relative to it as well.
    pub(crate) mirrors: &'a [Mirror],
}

impl Place<'_> {
    /// Reads the document and every file that it refers to.
    pub(crate) fn read(self) -> (Read, Diagnostics) {
        let (base, entry) = rooted(self.folder, self.schema);
        let own = entry.rfind('/').map_or("", |end| &entry[..=end]);
        let mut diagnostics = Diagnostics::new();
        let root = self.root.map_or(Some(own.to_owned()), |root| {
            let root = inside(self.folder, root, self.schema);
            if root.is_none() {
                diagnostics.extend(self.root.map(|root| self.outside(root)));
            }
            root
        });
        let mirrors = self.mirrors.iter().filter_map(|mirror| {
            let found = beside(self.folder, &mirror.folder, self.schema);
            if found.is_none() {
                diagnostics.push(self.apart(&mirror.folder));
            }
            let uri = mirror.uri.clone();
            found.map(|folder| Mirror { uri, folder })
        });
        let mirrors: Vec<Mirror> = mirrors.collect();
        let root = root.as_deref().unwrap_or(own);
        let (read, more) = read_mirrored(&Folder::new(base), &mirrors, root, &entry);
        diagnostics.extend(more);
        (read, diagnostics)
    }

    fn apart(self, folder: &str) -> Diagnostic {
        let message = format!(
            "the mirror `{folder}` is not beside or below what `{}` starts from",
            self.schema
        );
        let help = "a mirror leads up by as many `..` as the document";
        Diagnostic::error(Code::InvalidSetting, message).help(help)
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

/// A folder by its name among the files of a document, with its slash, where it is one of them.
fn beside(folder: &Path, mirror: &str, schema: &str) -> Option<String> {
    let (base, _) = rooted(folder, schema);
    let (mirror_base, rest) = rooted(folder, &format!("{}/", mirror.trim_end_matches('/')));
    (mirror_base == base).then_some(rest)
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
