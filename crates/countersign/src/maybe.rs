//! [`Maybe`]: absent, null and a value are three things.

/// A property that may be absent and may be null, and keeps the two apart (law 3).
///
/// `Option<T>` is for what has one of the two only: an optional property that refuses null, or a required one that
/// allows it.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Maybe<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Whether the property is not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is there and is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the property has a value.
    #[must_use]
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// The same of a reference.
    #[must_use]
    pub const fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// The same of a mutable reference.
    #[must_use]
    pub const fn as_mut(&mut self) -> Maybe<&mut T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// A reference to the value; absence and null are both `None`.
    #[must_use]
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value; absence and null are both `None`.
    #[must_use]
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// What is there, where something is: `None` is absence, `Some(None)` is null.
    #[must_use]
    pub fn into_nested(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// The value changed by `change`; absence and null stay what they are.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(change(value)),
        }
    }

    /// The value, or `other` in place of absence and null.
    #[must_use]
    pub fn unwrap_or(self, other: T) -> T {
        self.value().unwrap_or(other)
    }

    /// The value, or what `other` gives in place of absence and null.
    #[must_use]
    pub fn unwrap_or_else(self, other: impl FnOnce() -> T) -> T {
        self.value().unwrap_or_else(other)
    }

    /// The value, or the type's own default in place of absence and null.
    #[must_use]
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.value().unwrap_or_default()
    }

    /// Leaves absence behind.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Absent)
    }
}

impl<T: std::ops::Deref> Maybe<T> {
    /// A reference to what the value derefs to: `Maybe<String>` as `Maybe<&str>`.
    #[must_use]
    pub fn as_deref(&self) -> Maybe<&T::Target> {
        self.as_ref().map(T::deref)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is null: an option that is passed on was asked for.
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// `Some(None)` is null, `None` is absence.
impl<T> From<Option<Option<T>>> for Maybe<T> {
    fn from(value: Option<Option<T>>) -> Self {
        value.map_or(Self::Absent, Self::from)
    }
}

impl From<&str> for Maybe<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Maybe;

    #[test]
    fn three_things() {
        let all = [Maybe::Absent, Maybe::Null, Maybe::Value(1)];
        assert_eq!(all.map(|maybe| maybe.is_absent()), [true, false, false]);
        assert_eq!(all.map(|maybe| maybe.is_null()), [false, true, false]);
        assert_eq!(all.map(|maybe| maybe.is_value()), [false, false, true]);
        assert_eq!(all.map(Maybe::value), [None, None, Some(1)]);
        assert_eq!(
            all.map(Maybe::into_nested),
            [None, Some(None), Some(Some(1))]
        );
        assert_eq!(
            all.map(|maybe| Maybe::<i64>::from(maybe.into_nested())),
            all
        );
        assert_eq!(
            all.map(|maybe| maybe.map(|value| value + 1).unwrap_or(7)),
            [7, 7, 2]
        );
        assert_eq!(Maybe::<i64>::default(), Maybe::Absent);
    }

    #[test]
    fn from_what_people_have() {
        assert_eq!(Maybe::from(1), Maybe::Value(1));
        assert_eq!(Maybe::<i64>::from(None::<i64>), Maybe::Null);
        let text: Maybe<String> = "x".into();
        assert_eq!(text.as_deref(), Maybe::Value("x"));
        let mut taken = text;
        assert!(taken.take().is_value());
        assert!(taken.is_absent());
    }
}
