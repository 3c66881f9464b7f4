//! Bounds that no value lies between.

use countersign_spec::{Code, Diagnostic, Entry, Node};

use crate::Schema;
use crate::lower::Arena;
use crate::plan::Gap;

pub(super) fn review(arena: &mut Arena<'_>, node: Node<'_>, schema: &Schema) {
    let counts = [
        (
            "minLength",
            schema.string.min_length,
            "maxLength",
            schema.string.max_length,
        ),
        (
            "minItems",
            schema.array.min_items,
            "maxItems",
            schema.array.max_items,
        ),
        (
            "minProperties",
            schema.object.min_properties,
            "maxProperties",
            schema.object.max_properties,
        ),
    ];
    for (low, minimum, high, maximum) in counts {
        if let (Some(minimum), Some(maximum)) = (minimum, maximum)
            && minimum > maximum
        {
            report(
                arena,
                node,
                low,
                high,
                format!("nothing is as short as {maximum} and as long as {minimum}"),
            );
        }
    }
    review_numbers(arena, node, schema);
}

fn review_numbers(arena: &mut Arena<'_>, node: Node<'_>, schema: &Schema) {
    if let Some(gap) = Gap::of(&schema.number, schema.types) {
        report(arena, node, gap.low, gap.high, gap.reason.to_owned());
    }
}

fn report(arena: &mut Arena<'_>, node: Node<'_>, low: &str, high: &str, label: String) {
    let (Some(low), Some(high)) = (place(node, low), place(node, high)) else {
        return;
    };
    arena.report(
        Diagnostic::error(
            Code::EmptyRange,
            format!("`{}` and `{}` admit no value", low.key, high.key),
        )
        .at(low.value.span(), label)
        .related(high.value.span(), "the other bound"),
    );
}

/// Where a schema has a bound: in 3.0 an exclusive one is a boolean, and the number stands at the plain keyword.
pub(super) fn place<'n>(node: Node<'n>, keyword: &str) -> Option<Entry<'n>> {
    let plain = if keyword.starts_with("exclusiveMin") {
        "minimum"
    } else {
        "maximum"
    };
    let entry = node
        .entry(keyword)
        .filter(|entry| entry.value.as_bool().is_none());
    entry.or_else(|| node.entry(plain))
}
