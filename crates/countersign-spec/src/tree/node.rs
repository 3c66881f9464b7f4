//! Views of nodes: cheap to copy, nothing cloned.

use std::fmt;

use countersign_json::{Number, Value};

use super::{Data, EntrySlot, Kind, NodeId, Run, SMALL, Tree};
use crate::{SourceId, Span};

/// A view of one node.
#[derive(Copy, Clone)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: NodeId,
}

/// One entry of a mapping.
#[derive(Copy, Clone, Debug)]
pub struct Entry<'t> {
    /// The key, without quotes and escapes.
    pub key: &'t str,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node<'t>,
}

impl<'t> Node<'t> {
    pub(super) fn new(tree: &'t Tree, id: NodeId) -> Self {
        Node { tree, id }
    }

    /// The id, by which other stages keep it.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Where the node stands; of an aliased one, where its anchor is.
    #[must_use]
    pub fn span(self) -> Span {
        let slot = self.tree.slot(self.id);
        Span {
            source: self.source(),
            start: slot.start,
            end: slot.end,
        }
    }

    /// The JSON type.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.data() {
            Data::Null => Kind::Null,
            Data::Boolean(_) => Kind::Boolean,
            Data::Number(_) => Kind::Number,
            Data::String(_) => Kind::String,
            Data::Sequence(_) => Kind::Sequence,
            Data::Mapping(_) => Kind::Mapping,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        matches!(self.data(), Data::Null)
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.data() {
            Data::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_str(self) -> Option<&'t str> {
        match self.data() {
            Data::String(text) => Some(self.tree.text(self.source(), text)),
            _ => None,
        }
    }

    /// The text of the number, if it is one: exact, in the grammar of RFC 8259 section 6.
    #[must_use]
    pub fn number(self) -> Option<&'t str> {
        match self.data() {
            Data::Number(text) => Some(self.tree.text(self.source(), text)),
            _ => None,
        }
    }

    /// How many items or entries it has.
    #[must_use]
    pub fn len(self) -> usize {
        self.run().range().len()
    }

    /// Whether it has no items and no entries.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The items of a sequence; none of anything else.
    pub fn items(self) -> impl ExactSizeIterator<Item = Node<'t>> + DoubleEndedIterator + use<'t> {
        let range = match self.data() {
            Data::Sequence(run) => run.range(),
            _ => 0..0,
        };
        let tree = self.tree;
        tree.items
            .get(range)
            .unwrap_or(&[])
            .iter()
            .map(move |id| tree.node(*id))
    }

    /// The entries of a mapping in document order; none of anything else.
    pub fn entries(
        self,
    ) -> impl ExactSizeIterator<Item = Entry<'t>> + DoubleEndedIterator + use<'t> {
        let source = self.source();
        let tree = self.tree;
        self.slots()
            .iter()
            .map(move |slot| entry(tree, source, *slot))
    }

    /// The value under a key of a mapping.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The entry with a key of a mapping.
    #[must_use]
    pub fn entry(self, key: &str) -> Option<Entry<'t>> {
        let source = self.source();
        let slots = self.slots();
        let found = if slots.len() <= SMALL {
            slots
                .iter()
                .find(|slot| self.tree.text(source, slot.key) == key)
        } else {
            let order = self.tree.order.get(self.run().range())?;
            let text = |offset: &u32| {
                slots
                    .get(*offset as usize)
                    .map_or("", |slot| self.tree.text(source, slot.key))
            };
            let place = order
                .binary_search_by(|offset| text(offset).cmp(key))
                .ok()?;
            order
                .get(place)
                .and_then(|offset| slots.get(*offset as usize))
        };
        found.map(|slot| entry(self.tree, source, *slot))
    }

    /// The node as a JSON value, numbers exact.
    #[must_use]
    pub fn to_value(self) -> Value {
        match self.data() {
            Data::Null => Value::Null,
            Data::Boolean(value) => Value::Bool(value),
            Data::Number(_) => {
                Number::parse(self.number().unwrap_or("")).map_or(Value::Null, Value::Number)
            }
            Data::String(_) => Value::String(self.as_str().unwrap_or("").to_owned()),
            Data::Sequence(_) => Value::Array(self.items().map(Node::to_value).collect()),
            Data::Mapping(_) => Value::Object(
                self.entries()
                    .map(|entry| (entry.key.to_owned(), entry.value.to_value()))
                    .collect(),
            ),
        }
    }

    fn data(self) -> Data {
        self.tree.slot(self.id).data
    }

    fn source(self) -> SourceId {
        self.tree.source_of(self.id)
    }

    fn run(self) -> Run {
        match self.data() {
            Data::Sequence(run) | Data::Mapping(run) => run,
            _ => Run { first: 0, len: 0 },
        }
    }

    fn slots(self) -> &'t [EntrySlot] {
        match self.data() {
            Data::Mapping(run) => self.tree.entries.get(run.range()).unwrap_or(&[]),
            _ => &[],
        }
    }
}

fn entry(tree: &Tree, source: SourceId, slot: EntrySlot) -> Entry<'_> {
    Entry {
        key: tree.text(source, slot.key),
        key_span: Span {
            source,
            start: slot.start,
            end: slot.end,
        },
        value: tree.node(slot.value),
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Node")
            .field("id", &self.id)
            .field("kind", &self.kind())
            .field("span", &self.span())
            .finish()
    }
}
