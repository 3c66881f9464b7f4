//! Values from what Rust code has at hand.

use std::str::FromStr;

use crate::{Decimal, Limits, Number, SyntaxError, Value, read};

impl From<bool> for Value {
    fn from(boolean: bool) -> Self {
        Self::Bool(boolean)
    }
}

impl From<&str> for Value {
    fn from(string: &str) -> Self {
        Self::String(string.to_owned())
    }
}

impl From<String> for Value {
    fn from(string: String) -> Self {
        Self::String(string)
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<Decimal> for Value {
    fn from(decimal: Decimal) -> Self {
        Self::Number(Number::from(&decimal))
    }
}

impl From<i128> for Value {
    fn from(integer: i128) -> Self {
        Self::Number(integer.into())
    }
}

impl From<u64> for Value {
    fn from(integer: u64) -> Self {
        Self::Number(i128::from(integer).into())
    }
}

impl From<i64> for Value {
    fn from(integer: i64) -> Self {
        Self::Number(i128::from(integer).into())
    }
}

impl From<i32> for Value {
    fn from(integer: i32) -> Self {
        Self::Number(i128::from(integer).into())
    }
}

impl From<u32> for Value {
    fn from(integer: u32) -> Self {
        Self::Number(i128::from(integer).into())
    }
}

/// By the shortest decimal that reads back as the float; `null` for NaN and the infinities, which JSON cannot say.
impl From<f64> for Value {
    fn from(float: f64) -> Self {
        Number::from_f64(float).map_or(Self::Null, Self::Number)
    }
}

/// `null` for `None`.
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Self>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, V: Into<Self>> FromIterator<(K, V)> for Value {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let members = members.into_iter();
        Self::Object(
            members
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

impl<K: Into<String>, V: Into<Self>, const N: usize> From<[(K, V); N]> for Value {
    fn from(members: [(K, V); N]) -> Self {
        members.into_iter().collect()
    }
}

/// Reads a JSON text of up to 127 levels.
impl FromStr for Value {
    type Err = SyntaxError;

    fn from_str(text: &str) -> Result<Self, SyntaxError> {
        read(text, Limits::default())
    }
}

impl From<Vec<Self>> for Value {
    fn from(items: Vec<Self>) -> Self {
        Self::Array(items)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Decimal, Number, Value};

    #[test]
    fn each_is_the_value_it_stands_for() {
        let values: [Value; 7] = [
            true.into(),
            "a\"".into(),
            String::from("b").into(),
            Number::parse("1.0").unwrap().into(),
            Decimal::from_i128(-10).into(),
            u64::MAX.into(),
            i64::MIN.into(),
        ];
        assert_eq!(
            Value::from(values.to_vec()).to_string(),
            r#"[true,"a\"","b",1.0,-10,18446744073709551615,-9223372036854775808]"#
        );
    }

    #[test]
    fn built_by_hand() {
        let value = Value::from([
            ("float", Value::from(1.0)),
            ("tiny", 5e-324.into()),
            ("none", None::<u32>.into()),
            ("nan", f64::NAN.into()),
            ("items", [1, -2].into_iter().collect()),
        ]);
        let text = r#"{"float":1.0,"tiny":5e-324,"none":null,"nan":null,"items":[1,-2]}"#;
        assert_eq!(value.to_string(), text);
        assert_eq!(text.parse(), Ok(value));
        assert!("{".parse::<Value>().is_err());
    }
}
