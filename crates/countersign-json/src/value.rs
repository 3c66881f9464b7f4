//! [`Value`]: a JSON value that has lost nothing but white space and escapes.

use std::fmt::{self, Write};

use crate::Number;

/// A JSON value: numbers keep their text, objects their order and duplicate members.
///
/// Equality is JSON Schema's (2020-12, Core section 4.2.2): numbers by value, objects whatever their order.
/// It comes from [`read`](crate::read), which bounds its depth, so that dropping or comparing it cannot exhaust the stack.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(Number),
    /// A string
    String(String),
    /// An array
    Array(Vec<Value>),
    /// An object, in the order of its text; duplicate members are kept, for the reader to judge
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The member `key` of an object; of several the first.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// Text that is equal for equal values and different for different ones: numbers in canonical form, members by name.
    ///
    /// What makes `uniqueItems` and large `enum`s linear.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        self.write_canonical(&mut text);
        text
    }

    fn write_canonical(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(true) => text.push_str("true"),
            Self::Bool(false) => text.push_str("false"),
            Self::Number(number) => text.push_str(&number.decimal().to_string()),
            Self::String(string) => push_string(text, string),
            Self::Array(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { "," });
                    item.write_canonical(text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (index, (name, value)) in by_name(members).into_iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { "," });
                    push_string(text, name);
                    text.push(':');
                    value.write_canonical(text);
                }
                text.push('}');
            }
        }
    }
}

/// The members by name; the order of duplicates is that of the text.
fn by_name(members: &[(String, Value)]) -> Vec<&(String, Value)> {
    let mut sorted: Vec<_> = members.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
    sorted
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::String(a), Self::String(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => a == b,
            (Self::Object(a), Self::Object(b)) => a.len() == b.len() && by_name(a) == by_name(b),
            _ => false,
        }
    }
}

impl Eq for Value {}

/// Compact JSON text.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(boolean) => write!(f, "{boolean}"),
            Self::Number(number) => f.write_str(number.text()),
            Self::String(string) => write_string(f, string),
            Self::Array(items) => {
                f.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    item.fmt(f)?;
                }
                f.write_char(']')
            }
            Self::Object(members) => {
                f.write_char('{')?;
                for (index, (name, value)) in members.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    write_string(f, name)?;
                    f.write_char(':')?;
                    value.fmt(f)?;
                }
                f.write_char('}')
            }
        }
    }
}

fn push_string(text: &mut String, string: &str) {
    let _infallible = write_string(text, string);
}

/// Writes `string` as a JSON string, with the escapes that RFC 8259 section 7 requires and no others.
///
/// # Errors
/// The writer's own.
pub fn write_string(out: &mut impl Write, string: &str) -> fmt::Result {
    out.write_char('"')?;
    let mut rest = string;
    loop {
        let mut bytes = rest.bytes().enumerate();
        let special = bytes.find(|(_, byte)| *byte < b' ' || matches!(byte, b'"' | b'\\'));
        let Some((at, special)) = special else {
            break;
        };
        out.write_str(&rest[..at])?;
        match special {
            b'"' => out.write_str("\\\"")?,
            b'\\' => out.write_str("\\\\")?,
            b'\n' => out.write_str("\\n")?,
            b'\r' => out.write_str("\\r")?,
            b'\t' => out.write_str("\\t")?,
            8 => out.write_str("\\b")?,
            12 => out.write_str("\\f")?,
            control => {
                out.write_str(if control < 16 { "\\u000" } else { "\\u001" })?;
                out.write_char(char::from_digit(u32::from(control % 16), 16).unwrap_or('0'))?;
            }
        }
        rest = &rest[at + 1..];
    }
    out.write_str(rest)?;
    out.write_char('"')
}

#[cfg(test)]
mod tests {
    use crate::{Limits, Value, read};

    fn value(text: &str) -> Value {
        read(text, Limits::default()).unwrap()
    }

    #[test]
    fn equality_is_json_schemas() {
        for (a, b) in [
            ("1", "1.0"),
            ("-0", "0"),
            ("[1e2]", "[100]"),
            (r#"{"a":1,"b":[2]}"#, r#"{"b":[2.0],"a":1}"#),
            (r#""\u0061""#, r#""a""#),
        ] {
            assert_eq!(value(a), value(b));
            assert_eq!(value(a).canonical(), value(b).canonical());
        }
        for (a, b) in [
            ("1", "true"),
            ("0", "false"),
            ("0", "null"),
            ("1", "\"1\""),
            ("[1,2]", "[2,1]"),
            (r#"{"a":1}"#, r#"{"a":1,"b":1}"#),
            ("9007199254740993", "9007199254740992"),
            ("{}", "[]"),
        ] {
            assert_ne!(value(a), value(b));
            assert_ne!(value(a).canonical(), value(b).canonical());
        }
    }

    #[test]
    fn text_is_kept_but_for_white_space() {
        let text = r#"{"b":[1.0,-0,1e400,true,null],"a":"é\n\u0001\"\\","b":{}}"#;
        assert_eq!(value(text).to_string(), text);
        assert_eq!(
            value(text).get("b").unwrap(),
            &value("[1,0,1e400,true,null]")
        );
    }
}
