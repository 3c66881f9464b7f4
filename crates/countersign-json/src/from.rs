//! Values from what Rust code has at hand.

use crate::{Decimal, Number, Value};

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
}
