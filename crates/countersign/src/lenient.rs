//! [`lenient`]: the shape of an instance, without its constraints: how a client reads a response (law 5).

use crate::{
    Contract, Error, Violation, Violations,
    deserializer::Exactly,
    exactness,
    json::{Limits, Value, read},
    judge::judge,
};

/// Reads a JSON text and checks its shape alone; `validate` says the rest.
///
/// # Errors
/// Text that is not JSON, and a shape that `T` cannot hold, with all violations.
pub(crate) fn lenient<T: Contract>(text: &str) -> Result<T, Error> {
    match fast(text) {
        Some(value) => Ok(value),
        None => exact(text),
    }
}

fn fast<T: Contract>(text: &str) -> Option<T> {
    let typed = || {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let value = T::decode(&mut deserializer).ok()?;
        deserializer.end().ok()?;
        Some(value)
    };
    let (value, in_doubt) = exactness::watched(typed);
    value.filter(|_| !in_doubt)
}

#[cold]
fn exact<T: Contract>(text: &str) -> Result<T, Error> {
    let value = read(text, Limits::default()).map_err(|error| Error::syntax(&error, text))?;
    lenient_from_value(&value).map_err(Error::Invalid)
}

/// The same of a JSON value.
///
/// # Errors
/// A shape that `T` cannot hold, with all violations.
pub(crate) fn lenient_from_value<T: Contract>(value: &Value) -> Result<T, Violations> {
    T::decode(Exactly(value)).map_err(|error| all(T::schema(), value, &error.to_string()))
}

/// Every violation of a value that cannot be decoded; what the decoder said, where the schema has no objection.
#[cold]
fn all(schema: &'static crate::schema::Schema, value: &Value, message: &str) -> Violations {
    let mut violations = judge(schema, value);
    if violations.is_empty() {
        violations.push(Violation::new(&crate::Location::root(), "type", message));
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::lenient;
    use crate::{Contract, Error, Validate};

    #[derive(Clone, Debug, PartialEq, Contract)]
    struct Page {
        #[contract(maximum = 100)]
        limit: i64,
    }

    #[test]
    fn constraints_wait_for_validate() {
        let page: Page = lenient(r#"{"limit":1e3}"#).unwrap();
        assert_eq!(page.limit, 1000);
        assert_eq!(page.validate().unwrap_err().len(), 1);
    }

    #[test]
    fn what_cannot_be_held_is_told_with_all_else() {
        let error = lenient::<Page>(r#"{"limit":"a"}"#).unwrap_err();
        assert_eq!(error.violations().map(crate::Violations::len), Some(1));
        assert!(matches!(lenient::<Page>("{"), Err(Error::Syntax { .. })));
    }
}
