//! `readOnly` and `writeOnly`: what a request must have, and what a response must have, where these differ.
//!
//! A property that is read-only is the service's: `required` holds for it in responses only; one that is write-only is the
//! client's, and required in requests only (OpenAPI 3.0.4, section 4.7.24.2; JSON Schema 2020-12 validation, section 9.4,
//! leaves it to the owner of the value). Either may still be there on the other side, and is of its schema then.
//!
//! A schema that only one side sends is made that side's. One that both send stays the response's, and becomes a second
//! schema for requests; so does everything on the way to it.

use std::collections::HashSet;

use super::Arena;
use crate::{ObjectAssertions, Schema, SchemaId};

/// How far a chain of references is followed for the annotations at its end.
const MOST_REFERENCES: usize = 64;

/// Who sends a value.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Side {
    /// A client: in a request, or in the response to a webhook or callback.
    Client,
    /// The service.
    Service,
}

/// Gives each side its schemas, from those that it sends.
pub(crate) fn part_sides(arena: &mut Arena<'_>, client: &[SchemaId], service: &[SchemaId]) {
    let is_annotated = |id: SchemaId| {
        let annotations = &arena.schema(id).annotations;
        annotations.read_only || annotations.write_only
    };
    if !arena.ids().any(is_annotated) {
        return;
    }
    let lifted: Vec<Lifted> = arena.ids().map(|id| Lifted::of(arena, id)).collect();
    if lifted.iter().all(Lifted::is_empty) {
        return;
    }
    let edges: Vec<Vec<SchemaId>> = arena.ids().map(|id| leads_to(arena.schema(id))).collect();
    let differs = differing(&edges, &lifted);
    let (client, service) = (reached(&edges, client), reached(&edges, service));
    let originals: Vec<SchemaId> = arena.ids().filter(|id| differs[id.index()]).collect();
    let both = |id: &SchemaId| client[id.index()] && service[id.index()];
    for id in originals.iter().filter(|id| both(id)) {
        arena.double(*id);
    }
    for id in originals {
        let lifted = &lifted[id.index()];
        if let Some(double) = arena.sent_form(id) {
            let mut schema = arena.schema(id).clone();
            lifted.take_from(&mut schema, Side::Client);
            schema.replace_each(&mut |part| arena.sent_form(part).unwrap_or(part));
            arena.put(double, schema);
        }
        let mut schema = arena.schema(id).clone();
        if service[id.index()] {
            lifted.take_from(&mut schema, Side::Service);
        } else if client[id.index()] {
            lifted.take_from(&mut schema, Side::Client);
            schema.replace_each(&mut |part| arena.sent_form(part).unwrap_or(part));
        }
        arena.put(id, schema);
    }
}

/// The names in `required` of one schema that do not hold for one side.
#[derive(Default)]
struct Lifted {
    /// Those of properties that are read-only.
    for_client: Vec<String>,
    /// Those of properties that are write-only.
    for_service: Vec<String>,
}

impl Lifted {
    fn of(arena: &Arena<'_>, id: SchemaId) -> Lifted {
        let required = &arena.schema(id).object.required;
        if required.is_empty() {
            return Lifted::default();
        }
        let (of_service, of_client) = owned(arena, id);
        let among = |owned: HashSet<&str>| {
            let names = required.iter();
            names
                .filter(|name| owned.contains(name.as_str()))
                .cloned()
                .collect()
        };
        Lifted {
            for_client: among(of_service),
            for_service: among(of_client),
        }
    }

    fn is_empty(&self) -> bool {
        self.for_client.is_empty() && self.for_service.is_empty()
    }

    fn take_from(&self, schema: &mut Schema, side: Side) {
        let names = match side {
            Side::Client => &self.for_client,
            Side::Service => &self.for_service,
        };
        if !names.is_empty() {
            let object: &mut ObjectAssertions = &mut schema.object;
            object.required.retain(|name| !names.contains(name));
        }
    }
}

/// The properties that a schema, or one that it is made of by `allOf` and `$ref`, declares as read-only, and as
/// write-only.
fn owned<'a>(arena: &'a Arena<'_>, id: SchemaId) -> (HashSet<&'a str>, HashSet<&'a str>) {
    let (mut read_only, mut write_only) = (HashSet::new(), HashSet::new());
    let mut pending = vec![id];
    let mut seen = HashSet::new();
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = arena.schema(id);
        for (name, property) in &schema.object.properties {
            let (read, write) = annotated(arena, *property);
            read_only.extend(read.then_some(name.as_str()));
            write_only.extend(write.then_some(name.as_str()));
        }
        pending.extend(schema.all_of.iter().chain(&schema.reference));
    }
    (read_only, write_only)
}

/// Whether a property is read-only, and write-only, by its own annotations or those of what it refers to.
fn annotated(arena: &Arena<'_>, property: SchemaId) -> (bool, bool) {
    let (mut read_only, mut write_only) = (false, false);
    let mut next = Some(property);
    for _ in 0..MOST_REFERENCES {
        let Some(id) = next else { break };
        let schema = arena.schema(id);
        read_only |= schema.annotations.read_only;
        write_only |= schema.annotations.write_only;
        next = schema.reference;
    }
    (read_only, write_only)
}

/// Every schema that one applies or names.
fn leads_to(schema: &Schema) -> Vec<SchemaId> {
    let mapping = schema.discriminator.iter().flat_map(|found| &found.mapping);
    let mapped = mapping.map(|(_, id)| *id);
    schema
        .subschemas()
        .chain(schema.reference)
        .chain(mapped)
        .collect()
}

/// Which schemas are not the same for both sides, themselves or in what they lead to.
fn differing(edges: &[Vec<SchemaId>], lifted: &[Lifted]) -> Vec<bool> {
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (user, parts) in edges.iter().enumerate() {
        parts.iter().for_each(|part| users[part.index()].push(user));
    }
    let mut differs = vec![false; edges.len()];
    let own = lifted
        .iter()
        .enumerate()
        .filter(|(_, lifted)| !lifted.is_empty());
    let mut pending: Vec<usize> = own.map(|(index, _)| index).collect();
    while let Some(index) = pending.pop() {
        if !std::mem::replace(&mut differs[index], true) {
            pending.extend(&users[index]);
        }
    }
    differs
}

fn reached(edges: &[Vec<SchemaId>], roots: &[SchemaId]) -> Vec<bool> {
    let mut reached = vec![false; edges.len()];
    let mut pending = roots.to_vec();
    while let Some(id) = pending.pop() {
        if !std::mem::replace(&mut reached[id.index()], true) {
            pending.extend(&edges[id.index()]);
        }
    }
    reached
}
