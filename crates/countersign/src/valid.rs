//! [`Valid`]: a value that has passed its checks, as a type.

use std::{borrow::Borrow, fmt, ops::Deref};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::{Validate, Violations};

/// A value that has passed all of its checks, which is the only way to have one (law 4).
///
/// It derefs to the value and gives it back with [`Valid::into_inner`]; it cannot be changed in place. Its
/// `Deserialize` reads the value and checks it, with all violations in the error's text; to have them as data, and
/// together with missing and wrongly typed members, use [`from_json`](crate::from_json).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Valid<T>(T);

impl<T: Validate> Valid<T> {
    /// Checks `value`.
    ///
    /// # Errors
    /// All violations; never an empty list. [`Valid::try_new`] gives the value back as well.
    pub fn new(value: T) -> Result<Self, Violations> {
        value.validate().map(|()| Self(value))
    }

    /// Checks `value`.
    ///
    /// # Errors
    /// All violations, with the value that has them.
    pub fn try_new(value: T) -> Result<Self, Invalid<T>> {
        match value.validate() {
            Ok(()) => Ok(Self(value)),
            Err(violations) => Err(Invalid { value, violations }),
        }
    }
}

impl<T> Valid<T> {
    /// The value, which may be changed from here on.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

/// A value and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Invalid<T> {
    /// The value, as it was.
    pub value: T,
    /// What is wrong with it; never empty.
    pub violations: Violations,
}

impl<T> fmt::Display for Invalid<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.violations.fmt(f)
    }
}

impl<T: fmt::Debug> std::error::Error for Invalid<T> {}

impl<T> Deref for Valid<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> AsRef<T> for Valid<T> {
    fn as_ref(&self) -> &T {
        &self.0
    }
}

impl<T> Borrow<T> for Valid<T> {
    fn borrow(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Display> fmt::Display for Valid<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de, T: Deserialize<'de> + Validate> Deserialize<'de> for Valid<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(T::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl<T: Serialize> Serialize for Valid<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::Valid;
    use crate::{Location, Validate, Violations, checks, schema::Bound};

    #[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
    struct Page {
        limit: i64,
    }

    impl Validate for Page {
        fn check(&self, at: &Location<'_>, violations: &mut Violations) {
            checks::minimum(
                &self.limit,
                Bound::Integer(1),
                &at.property("limit"),
                violations,
            );
        }
    }

    #[test]
    fn only_by_passing() {
        let page = Valid::new(Page { limit: 1 }).unwrap();
        assert_eq!(page.limit, 1);
        assert_eq!(page.into_inner(), Page { limit: 1 });
        assert_eq!(Valid::new(Page { limit: 0 }).unwrap_err().len(), 1);
        let invalid = Valid::try_new(Page { limit: 0 }).unwrap_err();
        assert_eq!(invalid.value, Page { limit: 0 });
    }

    #[test]
    fn serde_checks_too() {
        let page: Valid<Page> = serde_json::from_str(r#"{"limit":3}"#).unwrap();
        assert_eq!(serde_json::to_string(&page).unwrap(), r#"{"limit":3}"#);
        let error = serde_json::from_str::<Valid<Page>>(r#"{"limit":0}"#).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("/limit: 0 is less than the minimum of 1"),
            "{error}"
        );
    }
}
