//! The schemas that have been asked for, each once, and those that are still to be read.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use countersign_spec::{Diagnostic, Diagnostics, Node, NodeId, Resolved, Span};

use super::Dialect;
use super::declared::LeftOut;
use super::dynamic::Dynamic;
use crate::{Annotations, Mapping, Origin, Reading, Schema, SchemaId, Sparse, TypeSet};

/// Schemas by id, their nodes, and the diagnostics about them.
pub(crate) struct Arena<'r> {
    pub(crate) resolved: &'r Resolved,
    pub(crate) reading: Reading,
    pub(crate) mapping: &'r Mapping,
    pub(crate) dialect: Dialect,
    pub(crate) diagnostics: Diagnostics,
    schemas: Vec<Schema>,
    /// Parallel to `schemas`: where each comes from.
    nodes: Vec<NodeId>,
    /// Parallel to `schemas`: whether it was made here rather than read.
    made: Vec<bool>,
    ids: HashMap<NodeId, SchemaId>,
    /// The second schemas of those that clients and the service do not send alike: what clients send.
    sent: HashMap<SchemaId, SchemaId>,
    /// What the second schemas were made of.
    doubled: HashMap<SchemaId, SchemaId>,
    /// The places of alternatives that are taken for null.
    nulls: HashSet<Span>,
    pending: VecDeque<SchemaId>,
    /// By the text that declares a dialect: what it leaves out.
    pub(super) declared: BTreeMap<NodeId, LeftOut>,
    /// What is referred to by `$dynamicRef` where that depends on how the schema is reached.
    pub(super) dynamic: BTreeMap<SchemaId, Dynamic>,
    /// By schema that was made for one way to it: what its dynamic references lead to on that way.
    pub(super) ways: BTreeMap<SchemaId, Vec<SchemaId>>,
}

impl<'r> Arena<'r> {
    pub(crate) fn new(resolved: &'r Resolved, reading: Reading, mapping: &'r Mapping) -> Self {
        Arena {
            resolved,
            reading,
            mapping,
            dialect: Dialect::of(resolved.document().version),
            diagnostics: Diagnostics::new(),
            schemas: Vec::new(),
            nodes: Vec::new(),
            made: Vec::new(),
            ids: HashMap::new(),
            sent: HashMap::new(),
            doubled: HashMap::new(),
            nulls: HashSet::new(),
            pending: VecDeque::new(),
            declared: BTreeMap::new(),
            dynamic: BTreeMap::new(),
            ways: BTreeMap::new(),
        }
    }

    /// The id of the schema at a node, which will be read if it has not been.
    pub(crate) fn schema_of(&mut self, node: NodeId) -> SchemaId {
        if let Some(id) = self.ids.get(&node) {
            return *id;
        }
        let view = self.resolved.node(node);
        let location = self.resolved.location(node);
        let origin = Origin {
            location,
            span: view.span(),
        };
        let id = self.push(Schema::empty(origin), node, false);
        self.ids.insert(node, id);
        self.pending.push_back(id);
        id
    }

    /// What tells a schema apart from others that were made of the same one: what its dynamic references lead to.
    pub(crate) fn way(&self, id: SchemaId) -> &[SchemaId] {
        self.ways.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The id of the schema at a node, if it has been asked for.
    pub(super) fn known_schema(&self, node: NodeId) -> Option<SchemaId> {
        self.ids.get(&node).copied()
    }

    /// A schema that the document does not hold as such; `like` is the schema whose origin it has.
    pub(crate) fn make(&mut self, like: SchemaId, fill: impl FnOnce(&mut Schema)) -> SchemaId {
        let mut schema = Schema::empty(self.origin(like));
        fill(&mut schema);
        self.push(schema, self.node_id(like), true)
    }

    /// Makes the second schema of one that clients and the service do not send alike.
    pub(super) fn double(&mut self, id: SchemaId) {
        let (schema, made) = (self.schema(id).clone(), self.is_made(id));
        let double = self.push(schema, self.node_id(id), made);
        self.sent.insert(id, double);
        self.doubled.insert(double, id);
    }

    /// What clients send where the schema itself is what the service sends; `None` where both are one.
    pub(crate) fn sent_form(&self, id: SchemaId) -> Option<SchemaId> {
        self.sent.get(&id).copied()
    }

    /// The schema that this one is the form for clients of.
    pub(crate) fn doubled(&self, id: SchemaId) -> Option<SchemaId> {
        self.doubled.get(&id).copied()
    }

    /// Gives a schema other annotations.
    pub(crate) fn annotate(&mut self, id: SchemaId, annotations: Sparse<Annotations>) {
        if let Some(schema) = self.schemas.get_mut(id.index()) {
            schema.annotations = annotations;
        }
    }

    /// Takes an alternative for null, when it is read.
    pub(super) fn take_for_null(&mut self, id: SchemaId) {
        let span = self.schema(id).origin.span;
        self.nulls.insert(span);
    }

    pub(super) fn is_taken_for_null(&self, schema: &Schema) -> bool {
        self.nulls.contains(&schema.origin.span)
    }

    /// States the types that a schema admits anyway, for what reads only its own keywords.
    pub(crate) fn state_types(&mut self, id: SchemaId, types: TypeSet) {
        if let Some(schema) = self.schemas.get_mut(id.index()) {
            schema.types = schema.types.or(Some(types));
        }
    }

    pub(super) fn next_pending(&mut self) -> Option<SchemaId> {
        self.pending.pop_front()
    }

    pub(super) fn put(&mut self, id: SchemaId, schema: Schema) {
        if let Some(place) = self.schemas.get_mut(id.index()) {
            *place = schema;
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.schemas.len()
    }

    /// Every id so far, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..index(self.schemas.len())).map(SchemaId)
    }

    pub(crate) fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.index()]
    }

    pub(crate) fn is_made(&self, id: SchemaId) -> bool {
        self.made[id.index()]
    }

    pub(crate) fn origin(&self, id: SchemaId) -> Origin {
        self.schema(id).origin.clone()
    }

    pub(crate) fn node(&self, id: SchemaId) -> Node<'r> {
        self.resolved.node(self.node_id(id))
    }

    /// The place of a keyword of a schema, or the schema's own where it has no such keyword.
    pub(crate) fn keyword_span(&self, id: SchemaId, keyword: &str) -> Span {
        let node = self.node(id);
        node.entry(keyword)
            .map_or_else(|| self.span(id), |entry| entry.key_span)
    }

    /// The place to point at for a schema as a whole: the key that holds it, since the schema has many lines.
    pub(crate) fn span(&self, id: SchemaId) -> Span {
        let node = self.node_id(id);
        let key = self.resolved.tree().key(node);
        key.map_or_else(|| self.resolved.node(node).span(), |(_, span)| span)
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn into_parts(self) -> (Vec<Schema>, Diagnostics) {
        (self.schemas, self.diagnostics)
    }

    pub(super) fn node_id(&self, id: SchemaId) -> NodeId {
        self.nodes[id.index()]
    }

    fn push(&mut self, schema: Schema, node: NodeId, made: bool) -> SchemaId {
        let id = SchemaId(index(self.schemas.len()));
        self.schemas.push(schema);
        self.nodes.push(node);
        self.made.push(made);
        id
    }
}

/// Texts are limited to 2^32 bytes in all, and every schema has at least one.
fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
