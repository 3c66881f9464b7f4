//! Assertions for tests: an instance is valid, and is written back as it was read (law 3).

use crate::{
    Contract, from_json,
    json::{Limits, Value, read},
    to_json,
};

/// Asserts that `text` is a valid instance of `T`, and that `T` writes the same instance back.
///
/// Generated code holds the examples of its document to this.
///
/// # Panics
/// When the instance is not valid, with every violation, or when what is written differs.
#[track_caller]
pub fn assert_round_trip<T: Contract>(text: &str) {
    assert_writes::<T>(text, text);
}

/// Asserts that `text` is a valid instance of `T`, and that `T` writes it as `written`: with the declared defaults
/// filled in, and without the members that `T` does not keep. Instances are compared by JSON Schema's idea of
/// equality (2020-12, Core section 4.2.2).
///
/// # Panics
/// When the instance is not valid, with every violation, or when what is written differs.
#[track_caller]
#[allow(clippy::panic, reason = "an assertion: panicking is its interface")]
pub fn assert_writes<T: Contract>(text: &str, written: &str) {
    let value = match from_json::<T>(text) {
        Ok(value) => value,
        Err(error) => panic!("not a valid instance: {error}"),
    };
    let again = match to_json(&*value) {
        Ok(again) => again,
        Err(error) => panic!("not written back: {error}"),
    };
    assert_eq!(
        instance(&again),
        instance(written),
        "what is written back differs"
    );
}

#[track_caller]
#[allow(clippy::panic, reason = "an assertion: panicking is its interface")]
fn instance(text: &str) -> Value {
    match read(text, Limits::default()) {
        Ok(value) => value,
        Err(error) => panic!("not JSON: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_instances_pass_however_they_are_spelled() {
        assert_round_trip::<Vec<f64>>("[1, 2.50, 1e2]");
        assert_writes::<Vec<i64>>("[1.0]", "[1]");
    }

    #[test]
    #[should_panic(expected = "not a valid instance")]
    fn an_invalid_instance_fails() {
        assert_round_trip::<Vec<i64>>("[true]");
    }

    #[test]
    #[should_panic(expected = "what is written back differs")]
    fn a_difference_fails() {
        assert_writes::<Vec<i64>>("[1]", "[2]");
    }
}
