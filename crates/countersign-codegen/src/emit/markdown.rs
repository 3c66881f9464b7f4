//! The Markdown of a document as the Markdown of rustdoc: the same text, which can neither become code nor break the docs.
//!
//! Doc tests are Rust code, so a fenced block is marked as text and an indented one loses its indent. Links to items,
//! HTML and bare URLs, which rustdoc warns of, are escaped. Long lines are wrapped as a person would wrap them.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The column after which a line of a doc comment is wrapped.
const WIDTH: usize = 96;

/// Stands for a space at which a line must not be wrapped; the cleaned text has no control characters.
const GLUE: char = '\u{1}';

/// The lines of a doc comment, without the marker.
pub(super) fn lines(text: &str) -> Vec<String> {
    let clean = cleaned(text);
    let mut page = Page::default();
    for line in clean.lines() {
        page.add(line);
    }
    page.finish()
}

/// One line of text without any Markdown of its own.
pub(super) fn plain(line: &str) -> String {
    inline(&cleaned(line)).replace(GLUE, " ")
}

/// Line ends made uniform; characters that cannot be seen made visible, as they could hide what the text says.
fn cleaned(text: &str) -> Cow<'_, str> {
    let is_clean = |byte: u8| byte == b'\n' || (b' '..=b'~').contains(&byte);
    if text.bytes().all(is_clean) {
        return Cow::Borrowed(text);
    }
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n")
        .replace('\t', "    ");
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\n' || !is_hidden(character) {
            clean.push(character);
        } else {
            let _ = write!(clean, "U+{:04X}", u32::from(character)); // a String takes everything
        }
    }
    Cow::Owned(clean)
}

/// Control and format characters: bidirectional overrides, zero-width characters, byte order marks.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A doc comment that is being written.
#[derive(Default)]
struct Page {
    lines: Vec<String>,
    fence: Option<(char, usize)>,
    hang: usize,
}

impl Page {
    fn add(&mut self, line: &str) {
        if let Some((mark, length)) = self.fence {
            self.fenced(line.trim_end(), mark, length);
            return;
        }
        let line = line.trim();
        if line.is_empty() {
            self.blank();
        } else if let Some((mark, length)) = fence(line) {
            self.hang = 0;
            self.fence = Some((mark, length));
            self.lines
                .push(format!("{}text", mark.to_string().repeat(length)));
        } else {
            self.prose(line);
        }
    }

    fn fenced(&mut self, line: &str, mark: char, length: usize) {
        let inside = line.trim_start();
        if inside.chars().all(|character| character == mark) && inside.len() >= length {
            self.fence = None;
            self.lines.push(mark.to_string().repeat(length));
        } else {
            self.lines.push(line.to_owned());
        }
    }

    fn blank(&mut self) {
        self.hang = 0;
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn prose(&mut self, line: &str) {
        let (marker, text) = item(line);
        let indent = if marker.is_empty() { self.hang } else { 0 };
        let text = format!(
            "{}{}{}",
            " ".repeat(indent),
            marker,
            block_escaped(&inline(text))
        );
        self.hang = if marker.is_empty() {
            self.hang
        } else {
            marker.chars().count()
        };
        if text.starts_with(['|', '#']) {
            self.lines.push(text.replace(GLUE, " "));
        } else {
            self.lines.extend(
                wrapped(&text, self.hang)
                    .into_iter()
                    .map(|line| line.replace(GLUE, " ")),
            );
        }
    }

    fn finish(mut self) -> Vec<String> {
        if let Some((mark, length)) = self.fence {
            self.lines.push(mark.to_string().repeat(length));
        }
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }
}

/// The mark and the length of a fence that opens a block of code (CommonMark, section 4.5).
fn fence(line: &str) -> Option<(char, usize)> {
    let mark = line
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'))?;
    let length = line
        .chars()
        .take_while(|character| *character == mark)
        .count();
    let closed_at_once = mark == '`' && line[length..].contains('`');
    (length >= 3 && !closed_at_once).then_some((mark, length))
}

/// The marker of a list item, with one space behind it, and what follows (CommonMark, section 5.2).
fn item(line: &str) -> (String, &str) {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let end = match line.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
        _ => return (String::new(), line),
    };
    let (marker, rest) = line.split_at(end);
    if !rest.starts_with(' ') {
        return (String::new(), line);
    }
    (format!("{marker} "), rest.trim_start())
}

/// Keeps the first word from opening a quote, a block of code or a list inside of a list.
fn block_escaped(text: &str) -> String {
    let opens_list = !item(text).0.is_empty();
    if text.starts_with(['>', '~', '`']) && !text.starts_with('`') || text.starts_with("```") {
        return format!("\\{text}");
    }
    match (opens_list, text.find(['.', ')'])) {
        (true, Some(at)) if text.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("{}\\{}", &text[..at], &text[at..])
        }
        (true, _) => format!("\\{text}"),
        (false, _) => text.to_owned(),
    }
}

/// The text of one line with everything escaped that rustdoc would take for a link, for HTML or for code.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '`', '<', '[', ']', 'h']) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let length = match piece(special) {
            Some((written, length)) => {
                out.push_str(&written);
                length
            }
            None => {
                out.push_str(&special[..1]);
                1
            }
        };
        rest = &special[length..];
    }
    out.push_str(rest);
    out
}

/// What a special character begins, as it is written, and its length; nothing where it means itself.
fn piece(special: &str) -> Option<(String, usize)> {
    match special.as_bytes().first()? {
        b'\\' => escape(special),
        b'`' => Some(code(special)),
        b'<' => Some(angle(special)),
        b'[' => Some(bracket(special)),
        b']' => Some(("\\]".to_owned(), 1)),
        _ => url(special),
    }
}

/// A backslash before punctuation is an escape already; before a space it could come to stand at the end of a line,
/// where it would break the line.
fn escape(rest: &str) -> Option<(String, usize)> {
    match rest[1..].chars().next() {
        Some(next) if next.is_ascii_punctuation() => Some((rest[..2].to_owned(), 2)),
        Some(next) if next != ' ' => None,
        _ => Some(("\\\\".to_owned(), 1)),
    }
}

/// A code span that ends on its line, or escaped backticks (CommonMark, section 6.1).
fn code(rest: &str) -> (String, usize) {
    let length = run(rest);
    let mut at = length;
    while let Some(next) = rest[at..].find('`').map(|offset| at + offset) {
        let closing = run(&rest[next..]);
        if closing == length {
            let end = next + closing;
            return (rest[..end].replace(' ', &GLUE.to_string()), end);
        }
        at = next + closing;
    }
    ("\\`".repeat(length), length)
}

fn run(text: &str) -> usize {
    text.chars()
        .take_while(|character| *character == '`')
        .count()
}

/// An autolink, or an escaped `<` where HTML could begin.
fn angle(rest: &str) -> (String, usize) {
    let inside = &rest[1..];
    let is_url = inside.starts_with("https://") || inside.starts_with("http://");
    let end = inside
        .find(|character: char| character == '>' || character == '<' || character.is_whitespace());
    match end {
        Some(end) if is_url && inside[end..].starts_with('>') => {
            (rest[..end + 2].to_owned(), end + 2)
        }
        _ => ("\\<".to_owned(), 1),
    }
}

/// A link to the web, or an escaped `[`, which rustdoc would take for a link to an item.
fn bracket(rest: &str) -> (String, usize) {
    web_link(rest).unwrap_or_else(|| ("\\[".to_owned(), 1))
}

fn web_link(rest: &str) -> Option<(String, usize)> {
    let middle = rest.find("](")?;
    let target = &rest[middle + 2..];
    let end = target.find(')')?;
    let is_web = target.starts_with("https://") || target.starts_with("http://");
    let simple = |text: &str, forbidden: &[char]| !text.contains(forbidden);
    let fits = simple(&rest[1..middle], &['[', ']', '`', '<', '>', '\\'])
        && !rest[1..middle].contains("://")
        && simple(&target[..end], &[' ', '(', '<', '>', '\\', '`', '[']);
    let length = middle + 2 + end + 1;
    (is_web && fits).then(|| (rest[..length].replace(' ', &GLUE.to_string()), length))
}

/// A bare URL, in the brackets that make it a link.
fn url(rest: &str) -> Option<(String, usize)> {
    if !rest.starts_with("https://") && !rest.starts_with("http://") {
        return None;
    }
    let stops =
        |character: char| character.is_whitespace() || "<>\"'`()[]{}|\\".contains(character);
    let whole = &rest[..rest.find(stops).unwrap_or(rest.len())];
    let link = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    if link.ends_with("//") {
        return None;
    }
    Some((format!("<{link}>"), link.len()))
}

/// The lines of a paragraph or an item; a new line never begins with what could open a block.
fn wrapped(text: &str, hang: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    let indent: String = text
        .chars()
        .take_while(|character| *character == ' ')
        .collect();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        let may_begin = word
            .starts_with(|first: char| first.is_alphabetic() || "`\\<(\"'".contains(first))
            && !word.starts_with("``");
        if width == 0 {
            line = format!("{indent}{word}");
            width = indent.len() + length;
        } else if width + 1 + length > WIDTH && may_begin {
            lines.push(std::mem::replace(
                &mut line,
                format!("{}{word}", " ".repeat(hang)),
            ));
            width = hang + length;
        } else {
            line.push(' ');
            line.push_str(word);
            width += 1 + length;
        }
    }
    lines.push(line);
    lines
}
