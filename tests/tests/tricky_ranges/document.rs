//! A document of the table, read as a user's is: its places and its diagnostics.

use std::path::Path;

use countersign_model::{Api, lower};
use countersign_spec::{Folder, Node, Resolved, Span, read, render, resolve};

/// A document with what is reported about it.
pub(crate) struct Document {
    /// Where it is, relative to `cases`.
    pub(crate) file: String,
    /// Whether instances of it are judged.
    pub(crate) has_rows: bool,
    /// What is reported, a line each.
    pub(crate) diagnostics: Vec<String>,
    /// The model of it.
    pub(crate) api: Api,
    resolved: Resolved,
}

impl Document {
    /// Reads a document below a folder of `cases`.
    pub(crate) fn read(folder: &str, file: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("cases")
            .join(folder);
        let (found, mut diagnostics) = read(&Folder::new(root), file);
        let (resolved, more) = resolve(found);
        diagnostics.extend(more);
        let resolved = resolved.unwrap_or_else(|| panic!("{file} is no document"));
        let (api, more) = lower(&resolved);
        diagnostics.extend(more);
        let said = render::short(&diagnostics, resolved.sources());
        Self {
            file: format!("{folder}/{file}"),
            has_rows: folder == "keywords",
            diagnostics: said.lines().map(str::to_owned).collect(),
            api,
            resolved,
        }
    }

    /// `info.title`.
    pub(crate) fn title(&self) -> &str {
        let title = self.at(&["info", "title"]).and_then(Node::as_str);
        title.unwrap_or_default()
    }

    /// The node at a path of keys and indices.
    pub(crate) fn at(&self, path: &[&str]) -> Option<Node<'_>> {
        let tree = self.resolved.tree();
        let source = tree.sources().ids().next()?;
        let root = tree.node(tree.root(source)?);
        path.iter()
            .try_fold(root, |node, token| match node.get(token) {
                Some(member) => Some(member),
                None => node.items().nth(token.parse().ok()?),
            })
    }

    /// A node by its id.
    pub(crate) fn node(&self, id: countersign_spec::NodeId) -> Node<'_> {
        self.resolved.node(id)
    }

    /// The line of a place, from 1 on.
    pub(crate) fn line(&self, span: Span) -> u32 {
        self.resolved.sources().position(span).line
    }
}
