//! What would make the files on disk those that the document asks for.

use crate::diff::unified;

/// A file that is not what it should be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// The file, relative to the configuration, with forward slashes.
    pub path: String,
    /// What is done about it.
    pub kind: ChangeKind,
    /// What is there; nothing where the file is created.
    pub(crate) before: String,
    /// What should be there; nothing where the file is removed.
    pub(crate) text: String,
}

impl Change {
    /// From what is there to what should be there, as a unified diff; found when it is asked for.
    #[must_use]
    pub fn diff(&self) -> String {
        unified(&self.path, &self.before, &self.text)
    }
}

/// What is done about a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChangeKind {
    /// There is none yet.
    Created,
    /// It has other content.
    Updated,
    /// It is no longer generated.
    Removed,
}

impl ChangeKind {
    /// The word of reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Created => "created",
            ChangeKind::Updated => "updated",
            ChangeKind::Removed => "removed",
        }
    }
}
