//! Where prettyplease and rustfmt break lines differently, rustfmt's way: long attributes and long types of fields.

/// rustfmt's `max_width`.
const WIDTH: usize = 100;

/// rustfmt's `attr_fn_like_width`.
const ARGUMENTS_WIDTH: usize = 70;

/// A module with a blank line before each of its tests, its imports filled up to the width.
///
/// A line of the JSON in a test never looks like an attribute or an import, so that lines can be told apart by
/// themselves.
pub(super) fn spaced(module: &str) -> String {
    let lines: Vec<&str> = module.lines().collect();
    let mut text = String::with_capacity(module.len() + 64);
    let mut rest = lines.as_slice();
    while let [first, after @ ..] = rest {
        let is_list = first.starts_with("    use ") && first.ends_with('{');
        let (piece, length) = if is_list {
            imports(rest)
        } else {
            (test_header(first), 1)
        };
        if *first == "    #[test]" {
            text.push('\n');
        }
        text.push_str(&piece);
        text.push('\n');
        rest = rest.get(length..).unwrap_or(after);
    }
    text
}

/// The first line of a test; behind a very long name rustfmt sets the brace apart, at an indent of its own.
fn test_header(line: &str) -> String {
    match line.strip_suffix(" {") {
        Some(name) if line.starts_with("    fn ") && line.chars().count() > WIDTH => {
            let pad = if name.chars().count() > WIDTH { 5 } else { 4 };
            format!("{name}\n{}{{", " ".repeat(pad))
        }
        _ => line.to_owned(),
    }
}

/// An import of several names: on one line if it fits, else as many names a line as fit.
fn imports(lines: &[&str]) -> (String, usize) {
    let length = extent(lines, &["};"]);
    let pad = " ".repeat(indent(lines[0]));
    let head = lines[0].trim();
    let names: Vec<&str> = lines[1..length - 1]
        .iter()
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    let line = format!("{pad}{head}{}}};", names.join(", "));
    if line.chars().count() <= WIDTH {
        return (line, length);
    }
    let mut text = format!("{pad}{head}");
    let mut width = WIDTH;
    for name in names {
        let own = name.chars().count() + 1;
        if width + 1 + own >= WIDTH {
            text.push_str(&format!("\n{pad}    {name},"));
            width = pad.len() + 4 + own;
        } else {
            text.push_str(&format!(" {name},"));
            width += 1 + own;
        }
    }
    (format!("{text}\n{pad}}};"), length)
}

/// The first line of an item; the brace of a very long name stands on a line of its own.
fn header(line: &str) -> String {
    match line.strip_suffix(" {") {
        Some(name) if line.chars().count() > WIDTH => format!("{name}\n{{"),
        _ => line.to_owned(),
    }
}

/// The text of a struct or an enum, its attributes and fields broken as rustfmt breaks them.
///
/// Strings of an attribute have no raw line ends, so that lines can be joined without reading into them.
pub(super) fn rustfmt(item: &str) -> String {
    let lines: Vec<&str> = item.lines().collect();
    let mut text = String::with_capacity(item.len());
    let spare = usize::from(!lines.iter().any(|line| line.starts_with("pub enum ")));
    let mut rest = lines.as_slice();
    while let [first, after @ ..] = rest {
        let (piece, length) = match kind(first) {
            Kind::Attribute => attribute(rest, spare),
            Kind::Field => field(rest),
            Kind::Tuple => tuple(rest),
            Kind::Header => (header(first), 1),
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
    Tuple,
    Header,
    Other,
}

fn kind(line: &str) -> Kind {
    let trimmed = line.trim_start();
    if trimmed.starts_with("#[contract(") || trimmed.starts_with("#[allow(") {
        Kind::Attribute
    } else if trimmed.starts_with("pub ") && trimmed.contains(": ") && !line.ends_with('{') {
        Kind::Field
    } else if trimmed.ends_with('(') && !trimmed.starts_with("//") {
        Kind::Tuple
    } else if line.starts_with("pub ") && line.ends_with('{') {
        Kind::Header
    } else {
        Kind::Other
    }
}

/// The lines that belong together: up to the first at the same indent that ends with one of `ends`.
fn extent(lines: &[&str], ends: &[&str]) -> usize {
    let indent = indent(lines[0]);
    let closes =
        |line: &&str| self::indent(line) == indent && ends.iter().any(|end| line.ends_with(end));
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

fn attribute(lines: &[&str], spare: usize) -> (String, usize) {
    let length = extent(lines, &[")]"]);
    let line = joined(&lines[..length]);
    match broken(&line, indent(lines[0]), spare) {
        Some(text) => (text, length),
        None => (lines[..length].join("\n"), length),
    }
}

/// An attribute that is written as a list, broken where it has to be.
fn broken(attribute: &str, pad: usize, spare: usize) -> Option<String> {
    let (name, arguments) = attribute.strip_suffix(")]")?.split_once('(')?;
    let list = List {
        head: format!("{name}("),
        arguments,
        tail: ")]".to_owned(),
        pad,
        depth: 1,
        spare,
    };
    Some(list.text())
}

/// A list of arguments, inside of `depth - 1` other lists.
struct List<'a> {
    head: String,
    arguments: &'a str,
    tail: String,
    pad: usize,
    depth: usize,
    /// Columns that rustfmt leaves to what follows: none in an enum, one in a struct.
    spare: usize,
}

impl List<'_> {
    /// On one line if it fits; a single list inside of it kept on the head's line; else an argument a line.
    fn text(&self) -> String {
        let List {
            head,
            arguments,
            tail,
            pad,
            depth,
            spare,
        } = self;
        let spaces = " ".repeat(*pad);
        let line = format!("{spaces}{head}{arguments}{tail}");
        let width = line.trim_end_matches(',').chars().count() + spare;
        if fits(arguments, *depth, width) {
            return line;
        }
        let parts = split(arguments);
        if let [single] = parts.as_slice()
            && let Some((name, inner)) = nested(single)
        {
            let (head, tail) = (format!("{head}{name}("), format!("){tail}"));
            return List {
                head,
                arguments: inner,
                tail,
                pad: *pad,
                depth: depth + 1,
                spare: *spare,
            }
            .text();
        }
        let mut text = format!("{spaces}{head}\n");
        for (index, part) in parts.iter().enumerate() {
            let comma = if index + 1 == parts.len() { "" } else { "," };
            text.push_str(&self.part(part, comma));
            text.push('\n');
        }
        text.push_str(&format!("{spaces}{tail}"));
        text
    }

    fn part(&self, part: &str, comma: &str) -> String {
        let pad = self.pad + 4;
        match nested(part) {
            Some((name, arguments)) => {
                let (head, tail) = (format!("{name}("), format!("){comma}"));
                List {
                    head,
                    arguments,
                    tail,
                    pad,
                    depth: self.depth + 1,
                    spare: self.spare,
                }
                .text()
            }
            None => format!("{}{part}{comma}", " ".repeat(pad)),
        }
    }
}

/// Whether arguments may stand on a line of this width: several have a width of their own, and each list takes a column.
fn fits(arguments: &str, depth: usize, width: usize) -> bool {
    let parts = split(arguments);
    match parts.as_slice() {
        [single] => match nested(single) {
            Some((_, inner)) => fits(inner, depth + 1, width),
            None => width + depth <= WIDTH + 1,
        },
        _ => arguments.chars().count() <= ARGUMENTS_WIDTH && width + depth <= WIDTH + 1,
    }
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
    for (at, character, depth) in outside_strings(arguments) {
        if character == ',' && depth == 0 {
            parts.push(arguments[start..at].trim());
            start = at + 1;
        }
    }
    parts.push(arguments[start..].trim());
    parts
}

/// The characters that stand in no string, with their places and the number of brackets around them.
fn outside_strings(text: &str) -> Vec<(usize, char, usize)> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let (mut in_string, mut escaped) = (false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if !in_string {
            found.push((at, character, depth));
        }
    }
    found
}

/// A tuple struct or a variant with one field that did not fit on its line.
fn tuple(lines: &[&str]) -> (String, usize) {
    let length = extent(lines, &[");", "),"]);
    let line = joined(&lines[..length]);
    let pad = indent(lines[0]);
    let head = lines[0].trim();
    let rest = line.strip_prefix(head).unwrap_or_default();
    let Some(at) = rest.rfind(')') else {
        return (lines[0].to_owned(), 1);
    };
    let (content, tail) = rest.split_at(at);
    let (attribute, kind) = attribute_and_type(content);
    let is_short = attribute.is_none_or(|attribute| {
        broken(attribute, pad + 4, 1).is_none_or(|text| !text.contains('\n'))
    });
    let (spaces, inner) = (" ".repeat(pad), " ".repeat(pad + 4));
    if is_short && pad + line.chars().count() <= WIDTH {
        return (format!("{spaces}{line}"), length);
    }
    if is_short && pad + 4 + content.chars().count() <= WIDTH {
        return (
            format!("{spaces}{head}\n{inner}{content},\n{spaces}{tail}"),
            length,
        );
    }
    let above = attribute
        .and_then(|attribute| broken(attribute, pad + 4, 1))
        .unwrap_or_default();
    let kind = match kind.strip_prefix("pub ") {
        Some(kind) if !above.is_empty() && is_short => format!("pub  {kind}"), // rustfmt's own two spaces: without them it is not done
        _ => kind.to_owned(),
    };
    let above = if above.is_empty() {
        above
    } else {
        format!("{above}\n")
    };
    (
        format!("{spaces}{head}\n{above}{inner}{kind},\n{spaces}{tail}"),
        length,
    )
}

/// The attribute of a field in a tuple, and the rest.
fn attribute_and_type(content: &str) -> (Option<&str>, &str) {
    let is_end = |(_, character, depth): &(usize, char, usize)| *character == ']' && *depth == 0;
    match outside_strings(content).into_iter().find(is_end) {
        Some((at, ..)) if content.starts_with("#[") => {
            (Some(&content[..=at]), content[at + 1..].trim_start())
        }
        _ => (None, content),
    }
}

fn field(lines: &[&str]) -> (String, usize) {
    let length = extent(lines, &[","]);
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
