//! What a `$dynamicRef` leads to: it depends on the resources through which its schema was reached (core, section 8.2.3.2).

use std::collections::BTreeMap;

use countersign_spec::{Node, NodeId, Resolved};

/// For each name the schema that has it in the outermost resource which has been entered (core, section 7.1).
#[derive(Clone, Eq, PartialEq, Ord, PartialOrd, Default)]
pub(super) struct Scope(BTreeMap<String, NodeId>);

impl Scope {
    /// The scope inside a schema: with the names of its resource that are new.
    pub(super) fn entered(&self, resolved: &Resolved, schema: NodeId) -> Scope {
        let mut inside = self.clone();
        let resource = resolved.resource(schema);
        for (name, anchor) in resolved.dynamic_anchors(resource) {
            inside.0.entry(name.to_owned()).or_insert(anchor);
        }
        inside
    }

    /// The schema that the text of a `$dynamicRef` leads to; `None` where that is nothing.
    pub(super) fn target(&self, resolved: &Resolved, text: Node<'_>) -> Option<NodeId> {
        let target = resolved.target(text.id())?;
        let (_, name) = text.as_str()?.split_once('#').unwrap_or_default();
        let anchor = resolved.node(target).get("$dynamicAnchor");
        let is_dynamic = anchor.and_then(Node::as_str) == Some(name);
        let outermost = self.0.get(name).filter(|_| is_dynamic);
        Some(outermost.copied().unwrap_or(target))
    }
}
