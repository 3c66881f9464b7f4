//! The document, as the schema that `jsonschema` compiles.

use serde_json::{Value, json};

/// The JSON Schema of a component, or of an array of it (`[Name]`), with formats asserted, as ours are.
pub fn validator(name: &str) -> jsonschema::Validator {
    let text = include_str!("../../../schema/lsps1.yaml");
    let document: Value = serde_yaml::from_str(text).expect("the document is YAML");
    let component = name.trim_matches(['[', ']']);
    let reference = json!({"$ref": format!("#/components/schemas/{component}")});
    let mut schema = if name.starts_with('[') {
        json!({"type": "array", "items": reference})
    } else {
        reference
    };
    schema["components"] = document["components"].clone();
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("the document's schemas compile")
}
