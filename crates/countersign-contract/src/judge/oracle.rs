//! The independent judge: the `jsonschema` crate over the document's own schema.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use countersign_json::{Decimal, Value};
use countersign_model::SchemaId;
use countersign_spec::{NodeId, Resolved};
use jsonschema::{Draft, Validator};

use super::{Role, dialect};

/// A compiled schema, or why there is none.
type Compiled = Result<Validator, String>;

/// The validators of one document, each compiled once and when it is first asked.
#[derive(Default)]
pub(crate) struct Oracle {
    compiled: Mutex<HashMap<(SchemaId, Role), Arc<Compiled>>>,
}

impl Oracle {
    /// Judges JSON text against a schema of the document, which stands at the node; formats are asserted.
    ///
    /// The outer error says why it cannot be judged; the inner one is what is wrong with the value.
    pub(crate) fn judge(
        &self,
        resolved: &Resolved,
        (schema, role): (SchemaId, Role),
        node: impl FnOnce() -> Option<NodeId>,
        text: &str,
    ) -> Result<Result<(), Broken>, String> {
        let value: serde_json::Value = serde_json::from_str(text)
            .map_err(|error| format!("jsonschema cannot read it: {error}"))?;
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let compiled = compiled.entry((schema, role)).or_insert_with(|| {
            let node = node().ok_or_else(|| "the schema has no place in the document".to_owned());
            Arc::new(node.and_then(|node| compile(resolved, node, role)))
        });
        let compiled = Arc::clone(compiled);
        let validator = compiled.as_ref().as_ref().map_err(Clone::clone)?;
        if validator.is_valid(&value) {
            return Ok(Ok(()));
        }
        Ok(Err(Broken { compiled, value }))
    }
}

/// A value that a validator refuses. Only where nobody else does it is asked for its reason.
pub(crate) struct Broken {
    compiled: Arc<Compiled>,
    value: serde_json::Value,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Ok(validator) = self.compiled.as_ref() else {
            return Ok(());
        };
        match validator.validate(&self.value) {
            Err(error) => {
                let (pointer, keyword) = (error.instance_path(), error.kind().keyword());
                write!(f, "{pointer} {keyword}: {error}")
            }
            Ok(()) => f.write_str("invalid"),
        }
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

/// So many names are compared with each other faster than they are sorted.
const FEW_MEMBERS: usize = 24;

/// Whether `jsonschema` sees this number as it is written: as a 64-bit integer or exactly as a float.
pub(super) fn is_exact(text: &str) -> bool {
    if is_short(text) {
        return true;
    }
    let Ok(number) = serde_json::from_str::<serde_json::Number>(text) else {
        return false;
    };
    let written = Decimal::parse(text);
    written.is_some() && written == Decimal::parse(&number.to_string())
}

/// Whether a number has so few digits that a float gives them back, and no exponent; a negative zero has another form.
fn is_short(text: &str) -> bool {
    const MOST_DIGITS: usize = 15;
    let plain = text.strip_prefix('-').unwrap_or(text);
    let has_form = plain
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    has_form && plain.len() <= MOST_DIGITS && (plain.len() == text.len() || !plain.starts_with('0'))
}

/// Whether `jsonschema` sees every number of a value as it is written, and every member.
pub(super) fn sees(value: &Value) -> bool {
    match value {
        Value::Number(number) => is_exact(number.text()),
        Value::Array(items) => items.iter().all(sees),
        Value::Object(members) => {
            let is_single = if members.len() <= FEW_MEMBERS {
                let mut named = members.iter().enumerate();
                named.all(|(at, (name, _))| members.iter().take(at).all(|(known, _)| known != name))
            } else {
                let mut names = std::collections::BTreeSet::new();
                members.iter().all(|(name, _)| names.insert(name))
            };
            is_single && members.iter().all(|(_, member)| sees(member))
        }
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use countersign_json::Decimal;

    use super::{is_exact, is_short};

    #[test]
    fn what_is_short_is_exact_by_the_long_way_too() {
        let texts = [
            "0",
            "-1",
            "0.1",
            "-12.5",
            "999999999999999",
            "0.00000000001",
            "1.0",
        ];
        for text in texts {
            let number: serde_json::Number = serde_json::from_str(text).unwrap();
            assert!(is_short(text) && is_exact(text), "{text}");
            assert_eq!(
                Decimal::parse(text),
                Decimal::parse(&number.to_string()),
                "{text}"
            );
        }
        for text in ["-0", "-0.0", "1e400", "12345678901234567890123"] {
            assert!(!is_short(text), "{text}");
        }
        assert!(is_exact("9223372036854775807") && !is_exact("9007199254740993.5"));
        assert!(!is_exact("1e400"));
    }
}
