//! The judges against each other: the runtime's, the tester's and the `jsonschema` crate, over schemas and instances that
//! the input chooses.

use countersign::{Location, Violations, private::check_value};
use countersign_contract::{Judge, Opinion, Role};
use countersign_json::Value;
use jsonschema::Draft;

use super::{choices::Choices, document::compiled, tables};

/// How many instances are judged by one schema.
const INSTANCES: usize = 4;

/// A schema, instances, and what three judges say.
pub fn judge(input: &[u8]) {
    let mut choices = Choices(input);
    let schema = choices.schema(0);
    let text: serde_json::Value = serde_json::from_str(&schema.to_string()).unwrap();
    let options = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .offline();
    let Ok(theirs) = options.build(&text) else {
        return;
    };
    let table = tables::of(&schema);
    let document = document(&schema).to_string();
    let api = compiled("a.json", document.as_bytes());
    for _ in 0..INSTANCES {
        let instance = choices.instance(0);
        let mut violations = Violations::new();
        check_value(table, &instance, &Location::root(), &mut violations);
        let seen: serde_json::Value = serde_json::from_str(&instance.to_string()).unwrap();
        let expected = theirs.is_valid(&seen);
        let ours = violations.is_empty();
        assert_eq!(ours, expected, "runtime: {schema} of {instance}");
        let component = api
            .as_ref()
            .and_then(|api| Some((api, api.types.iter().find(|it| it.component)?)));
        let Some((api, component)) = component else {
            continue;
        };
        match Judge::new(api, Role::Response).judge(&[component.schema], &instance) {
            Opinion::Valid => assert!(expected, "tester: {schema} accepts {instance}"),
            Opinion::Invalid(found) => {
                assert!(
                    !expected,
                    "tester: {schema} refuses {instance}: {}",
                    found[0]
                );
            }
            Opinion::Undecided(_) => {}
        }
    }
}

fn document(schema: &Value) -> Value {
    let schemas: Value = [("A", schema.clone())].into();
    [
        ("openapi", Value::from("3.1.1")),
        ("info", [("title", "t"), ("version", "1")].into()),
        ("components", [("schemas", schemas)].into()),
    ]
    .into()
}
