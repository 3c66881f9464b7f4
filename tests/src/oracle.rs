//! The second judge: the `jsonschema` crate, over the document's own schema.

use jsonschema::Validator;
use serde_json::{Value, json};

/// A component schema, as the `jsonschema` crate understands it.
pub struct Oracle(Result<Validator, String>);

impl Oracle {
    /// The judge of the component `name` of a document in the words of JSON Schema 2020-12. Formats are asserted.
    #[must_use]
    pub fn new(document: &Value, name: &str) -> Self {
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .build(&schema(document, name));
        Self(validator.map_err(|error| format!("it refuses the schema: {error}")))
    }

    /// Whether it accepts the JSON text.
    ///
    /// # Errors
    /// Why it cannot say: it refuses the schema, or `serde_json` cannot read the text, as for `1e400`.
    pub fn accepts(&self, json: &str) -> Result<bool, String> {
        let instance: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
        Ok(self.0.as_ref()?.is_valid(&instance))
    }

    /// What is wrong with the JSON text, for a message.
    #[must_use]
    pub fn explain(&self, json: &str) -> String {
        let instance: Value = serde_json::from_str(json).unwrap_or_default();
        match &self.0 {
            Ok(validator) => {
                let errors = validator
                    .iter_errors(&instance)
                    .map(|error| error.to_string());
                errors.collect::<Vec<_>>().join("; ")
            }
            Err(reason) => reason.clone(),
        }
    }
}

/// Whether `serde_json` reads every number of the text as it is: it rounds what is beyond 64 bits or has a point.
#[must_use]
pub fn sees(json: &str) -> bool {
    fn exact(value: &countersign_json::Value) -> bool {
        use countersign_json::{Decimal, Value};
        match value {
            Value::Number(number) => {
                let read = serde_json::from_str::<serde_json::Number>(number.text()).ok();
                read.and_then(|read| Decimal::parse(&read.to_string())) == Some(number.decimal())
            }
            Value::Array(items) => items.iter().all(exact),
            Value::Object(members) => members.iter().all(|(_, value)| exact(value)),
            Value::Null | Value::Bool(_) | Value::String(_) => true,
        }
    }
    let limits = countersign_json::Limits::default();
    countersign_json::read(json, limits).is_ok_and(|value| exact(&value))
}

/// The schema that is the component `name` of a document.
#[must_use]
pub(crate) fn reference(name: &str) -> Value {
    let token = countersign_json::escape_pointer_token(name);
    json!({"$ref": format!("#/components/schemas/{token}")})
}

/// The schema of the component `name` alone, with all components in reach of its references.
#[must_use]
pub fn schema(document: &Value, name: &str) -> Value {
    let token = countersign_json::escape_pointer_token(name);
    let schemas = document.pointer("/components/schemas");
    let schemas = schemas.unwrap_or(&Value::Null);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/$defs/{token}"),
        "$defs": schemas, // where the crate looks for each `$id`
        "components": {"schemas": schemas},
    })
}
