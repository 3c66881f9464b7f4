//! What the tests of the derives ask of a type: read, refuse, write, check.

use countersign::Validate;
use serde::{Serialize, de::DeserializeOwned};

/// What `text` reads as.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

/// Why `text` is refused.
pub(crate) fn refusal<T: DeserializeOwned>(text: &str) -> String {
    match serde_json::from_str::<T>(text) {
        Ok(_) => panic!("{text} should have been refused"),
        Err(error) => error.to_string(),
    }
}

/// The text of a value.
pub(crate) fn write(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// The violations, each as the places of its keyword and of its instance.
pub(crate) fn broken(value: &impl Validate) -> Vec<String> {
    let Err(violations) = value.validate() else {
        return Vec::new();
    };
    let place = |violation: &countersign::Violation| {
        let keyword = violation.keyword_location();
        format!("{keyword} {}", violation.instance_location())
    };
    violations.iter().map(place).collect()
}
