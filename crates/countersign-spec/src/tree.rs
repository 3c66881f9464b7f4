//! One flat arena of spanned nodes over all sources; YAML and JSON read into the same tree.
//!
//! Texts without escapes are ranges of their source. An alias is the id of its anchored node, so that the tree is a
//! directed acyclic graph; its depth and the size to which its aliases expand are bounded when it is built.
//! Dropping and cloning never recurse.

use crate::{SourceId, Sources, Span};

mod build;
mod node;

pub(crate) use build::{
    Builder, Collection, Duplicate, Finished, MAX_DEPTH, Piece, Refusal, Scalar,
};
pub use node::{Entry, Node};

/// A node of the [`Tree`].
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub struct NodeId(u32);

impl NodeId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The arena.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    sources: Sources,
    /// The first node of each source; nodes of one source stand together.
    starts: Vec<u32>,
    nodes: Vec<Slot>,
    items: Vec<NodeId>,
    entries: Vec<EntrySlot>,
    /// Parallel to `entries`: within each mapping, offsets of its entries in the order of their keys.
    order: Vec<u32>,
    /// Texts that differ from their source: escapes, folded lines, normalised numbers.
    cooked: String,
}

#[derive(Copy, Clone, Debug)]
struct Slot {
    start: u32,
    end: u32,
    data: Data,
    parent: u32,
    /// Where the parent has it: an index into `items` or `entries`.
    place: u32,
}

/// What no index is.
const NOWHERE: u32 = u32::MAX;

/// Mappings up to this size are searched key by key.
const SMALL: usize = 8;

#[derive(Copy, Clone, Debug)]
enum Data {
    Null,
    Boolean(bool),
    Number(Text),
    String(Text),
    Sequence(Run),
    Mapping(Run),
}

#[derive(Copy, Clone, Debug)]
enum Text {
    Source(u32, u32),
    Cooked(u32, u32),
}

#[derive(Copy, Clone, Debug)]
struct Run {
    first: u32,
    len: u32,
}

impl Run {
    fn range(self) -> std::ops::Range<usize> {
        self.first as usize..self.first as usize + self.len as usize
    }
}

impl Slot {
    /// What an id of another tree shows.
    const NONE: Slot = Slot {
        start: 0,
        end: 0,
        data: Data::Null,
        parent: NOWHERE,
        place: NOWHERE,
    };
}

#[derive(Copy, Clone, Debug)]
struct EntrySlot {
    key: Text,
    start: u32,
    end: u32,
    value: NodeId,
}

/// The JSON type of a node (JSON Schema 2020-12 core, section 4.2.1, integers counted as numbers).
#[derive(Copy, Clone, Eq, PartialEq, Hash, Debug)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// Any number.
    Number,
    /// Any string.
    String,
    /// An array.
    Sequence,
    /// An object.
    Mapping,
}

impl Kind {
    /// The type with its article, for messages: `a string`.
    #[must_use]
    pub fn described(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Boolean => "a boolean",
            Kind::Number => "a number",
            Kind::String => "a string",
            Kind::Sequence => "a sequence",
            Kind::Mapping => "a mapping",
        }
    }
}

/// Where a node stands: the identity of a schema. Aliased nodes stand where their anchor is.
#[derive(Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub struct Location {
    /// The file.
    pub source: SourceId,
    /// The JSON Pointer within it (RFC 6901): `/components/schemas/Order`.
    pub pointer: String,
}

impl Tree {
    /// The texts that the tree was read from.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Takes in the text of another file.
    pub(crate) fn add_source(&mut self, name: &str, text: String) -> SourceId {
        self.sources.add(name, text)
    }

    /// A view of a node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node::new(self, id)
    }

    /// The topmost node of a source; `None` where nothing was read from it.
    #[must_use]
    pub fn root(&self, source: SourceId) -> Option<NodeId> {
        let mut top = NodeId(*self.starts.get(source.0 as usize)?);
        if top.0 as usize >= self.nodes.len() || self.source_of(top) != source {
            return None;
        }
        while let Some((parent, _)) = self.place(top) {
            top = parent;
        }
        Some(top)
    }

    /// Where a node stands.
    #[must_use]
    pub fn location(&self, id: NodeId) -> Location {
        let mut path = Vec::with_capacity(16);
        let mut top = id;
        while let Some((parent, place)) = self.place(top) {
            path.push((top, parent, place));
            top = parent;
        }
        let mut pointer = String::with_capacity(path.len() * 12);
        for (node, parent, place) in path.into_iter().rev() {
            pointer.push('/');
            match self.slot(parent).data {
                Data::Sequence(run) => pointer.push_str(&(place - run.first).to_string()),
                _ => {
                    let key = self.key(node).map_or("", |(key, _)| key);
                    pointer.push_str(&countersign_json::escape_pointer_token(key));
                }
            }
        }
        Location {
            source: self.source_of(id),
            pointer,
        }
    }

    /// The key under which a mapping has a node, with its place; `None` for roots and items.
    #[must_use]
    pub fn key(&self, id: NodeId) -> Option<(&str, Span)> {
        let (parent, place) = self.place(id)?;
        let Data::Mapping(_) = self.slot(parent).data else {
            return None;
        };
        let entry = self.entries.get(place as usize)?;
        let source = self.source_of(parent);
        Some((
            self.text(source, entry.key),
            Span {
                source,
                start: entry.start,
                end: entry.end,
            },
        ))
    }

    /// The root of the source that a node stands in.
    pub(crate) fn root_of(&self, id: NodeId) -> Node<'_> {
        let start = self
            .starts
            .get(self.source_of(id).0 as usize)
            .copied()
            .unwrap_or(0);
        self.node(NodeId(start))
    }

    /// The mapping or the sequence that holds a node; `None` for roots. Aliased nodes are held where their anchor is.
    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.place(id).map(|(parent, _)| parent)
    }

    /// The parent of a node, and where it has it.
    fn place(&self, id: NodeId) -> Option<(NodeId, u32)> {
        let slot = self.slot(id);
        (slot.parent != NOWHERE && slot.place != NOWHERE)
            .then_some((NodeId(slot.parent), slot.place))
    }

    fn slot(&self, id: NodeId) -> Slot {
        self.nodes.get(id.0 as usize).copied().unwrap_or(Slot::NONE)
    }

    fn source_of(&self, id: NodeId) -> SourceId {
        let after = self.starts.partition_point(|start| *start <= id.0);
        SourceId(u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX))
    }

    fn text(&self, source: SourceId, text: Text) -> &str {
        let (whole, start, end) = match text {
            Text::Source(start, end) => (self.sources.text(source), start, end),
            Text::Cooked(start, end) => (self.cooked.as_str(), start, end),
        };
        whole.get(start as usize..end as usize).unwrap_or("")
    }
}
