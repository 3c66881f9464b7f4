//! `$dynamicRef` (JSON Schema 2020-12 core, section 8.2.3.2).

use countersign_spec::{Node, NodeId};

use super::{Arena, Dialect};
use crate::{Schema, SchemaId};

/// A `$dynamicRef` whose target depends on how the schema is reached.
#[derive(Clone, Debug)]
pub(super) struct Dynamic {
    /// The name that schemas give themselves by `$dynamicAnchor`.
    pub(super) name: String,
    /// What it refers to where no schema on the way there has the name.
    pub(super) target: SchemaId,
}

/// Reads `$dynamicRef`. Unless it leads to a `$dynamicAnchor` at first, it is a `$ref`.
pub(super) fn read(arena: &mut Arena<'_>, id: SchemaId, node: Node<'_>, schema: &mut Schema) {
    let Some(text) = node.get("$dynamicRef") else {
        return;
    };
    if arena.dialect == Dialect::OpenApi30 {
        return;
    }
    let Some(target) = arena.resolved.target(text.id()) else {
        schema.unmodelled.push("$dynamicRef"); // reported when references were resolved
        return;
    };
    let to = arena.schema_of(target);
    match dynamic_name(arena, text, target) {
        None => refer(arena, id, schema, to),
        Some(name) => {
            let resolved = arena.resolved;
            for anchor in resolved.dynamic_anchors_of(name) {
                arena.schema_of(anchor);
            }
            let name = name.to_owned();
            arena.dynamic.insert(id, Dynamic { name, target: to });
        }
    }
}

/// The name by which the target may be another one: its own.
fn dynamic_name<'r>(arena: &Arena<'r>, text: Node<'_>, target: NodeId) -> Option<&'r str> {
    let (_, fragment) = text.as_str()?.split_once('#')?;
    let name = arena
        .resolved
        .node(target)
        .get("$dynamicAnchor")?
        .as_str()?;
    (name == fragment).then_some(name)
}

/// Makes a schema refer to another one, besides what it may refer to already.
pub(super) fn refer(arena: &mut Arena<'_>, id: SchemaId, schema: &mut Schema, target: SchemaId) {
    if schema.reference.is_none() {
        schema.reference = Some(target);
    } else {
        let reference = arena.make(id, |made| made.reference = Some(target));
        schema.all_of.push(reference);
    }
}
