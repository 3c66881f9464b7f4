//! Looking into a [`Value`]: what it is, and what is in it.

use std::ops::Index;

use crate::{Number, Value};

/// What is not there.
static NULL: Value = Value::Null;

impl Value {
    /// Whether it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(boolean) => Some(*boolean),
            _ => None,
        }
    }

    /// The number, exact and as it is spelled.
    #[must_use]
    pub const fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number, where it is an integer of that range, however it is spelled: `1.0` is 1.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.decimal().to_i64()
    }

    /// The number, where it is an integer of that range, however it is spelled: `1.0` is 1.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.decimal().to_u64()
    }

    /// The nearest float to the number; `None` beyond the range of floats.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.decimal().to_f64()
    }

    /// The string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(string) => Some(string),
            _ => None,
        }
    }

    /// The items of an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members of an object, in the order of its text.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }
}

/// The member of that name; `null` where there is none.
impl Index<&str> for Value {
    type Output = Self;

    fn index(&self, name: &str) -> &Self {
        self.get(name).unwrap_or(&NULL)
    }
}

/// The item at that index; `null` where there is none.
impl Index<usize> for Value {
    type Output = Self;

    fn index(&self, index: usize) -> &Self {
        let items = self.as_array().unwrap_or_default();
        items.get(index).unwrap_or(&NULL)
    }
}

impl PartialEq<str> for Value {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(*other)
    }
}

impl PartialEq<bool> for Value {
    fn eq(&self, other: &bool) -> bool {
        self.as_bool() == Some(*other)
    }
}

/// By value: `1.0` is 1.
impl PartialEq<i64> for Value {
    fn eq(&self, other: &i64) -> bool {
        self.as_i64() == Some(*other)
    }
}

#[cfg(test)]
mod tests {
    use crate::Value;

    #[test]
    fn each_kind_is_itself_alone() {
        let value: Value = r#"{"b":true,"n":1.0,"s":"x","a":[null,2.5],"big":1e400}"#
            .parse()
            .unwrap();
        assert_eq!(value["b"], true);
        assert_eq!(value["n"], 1);
        assert_eq!(value["n"].as_u64(), Some(1));
        assert_eq!(value["s"], "x");
        assert_eq!(value["s"], *"x");
        assert!(value["a"][0].is_null());
        assert_eq!(value["a"][1].as_f64(), Some(2.5));
        assert_eq!(value["a"][1].as_i64(), None);
        assert_eq!(value["big"].as_f64(), None);
        assert_eq!(value["big"].as_number().unwrap().text(), "1e400");
        assert_eq!(value.as_object().map(<[_]>::len), Some(5));
        assert_eq!(value["a"].as_array().map(<[_]>::len), Some(2));
        for nothing in [
            &value["x"],
            &value["a"][2],
            &value["s"][0],
            &value["a"]["b"],
        ] {
            assert!(nothing.is_null());
        }
        for (value, name) in [(&value["s"], "b"), (&value["b"], "s")] {
            assert_eq!(value.as_bool().is_some(), name == "s");
            assert_eq!(value.as_str().is_some(), name == "b");
            assert!(value.as_number().is_none() && value.as_object().is_none());
        }
    }
}
