//! The dynamic scope (JSON Schema 2020-12 core, section 7.1), followed before any value is seen.
//!
//! What a `$dynamicRef` leads to depends on the resources through which a schema was reached, and on nothing else. So each
//! schema that has one, or leads to one, becomes as many schemas as there are different ways to it; after that, every
//! reference is a plain one.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use countersign_spec::{Code, Diagnostic};

use super::{Arena, dynamic};
use crate::{Schema, SchemaId};

/// How many schemas may be made. Names that nest without need multiply.
const MOST: usize = 10_000;

/// For each name the schema that has it in the outermost resource which has been entered.
type Scope = BTreeMap<String, SchemaId>;

/// Turns every `$dynamicRef` into references that depend on nothing.
pub(crate) fn resolve_dynamic_references(arena: &mut Arena<'_>) {
    if arena.dynamic.is_empty() {
        return;
    }
    let names = names_by_schema(arena);
    let originals = names.keys().map(|id| (*id, arena.schema(*id).clone()));
    let mut scopes = Scopes {
        originals: originals.collect(),
        names,
        known: HashMap::new(),
        made: 0,
        queue: VecDeque::new(),
        arena,
    };
    scopes.resolve();
}

/// The names of the dynamic references in each schema and in all that it leads to; schemas without any are left out.
fn names_by_schema(arena: &Arena<'_>) -> BTreeMap<SchemaId, BTreeSet<String>> {
    let mut users: Vec<Vec<SchemaId>> = vec![Vec::new(); arena.len()];
    for id in arena.ids() {
        for part in leads_to(arena, id) {
            users[part.index()].push(id);
        }
    }
    let mut names: BTreeMap<SchemaId, BTreeSet<String>> = BTreeMap::new();
    for (id, dynamic) in &arena.dynamic {
        let mut pending = vec![*id];
        while let Some(id) = pending.pop() {
            if names.entry(id).or_default().insert(dynamic.name.clone()) {
                pending.extend(&users[id.index()]);
            }
        }
    }
    names
}

/// Every schema that one applies, in whatever scope.
fn leads_to(arena: &Arena<'_>, id: SchemaId) -> Vec<SchemaId> {
    let schema = arena.schema(id);
    let mut found: Vec<SchemaId> = schema.subschemas().chain(schema.reference).collect();
    if let Some(discriminator) = &schema.discriminator {
        found.extend(discriminator.mapping.iter().map(|(_, id)| *id));
    }
    if let Some(dynamic) = arena.dynamic.get(&id) {
        found.push(dynamic.target);
        let anchors = arena.resolved.dynamic_anchors_of(&dynamic.name);
        found.extend(anchors.filter_map(|node| arena.known_schema(node)));
    }
    found
}

struct Scopes<'a, 'r> {
    arena: &'a mut Arena<'r>,
    /// The schemas with dynamic references, as they were read.
    originals: BTreeMap<SchemaId, Schema>,
    names: BTreeMap<SchemaId, BTreeSet<String>>,
    /// What was made of a schema in a scope.
    known: HashMap<(SchemaId, Scope), SchemaId>,
    made: usize,
    /// Schemas whose references are still to be replaced: which, what it was made of, in which scope.
    queue: VecDeque<(SchemaId, SchemaId, Scope)>,
}

impl Scopes<'_, '_> {
    fn resolve(&mut self) {
        let ids: Vec<SchemaId> = self.originals.keys().copied().collect();
        for id in ids {
            let scope = self.entered(&Scope::new(), id);
            self.known.insert((id, scope.clone()), id);
            self.queue.push_back((id, id, scope));
        }
        while let Some((id, original, scope)) = self.queue.pop_front() {
            self.replace(id, original, &scope);
        }
    }

    /// The scope inside a schema: as far as it matters there, and with the names of its resource that are new.
    fn entered(&self, scope: &Scope, id: SchemaId) -> Scope {
        let Some(names) = self.names.get(&id) else {
            return Scope::new();
        };
        let resolved = self.arena.resolved;
        let mut inside = scope.clone();
        inside.retain(|name, _| names.contains(name));
        let resource = resolved.resource(self.arena.node_id(id));
        for (name, anchor) in resolved.dynamic_anchors(resource) {
            if let Some(anchor) = self
                .arena
                .known_schema(anchor)
                .filter(|_| names.contains(name))
            {
                inside.entry(name.to_owned()).or_insert(anchor);
            }
        }
        inside
    }

    /// What a schema is in a scope.
    fn schema_in(&mut self, scope: &Scope, id: SchemaId) -> SchemaId {
        if !self.originals.contains_key(&id) {
            return id;
        }
        let scope = self.entered(scope, id);
        if let Some(known) = self.known.get(&(id, scope.clone())) {
            return *known;
        }
        if self.made >= MOST {
            self.report_limit(id);
            return id;
        }
        self.made += 1;
        let made = self.arena.make(id, |_| {});
        let alone = self.entered(&Scope::new(), id);
        let differs = |(name, anchor): &(&String, &SchemaId)| alone.get(*name) != Some(*anchor);
        let way = scope.iter().filter(differs).map(|(_, anchor)| *anchor);
        self.arena.ways.insert(made, way.collect());
        self.known.insert((id, scope.clone()), made);
        self.queue.push_back((made, id, scope));
        made
    }

    /// Gives a schema what it was made of, with every reference as it is in the scope.
    fn replace(&mut self, id: SchemaId, original: SchemaId, scope: &Scope) {
        let Some(mut schema) = self.originals.get(&original).cloned() else {
            return;
        };
        schema.replace_each(&mut |part| self.schema_in(scope, part));
        if let Some(dynamic) = self.arena.dynamic.get(&original) {
            let target = scope.get(&dynamic.name).copied();
            let target = target.unwrap_or(dynamic.target);
            let target = self.schema_in(scope, target);
            dynamic::refer(self.arena, id, &mut schema, target);
        }
        self.arena.put(id, schema);
    }

    fn report_limit(&mut self, id: SchemaId) {
        if self.made > MOST {
            return; // said once
        }
        self.made += 1;
        let span = self.arena.span(id);
        let message = "`$dynamicRef` not enforced everywhere: too many ways lead to it";
        self.arena.report(
            Diagnostic::warning(Code::TooLargeToPlan, message)
                .at(
                    span,
                    "from here on each leads to the same schema on every way",
                )
                .help("use fewer resources that define the same `$dynamicAnchor`"),
        );
    }
}
