//! A schema of the suite as a component of an OpenAPI document.

use countersign_json::Value;
use countersign_spec::Mirror;

/// The name of the component.
pub(crate) const COMPONENT: &str = "Root";

/// The base of a schema that gives itself none: a component starts from the document, a schema of the suite from itself.
const BASE: &str = "urn:countersign:suite";

/// Where the remote documents of the suite stand beside ours.
const REMOTES: &str = "remotes/";

/// Where the suite serves them.
pub(crate) fn mirror() -> Mirror {
    Mirror {
        uri: "http://localhost:1234/".to_owned(),
        folder: REMOTES.to_owned(),
    }
}

/// The document whose one component is the schema.
pub(crate) fn document(schema: &Value) -> Value {
    let schemas: Value = [(COMPONENT, placed(schema))].into();
    [
        ("openapi", Value::from("3.1.1")),
        (
            "info",
            [("title", "A schema of the suite"), ("version", "1")].into(),
        ),
        ("components", [("schemas", schemas)].into()),
    ]
    .into()
}

/// Where a document of the suite stands beside ours.
pub(crate) fn remote(path: &str) -> String {
    format!("{REMOTES}{path}")
}

fn placed(schema: &Value) -> Value {
    let Value::Object(keywords) = schema else {
        return schema.clone();
    };
    let mut keywords = keywords.clone();
    if !keywords.iter().any(|(keyword, _)| keyword == "$id") {
        keywords.push(("$id".to_owned(), BASE.into()));
    }
    Value::Object(keywords)
}

#[test]
fn a_schema_of_the_suite_is_a_resource_of_its_own() {
    let placed = |text: &str| self::placed(&text.parse().unwrap()).to_string();
    assert_eq!(placed("{}"), format!(r#"{{"$id":"{BASE}"}}"#));
    assert_eq!(placed(r#"{"$id":"urn:x"}"#), r#"{"$id":"urn:x"}"#);
    assert_eq!(placed("true"), "true");
}
