//! Keywords whose values are numbers, strings, booleans and constants.

use countersign_json::Value;

use crate::parse::{Assertion, Literal, Number};

use super::{
    Keyword,
    reader::{Members, Reader},
};

pub(super) fn number(
    reader: &mut Reader<'_>,
    value: &Value,
    make: fn(Number) -> Assertion,
) -> Option<Keyword> {
    match value {
        Value::Number(number) => Some(Keyword::Plain(make(Number(number.decimal())))),
        _ => {
            reader.fault(format_args!("expected a number, found {value}"));
            None
        }
    }
}

pub(super) fn multiple_of(reader: &mut Reader<'_>, _: &Members, value: &Value) -> Option<Keyword> {
    let step = number(reader, value, Assertion::MultipleOf)?;
    let Keyword::Plain(Assertion::MultipleOf(number)) = &step else {
        return Some(step);
    };
    if number.0.is_negative() || number.0.is_zero() {
        reader.fault(format_args!("expected a number above 0, found {value}"));
        return None;
    }
    Some(step)
}

pub(super) fn text(
    reader: &mut Reader<'_>,
    value: &Value,
    make: fn(String) -> Assertion,
) -> Option<Keyword> {
    match value {
        Value::String(text) => Some(Keyword::Plain(make(text.clone()))),
        _ => {
            reader.fault(format_args!("expected a string, found {value}"));
            None
        }
    }
}

/// `uniqueItems: false` says nothing.
pub(super) fn unique_items(reader: &mut Reader<'_>, value: &Value) -> Option<Keyword> {
    match value {
        Value::Bool(true) => Some(Keyword::Plain(Assertion::UniqueItems)),
        Value::Bool(false) => None,
        _ => {
            reader.fault(format_args!("expected `true` or `false`, found {value}"));
            None
        }
    }
}

pub(super) fn constant(value: &Value) -> Keyword {
    match literal(value) {
        Some(literal) => Keyword::Plain(Assertion::Const(literal)),
        None => Keyword::ConstJson(value.to_string()),
    }
}

/// An empty `enum` is refused: it should not be (Validation section 6.1.2), and `false` says it better.
pub(super) fn enumeration(reader: &mut Reader<'_>, value: &Value) -> Option<Keyword> {
    let Value::Array(values) = value else {
        reader.fault(format_args!("expected a list of constants, found {value}"));
        return None;
    };
    if values.is_empty() {
        reader.fault("no constant in the list: for a schema that takes nothing write `false`");
        return None;
    }
    let literals: Option<Vec<_>> = values.iter().map(literal).collect();
    Some(match literals {
        Some(literals) => Keyword::Plain(Assertion::Enum(literals)),
        None => Keyword::EnumJson(values.iter().map(ToString::to_string).collect()),
    })
}

fn literal(value: &Value) -> Option<Literal> {
    Some(match value {
        Value::Null => Literal::Null,
        Value::Bool(boolean) => Literal::Bool(*boolean),
        Value::Number(number) => Literal::Number(Number(number.decimal())),
        Value::String(text) => Literal::String(text.clone()),
        Value::Array(_) | Value::Object(_) => return None,
    })
}
