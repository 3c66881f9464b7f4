//! Examples beside schemas, each value once however often it is referred to.

use std::collections::HashMap;
use std::sync::Arc;

use countersign_json::Value;
use countersign_spec::{Code, Diagnostic, NodeId, document};

use crate::lower::Arena;
use crate::{Example, SchemaId, judge};

/// The values and verdicts so far.
#[derive(Default)]
pub(super) struct Examples {
    values: HashMap<NodeId, Arc<Value>>,
    valid: HashMap<(NodeId, SchemaId), bool>,
}

impl Examples {
    /// Reads examples and holds them against the schema beside them.
    pub(super) fn read(
        &mut self,
        arena: &mut Arena<'_>,
        schema: Option<SchemaId>,
        examples: &[document::Example],
    ) -> Vec<Example> {
        examples
            .iter()
            .map(|example| self.one(arena, schema, example))
            .collect()
    }

    fn one(
        &mut self,
        arena: &mut Arena<'_>,
        schema: Option<SchemaId>,
        example: &document::Example,
    ) -> Example {
        let node = arena.resolved.node(example.value);
        let value = self
            .values
            .entry(example.value)
            .or_insert_with(|| Arc::new(node.to_value()));
        let value = Arc::clone(value);
        let valid = schema.is_none_or(|schema| {
            let verdict = self.valid.entry((example.value, schema));
            *verdict.or_insert_with(|| is_valid(arena, schema, &value, example))
        });
        Example {
            name: example.name.as_ref().map(|name| name.value.clone()),
            value,
            span: node.span(),
            valid,
        }
    }
}

fn is_valid(
    arena: &mut Arena<'_>,
    schema: SchemaId,
    value: &Value,
    example: &document::Example,
) -> bool {
    let Some(refusal) = judge::refusal(arena, schema, value) else {
        return true;
    };
    // A mapping or a sequence has many lines: its key is the place to point at.
    let key = arena
        .resolved
        .tree()
        .key(example.value)
        .map(|(_, span)| span);
    let span = match value {
        Value::Array(_) | Value::Object(_) => key,
        _ => None,
    };
    let span = span.unwrap_or_else(|| arena.resolved.node(example.value).span());
    let message = format!("the example does not satisfy its schema: {refusal}");
    arena.report(Diagnostic::warning(Code::InvalidExample, message).at(span, "this is no example"));
    false
}
