//! Files that stand for what has a URI on another host: nothing is fetched, so that each has to be allowed by name.

use super::pointer;

/// All URIs that begin with a text, and the folder that holds copies of what they name.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Mirror {
    /// How the URIs begin: `https://example.com/schemas/`, with the slash.
    pub uri: String,
    /// The folder, relative to the root of the files and with its slash: `vendor/example/`.
    pub folder: String,
}

impl Mirror {
    /// The file of a URI.
    pub(super) fn file(&self, uri: &str) -> Option<String> {
        let path = pointer::percent_decode(uri.strip_prefix(&self.uri)?)?;
        Some(format!("{}{path}", self.folder))
    }

    /// The URI of a file.
    pub(super) fn uri(&self, file: &str) -> Option<String> {
        let path = file.strip_prefix(&self.folder)?;
        Some(format!("{}{path}", self.uri))
    }
}
