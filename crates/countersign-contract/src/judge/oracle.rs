//! The independent judge: the `jsonschema` crate over the document's own schema.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use countersign_json::{Decimal, Value};
use countersign_spec::{NodeId, Resolved};
use jsonschema::{Draft, Validator};

use super::{Role, dialect};

/// A compiled schema, or why there is none.
type Compiled = Result<Validator, String>;

/// The validators of one document, each compiled once and when it is first asked.
#[derive(Default)]
pub(crate) struct Oracle {
    compiled: Mutex<BTreeMap<(NodeId, Role), Arc<Compiled>>>,
}

impl Oracle {
    /// Judges JSON text against a schema of the document; formats are asserted.
    ///
    /// The outer error says why it cannot be judged; the inner one is what is wrong with the value.
    pub(crate) fn judge(
        &self,
        resolved: &Resolved,
        schema: NodeId,
        role: Role,
        text: &[u8],
    ) -> Result<Result<(), String>, String> {
        let value = serde_json::from_slice(text)
            .map_err(|error| format!("jsonschema cannot read it: {error}"))?;
        let compiled = self.validator(resolved, schema, role);
        let validator = compiled.as_ref().as_ref().map_err(Clone::clone)?;
        Ok(validator.validate(&value).map_err(|error| {
            let pointer = error.instance_path().to_string();
            format!("{pointer} {}: {error}", error.kind().keyword())
        }))
    }

    fn validator(&self, resolved: &Resolved, schema: NodeId, role: Role) -> Arc<Compiled> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let validator = compiled
            .entry((schema, role))
            .or_insert_with(|| Arc::new(compile(resolved, schema, role)));
        Arc::clone(validator)
    }
}

impl std::fmt::Debug for Oracle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Oracle").finish_non_exhaustive()
    }
}

fn compile(resolved: &Resolved, schema: NodeId, role: Role) -> Compiled {
    let copy = dialect::copy(resolved, schema, role)?;
    let options = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .offline();
    options
        .build(&copy)
        .map_err(|error| format!("jsonschema refuses the schema: {error}"))
}

/// Whether `jsonschema` sees this number as it is written: as a 64-bit integer or exactly as a float.
pub(super) fn is_exact(text: &str) -> bool {
    let Ok(number) = serde_json::from_str::<serde_json::Number>(text) else {
        return false;
    };
    let written = Decimal::parse(text);
    written.is_some() && written == Decimal::parse(&number.to_string())
}

/// Whether `jsonschema` sees every number of a value as it is written, and every member.
pub(super) fn sees(value: &Value) -> bool {
    match value {
        Value::Number(number) => is_exact(number.text()),
        Value::Array(items) => items.iter().all(sees),
        Value::Object(members) => {
            let mut names = std::collections::BTreeSet::new();
            members
                .iter()
                .all(|(name, member)| names.insert(name) && sees(member))
        }
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}
