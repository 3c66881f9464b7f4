//! Filling the arena: readers report what they see, in document order.

use std::ops::Range;
use std::sync::Arc;

use super::{Data, EntrySlot, NOWHERE, NodeId, Run, Slot, Text, Tree};
use crate::{SourceId, Span};

/// How many levels sequences and mappings may nest, aliases expanded. Real documents stay below 100, so that this leaves
/// room, and every later walk may recurse.
pub(crate) const MAX_DEPTH: u32 = 256;

/// How many nodes the aliases of one file may stand for together. Real documents stay below 10,000.
const MAX_ALIASED: u64 = 1_000_000;

/// Why the tree takes no more.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Refusal {
    /// Nesting beyond [`MAX_DEPTH`].
    Depth,
    /// Aliases that expand beyond [`MAX_ALIASED`] nodes.
    Expansion,
}

/// A text as a reader has it.
#[derive(Clone, Debug)]
pub(crate) enum Piece<'a> {
    /// As it stands in the source.
    Source(Range<usize>),
    /// Escapes and line folds undone, or a number normalised.
    Cooked(&'a str),
}

/// A scalar as a reader has it.
#[derive(Clone, Debug)]
pub(crate) enum Scalar<'a> {
    Null,
    Boolean(bool),
    Number(Piece<'a>),
    String(Piece<'a>),
}

/// What may hold others.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Collection {
    Sequence,
    Mapping,
}

/// A finished node, with what an alias to it adds to the document.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Finished {
    pub(crate) node: NodeId,
    weight: u64,
    height: u32,
}

/// A key that a mapping has twice; the second entry is left out of the tree.
#[derive(Clone, Debug)]
pub(crate) struct Duplicate {
    pub(crate) key: String,
    pub(crate) first: Span,
    pub(crate) again: Span,
}

/// Fills the tree with the nodes of one source.
pub(crate) struct Builder<'t> {
    tree: &'t mut Tree,
    source: SourceId,
    text: Arc<str>,
    open: Vec<Open>,
    /// The children of all open collections, innermost last.
    pending: Vec<EntrySlot>,
    aliased: u64,
    root: Option<NodeId>,
    duplicates: Vec<Duplicate>,
    before: Lengths,
}

/// How much the tree held before.
struct Lengths {
    nodes: usize,
    items: usize,
    entries: usize,
    cooked: usize,
}

struct Open {
    node: NodeId,
    collection: Collection,
    /// Its first child in `pending`.
    first: usize,
    key: Option<(Text, u32, u32)>,
    weight: u64,
    height: u32,
}

impl<'t> Builder<'t> {
    /// Begins the nodes of a source, which must be the tree's newest.
    pub(crate) fn new(tree: &'t mut Tree, source: SourceId) -> Self {
        let text = tree.sources.shared(source);
        tree.starts
            .resize(source.0 as usize + 1, index(tree.nodes.len()));
        let before = Lengths {
            nodes: tree.nodes.len(),
            items: tree.items.len(),
            entries: tree.entries.len(),
            cooked: tree.cooked.len(),
        };
        Builder {
            before,
            tree,
            source,
            text,
            open: Vec::new(),
            pending: Vec::new(),
            aliased: 0,
            root: None,
            duplicates: Vec::new(),
        }
    }

    /// Whether the next node is a key: the innermost open collection is a mapping that waits for one.
    pub(crate) fn awaits_key(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.collection == Collection::Mapping && open.key.is_none())
    }

    /// Takes the key of the next entry.
    pub(crate) fn key(&mut self, key: Piece<'_>, range: Range<usize>) {
        let text = self.take(key);
        if let Some(open) = self.open.last_mut() {
            open.key = Some((text, index(range.start), index(range.end)));
        }
    }

    /// Adds a scalar.
    pub(crate) fn scalar(&mut self, scalar: Scalar<'_>, range: Range<usize>) -> Finished {
        let data = match scalar {
            Scalar::Null => Data::Null,
            Scalar::Boolean(value) => Data::Boolean(value),
            Scalar::Number(text) => Data::Number(self.take(text)),
            Scalar::String(text) => Data::String(self.take(text)),
        };
        let node = self.slot(data, range);
        self.place(Finished {
            node,
            weight: 1,
            height: 0,
        })
    }

    /// Opens a collection.
    pub(crate) fn open(&mut self, collection: Collection, start: usize) -> Result<NodeId, Refusal> {
        if self.open.len() >= MAX_DEPTH as usize {
            return Err(Refusal::Depth);
        }
        let node = self.slot(Data::Null, start..start);
        let first = self.pending.len();
        self.open.push(Open {
            node,
            collection,
            first,
            key: None,
            weight: 1,
            height: 0,
        });
        Ok(node)
    }

    /// Closes the innermost collection, of which there is one.
    pub(crate) fn close(&mut self, end: usize) -> Option<Finished> {
        let open = self.open.pop()?;
        let data = match open.collection {
            Collection::Sequence => self.sequence(&open),
            Collection::Mapping => self.mapping(&open),
        };
        if let Some(slot) = self.tree.nodes.get_mut(open.node.0 as usize) {
            slot.data = data;
            slot.end = index(end);
        }
        Some(self.place(Finished {
            node: open.node,
            weight: open.weight,
            height: open.height + 1,
        }))
    }

    /// Adds a finished node once more.
    pub(crate) fn alias(&mut self, anchored: Finished) -> Result<(), Refusal> {
        self.aliased = self.aliased.saturating_add(anchored.weight);
        if self.aliased > MAX_ALIASED {
            return Err(Refusal::Expansion);
        }
        if self.open.len() + anchored.height as usize > MAX_DEPTH as usize {
            return Err(Refusal::Depth);
        }
        self.place(anchored);
        Ok(())
    }

    /// The root, if there is a whole one, and the keys that were there twice.
    pub(crate) fn finish(self) -> (Option<NodeId>, Vec<Duplicate>) {
        (self.root, self.duplicates)
    }

    /// Takes every node of the source out of the tree again.
    pub(crate) fn discard(self) {
        let Lengths {
            nodes,
            items,
            entries,
            cooked,
        } = self.before;
        self.tree.nodes.truncate(nodes);
        self.tree.items.truncate(items);
        self.tree.entries.truncate(entries);
        self.tree.order.truncate(entries);
        self.tree.cooked.truncate(cooked);
    }

    fn slot(&mut self, data: Data, range: Range<usize>) -> NodeId {
        let id = NodeId(index(self.tree.nodes.len()));
        let parent = self.open.last().map_or(NOWHERE, |open| open.node.0);
        let (start, end) = (index(range.start), index(range.end));
        self.tree.nodes.push(Slot {
            start,
            end,
            data,
            parent,
            place: NOWHERE,
        });
        id
    }

    /// Hands a finished node to the innermost open collection.
    fn place(&mut self, finished: Finished) -> Finished {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(finished.node);
            return finished;
        };
        open.weight = open.weight.saturating_add(finished.weight);
        open.height = open.height.max(finished.height);
        let (key, start, end) = open.key.take().unwrap_or((Text::Source(0, 0), 0, 0));
        self.pending.push(EntrySlot {
            key,
            start,
            end,
            value: finished.node,
        });
        finished
    }

    fn sequence(&mut self, open: &Open) -> Data {
        let first = index(self.tree.items.len());
        for child in self.pending.drain(open.first..) {
            let place = index(self.tree.items.len());
            self.tree.items.push(child.value);
            set_place(&mut self.tree.nodes, child.value, open.node, place);
        }
        Data::Sequence(Run {
            first,
            len: index(self.tree.items.len()) - first,
        })
    }

    fn mapping(&mut self, open: &Open) -> Data {
        let first = index(self.tree.entries.len());
        let mut order: Vec<u32> = (0..index(self.pending.len() - open.first)).collect();
        let children = &self.pending[open.first..];
        order.sort_by(|a, b| self.bytes(children, *a).cmp(self.bytes(children, *b)));
        if order
            .windows(2)
            .any(|pair| self.bytes(children, pair[0]) == self.bytes(children, pair[1]))
        {
            order = self.without_duplicates(open, &order);
        }
        self.tree.order.extend(order);
        for child in self.pending.drain(open.first..) {
            let place = index(self.tree.entries.len());
            self.tree.entries.push(child);
            set_place(&mut self.tree.nodes, child.value, open.node, place);
        }
        Data::Mapping(Run {
            first,
            len: index(self.tree.entries.len()) - first,
        })
    }

    /// Notes and removes every entry whose key came before; the order of those that are left.
    #[cold]
    fn without_duplicates(&mut self, open: &Open, order: &[u32]) -> Vec<u32> {
        let children = self.pending.split_off(open.first);
        let mut kept: Vec<u32> = Vec::with_capacity(order.len());
        for place in order {
            let last = kept
                .last()
                .copied()
                .filter(|last| self.bytes(&children, *last) == self.bytes(&children, *place));
            match last {
                Some(first) => self.duplicate(&children, first, *place),
                None => kept.push(*place),
            }
        }
        let mut places = kept.clone();
        places.sort_unstable();
        self.pending
            .extend(places.iter().map(|place| children[*place as usize]));
        kept.iter()
            .map(|place| index(places.partition_point(|before| before < place)))
            .collect()
    }

    fn duplicate(&mut self, children: &[EntrySlot], first: u32, again: u32) {
        let key = String::from_utf8_lossy(self.bytes(children, again)).into_owned();
        let span = |place: u32| {
            let entry = children[place as usize];
            Span {
                source: self.source,
                start: entry.start,
                end: entry.end,
            }
        };
        self.duplicates.push(Duplicate {
            key,
            first: span(first),
            again: span(again),
        });
    }

    fn bytes<'a>(&'a self, children: &[EntrySlot], place: u32) -> &'a [u8] {
        let (whole, start, end) = match children[place as usize].key {
            Text::Source(start, end) => (&*self.text, start, end),
            Text::Cooked(start, end) => (self.tree.cooked.as_str(), start, end),
        };
        &whole.as_bytes()[start as usize..end as usize]
    }

    fn take(&mut self, piece: Piece<'_>) -> Text {
        match piece {
            Piece::Source(range) => Text::Source(index(range.start), index(range.end)),
            Piece::Cooked(text) => {
                let start = index(self.tree.cooked.len());
                self.tree.cooked.push_str(text);
                Text::Cooked(start, index(self.tree.cooked.len()))
            }
        }
    }
}

/// Only the first place counts: an aliased node stands where its anchor is.
fn set_place(nodes: &mut [Slot], node: NodeId, parent: NodeId, place: u32) {
    if let Some(slot) = nodes.get_mut(node.0 as usize)
        && slot.parent == parent.0
        && slot.place == NOWHERE
    {
        slot.place = place;
    }
}

/// Texts together are limited when they are read, so that every index fits; what did not would point nowhere.
fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
