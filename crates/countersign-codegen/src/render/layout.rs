//! Where prettyplease and rustfmt break lines differently, rustfmt's way: long attributes and long types of fields.

/// rustfmt's `max_width`.
const WIDTH: usize = 100;

/// rustfmt's `attr_fn_like_width`.
const ARGUMENTS_WIDTH: usize = 70;

/// A module with a blank line before each of its tests.
///
/// A line of the JSON in a test never looks like an attribute, so that lines can be told apart by themselves.
pub(super) fn spaced(module: &str) -> String {
    let mut text = String::with_capacity(module.len() + 64);
    for line in module.lines() {
        if line == "    #[test]" {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The text of a struct or an enum, its attributes and fields broken as rustfmt breaks them.
///
/// Strings of an attribute have no raw line ends, so that lines can be joined without reading into them.
pub(super) fn rustfmt(item: &str) -> String {
    let lines: Vec<&str> = item.lines().collect();
    let mut text = String::with_capacity(item.len());
    let mut rest = lines.as_slice();
    while let [first, after @ ..] = rest {
        let (piece, length) = match kind(first) {
            Kind::Attribute => attribute(rest),
            Kind::Field => field(rest),
            Kind::Other => ((*first).to_owned(), 1),
        };
        text.push_str(&piece);
        text.push('\n');
        rest = rest.get(length..).unwrap_or(after);
    }
    text
}

enum Kind {
    Attribute,
    Field,
    Other,
}

fn kind(line: &str) -> Kind {
    let trimmed = line.trim_start();
    if trimmed.starts_with("#[contract(") || trimmed.starts_with("#[allow(") {
        Kind::Attribute
    } else if trimmed.starts_with("pub ") && trimmed.contains(": ") && !line.ends_with('{') {
        Kind::Field
    } else {
        Kind::Other
    }
}

/// The lines that belong together: up to one at the same indent that ends with `end`.
fn extent(lines: &[&str], end: &str) -> usize {
    let indent = indent(lines[0]);
    let closes = |line: &&str| self::indent(line) == indent && line.ends_with(end);
    lines.iter().position(closes).map_or(1, |last| last + 1)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The lines as one: a space where a line ended, none inside of parentheses and angle brackets.
fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        let line = line.trim();
        if line.starts_with([')', '>', ']']) {
            text.truncate(text.trim_end_matches(',').len());
        } else if !text.is_empty() && !text.ends_with(['(', '<', '[']) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

fn attribute(lines: &[&str]) -> (String, usize) {
    let length = extent(lines, ")]");
    let line = joined(&lines[..length]);
    let pad = indent(lines[0]);
    let Some((name, arguments)) = line
        .strip_suffix(")]")
        .and_then(|line| line.split_once('('))
    else {
        return (lines[..length].join("\n"), length);
    };
    if line.ends_with(")] pub") || arguments.is_empty() {
        return (lines[..length].join("\n"), length);
    }
    (list(&format!("{name}("), arguments, ")]", pad), length)
}

/// A list with its head and tail: on one line if it is short enough, a single list inside of it kept on the head's line,
/// else an argument a line.
fn list(head: &str, arguments: &str, tail: &str, pad: usize) -> String {
    let spaces = " ".repeat(pad);
    let width = pad + head.chars().count() + arguments.chars().count() + tail.chars().count();
    if arguments.chars().count() <= ARGUMENTS_WIDTH && width <= WIDTH {
        return format!("{spaces}{head}{arguments}{tail}");
    }
    let parts = split(arguments);
    if let [single] = parts.as_slice()
        && let Some((name, inner)) = nested(single)
    {
        return list(&format!("{head}{name}("), inner, &format!("){tail}"), pad);
    }
    let mut text = format!("{spaces}{head}\n");
    for (index, part) in parts.iter().enumerate() {
        let comma = if index + 1 == parts.len() { "" } else { "," };
        match nested(part) {
            Some((name, inner)) => text.push_str(&list(
                &format!("{name}("),
                inner,
                &format!("){comma}"),
                pad + 4,
            )),
            None => text.push_str(&format!("{spaces}    {part}{comma}")),
        }
        text.push('\n');
    }
    text.push_str(&format!("{spaces}{tail}"));
    text
}

/// An argument that is a list of its own: `items(minimum = 0)`.
fn nested(argument: &str) -> Option<(&str, &str)> {
    let (name, inner) = argument.strip_suffix(')')?.split_once('(')?;
    let is_word = name
        .chars()
        .all(|character| character.is_ascii_lowercase() || character == '_');
    is_word.then_some((name, inner))
}

/// The arguments between commas that stand in no string and in no inner list.
fn split(arguments: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for (at, character) in arguments.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(arguments[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(arguments[start..].trim());
    parts
}

fn field(lines: &[&str]) -> (String, usize) {
    let length = extent(lines, ",");
    let line = joined(&lines[..length]);
    let pad = indent(lines[0]);
    if pad + line.chars().count() <= WIDTH {
        return (format!("{}{line}", " ".repeat(pad)), length);
    }
    match line.split_once(": ") {
        Some((name, kind)) if pad + 4 + kind.chars().count() <= WIDTH => (
            format!("{}{name}:\n{}{kind}", " ".repeat(pad), " ".repeat(pad + 4)),
            length,
        ),
        _ => (lines[..length].join("\n"), length),
    }
}
