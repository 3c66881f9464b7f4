//! The schemas of reusable parameters, headers, request bodies and responses, whether an operation uses them or not.

use countersign_spec::{Kind, Node, NodeId, Resolved};

/// Every schema in these parts of `components`, in document order.
pub(super) fn schemas(resolved: &Resolved) -> Vec<NodeId> {
    let components = &resolved.document().components;
    let values = [&components.parameters, &components.headers]
        .into_iter()
        .flatten();
    let bodies = [&components.request_bodies, &components.responses]
        .into_iter()
        .flatten();
    let mut found = Vec::new();
    for (_, node) in values {
        of_value(resolved.node(*node), &mut found);
    }
    for (_, node) in bodies {
        let node = resolved.node(*node);
        for header in node.get("headers").into_iter().flat_map(Node::entries) {
            of_value(header.value, &mut found);
        }
        of_content(node, &mut found);
    }
    found
}

/// Of a parameter or a header. One that is a reference has its schema elsewhere.
fn of_value(node: Node<'_>, found: &mut Vec<NodeId>) {
    found.extend(schema(node, "schema"));
    of_content(node, found);
}

fn of_content(node: Node<'_>, found: &mut Vec<NodeId>) {
    for media in node.get("content").into_iter().flat_map(Node::entries) {
        found.extend(schema(media.value, "schema"));
        found.extend(schema(media.value, "itemSchema"));
    }
}

/// What stands for a schema; anything else is reported where the document is read.
fn schema(node: Node<'_>, field: &str) -> Option<NodeId> {
    let node = node.get(field)?;
    let is_schema = matches!(node.kind(), Kind::Mapping | Kind::Boolean);
    is_schema.then(|| node.id())
}
