//! [`lenient`]: the shape of an instance, without its constraints: how a client reads a response (law 5).

use crate::{
    Contract, Error, Violations,
    input::{all, refusal},
    json::Value,
    private::decoded,
};

/// Reads a JSON text and checks its shape alone; `validate` says the rest.
///
/// # Errors
/// Text that is not JSON, and a shape that `T` cannot hold, with all violations.
pub(crate) fn lenient<T: Contract>(text: &str) -> Result<T, Error> {
    decoded(text).ok_or_else(|| refusal(T::schema(), text, Violations::new()))
}

/// The same of a JSON value.
///
/// # Errors
/// A shape that `T` cannot hold, with all violations.
pub(crate) fn lenient_from_value<T: Contract>(value: &Value) -> Result<T, Violations> {
    decoded(&value.to_string()).ok_or_else(|| all(T::schema(), value, Violations::new()))
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
