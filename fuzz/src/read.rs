//! The readers: no text brings them down, and those for JSON take what `serde_json` takes.

use countersign_json::{Limits, Reader, Value};

use super::document::compiled;

/// The YAML reader, and what follows it.
pub fn read_yaml(input: &[u8]) {
    compiled("a.yaml", input);
}

/// The JSON reader, and what follows it; as a value, against `serde_json`.
pub fn read_json(input: &[u8]) {
    compiled("a.json", input);
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let ours = countersign_json::read(text, Limits::default());
    let mut reader = Reader::new(text, Limits::default());
    let typed = reader
        .value()
        .and_then(|value| reader.end().map(|()| value));
    assert_eq!(typed.as_ref(), ours.as_ref().ok(), "of types");
    let theirs = serde_json::from_str::<serde_json::Value>(text);
    match (&ours, &theirs) {
        (Ok(value), Ok(_)) => survives(value),
        (Err(_), Err(_)) => {}
        // Numbers beyond floats are numbers to us.
        (Ok(value), Err(error)) => {
            assert!(
                error.to_string().contains("out of range"),
                "{error}: {value}"
            );
            survives(value);
        }
        (Err(error), Ok(value)) => panic!("{error}, though serde_json reads {value}"),
    }
}

fn survives(value: &Value) {
    let again = countersign_json::read(&value.to_string(), Limits::default());
    assert_eq!(again.as_ref(), Ok(value));
}
