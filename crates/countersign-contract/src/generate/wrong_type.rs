//! Values of every other JSON type, and those that a careless reader would coerce.

use countersign_json::Value;

use super::mutation::Proposal;
use super::number::written;

/// What may be sent instead of a value that is there: each other JSON type, and look-alikes of its own type.
pub(super) fn proposals(here: &Value) -> Vec<Proposal> {
    let mut list = vec![(describe(here, "null"), Value::Null)];
    list.extend(look_alikes(here));
    let others = [
        ("true", Value::Bool(true)),
        ("a number", written("7").unwrap_or(Value::Null)),
        ("a string", Value::String("text".to_owned())),
        ("an empty array", Value::Array(Vec::new())),
        ("an array of it", Value::Array(vec![here.clone()])),
        ("an empty object", Value::Object(Vec::new())),
    ];
    let is_other = |value: &Value| {
        kind(value) != kind(here) || matches!(value, Value::Array(_) | Value::Object(_))
    };
    let others = others.into_iter().filter(|(_, value)| is_other(value));
    list.extend(others.map(|(what, value)| (describe(here, what), value)));
    list.into_iter()
        .map(|(what, value)| Proposal::new("type", what, value))
        .collect()
}

fn describe(here: &Value, what: &str) -> String {
    format!("{what} instead of {}", kind(here))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// Values that lenient readers take for the one that is there.
fn look_alikes(here: &Value) -> Vec<(String, Value)> {
    let text = |text: &str| Value::String(text.to_owned());
    match here {
        Value::Number(number) => {
            let mut list = vec![("the number in quotes".to_owned(), text(number.text()))];
            if number.decimal().is_integer() && !number.text().contains(['.', 'e', 'E']) {
                let fraction = written(&format!("{}.5", number.text()));
                list.extend(
                    fraction.map(|value| ("a fraction instead of an integer".to_owned(), value)),
                );
            }
            list
        }
        Value::Bool(value) => vec![
            (
                "the boolean in quotes".to_owned(),
                text(if *value { "true" } else { "false" }),
            ),
            (
                "1 instead of a boolean".to_owned(),
                written("1").unwrap_or(Value::Null),
            ),
        ],
        Value::Object(_) => vec![(
            "the object as JSON text".to_owned(),
            text(&here.to_string()),
        )],
        Value::Null | Value::String(_) | Value::Array(_) => Vec::new(),
    }
}
