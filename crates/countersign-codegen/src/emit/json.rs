//! JSON text for people: indented, and without a character that Rust source would not take.

use std::fmt::Write as _;

use countersign_model::Value;

use super::markdown::is_hidden;

/// The text of a value, each member and item on a line of its own; lines after the first are indented by `indent`.
pub(super) fn pretty(value: &Value, indent: usize) -> String {
    let mut text = String::new();
    write(&mut text, value, indent);
    text
}

fn write(text: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => text.push_str(number.text()),
        Value::String(value) => string(text, value),
        Value::Array(items) => {
            let write_item = |text: &mut String, item: &Value| write(text, item, indent + 4);
            block(text, ['[', ']'], indent, items, write_item);
        }
        Value::Object(members) => {
            let write_member = |text: &mut String, (name, member): &(String, Value)| {
                string(text, name);
                text.push_str(": ");
                write(text, member, indent + 4);
            };
            block(text, ['{', '}'], indent, members, write_member);
        }
    }
}

fn block<T>(
    text: &mut String,
    [open, close]: [char; 2],
    indent: usize,
    parts: &[T],
    part: impl Fn(&mut String, &T),
) {
    text.push(open);
    for (index, value) in parts.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&" ".repeat(indent + 4));
        part(text, value);
    }
    if !parts.is_empty() {
        text.push('\n');
        text.push_str(&" ".repeat(indent));
    }
    text.push(close);
}

fn string(text: &mut String, value: &str) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            _ if is_hidden(character) => {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    let _ = write!(text, "\\u{unit:04x}"); // a String takes everything
                }
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}
