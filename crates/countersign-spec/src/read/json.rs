//! JSON (RFC 8259) to the tree, over the scanner that the runtime has too.

use std::borrow::Cow;
use std::ops::Range;

use countersign_json::SyntaxError;
use countersign_json::scan::{Event, Kind, Scanner, unescape};

use crate::tree::{Builder, Collection, Piece, Refusal, Scalar};
use crate::{Code, Diagnostic, Diagnostics, NodeId, SourceId, Tree};

/// What came of a text.
pub(super) enum Outcome {
    /// It is JSON.
    Read(NodeId),
    /// It is not; the tree is as it was.
    Failed(Box<Diagnostic>),
}

/// Reads a JSON source into the tree.
pub(super) fn read(tree: &mut Tree, source: SourceId, diagnostics: &mut Diagnostics) -> Outcome {
    let text = tree.sources().shared(source);
    let mut builder = Builder::new(tree, source);
    for event in Scanner::new(&text) {
        let failure = match event {
            Ok(event) => take(&mut builder, &text, &event)
                .err()
                .map(|refusal| super::refused(refusal, super::span(source, &event.range))),
            Err(error) => Some(syntax(&error, &text, source)),
        };
        if let Some(diagnostic) = failure {
            builder.discard();
            return Outcome::Failed(Box::new(diagnostic));
        }
    }
    let (root, duplicates) = builder.finish();
    super::report_duplicates(duplicates, diagnostics);
    match root {
        Some(root) => Outcome::Read(root),
        None => Outcome::Failed(Box::new(super::empty(source))),
    }
}

fn take(builder: &mut Builder<'_>, text: &str, event: &Event) -> Result<(), Refusal> {
    let range = event.range.clone();
    match event.kind {
        Kind::ObjectStart => builder.open(Collection::Mapping, range.start).map(drop),
        Kind::ArrayStart => builder.open(Collection::Sequence, range.start).map(drop),
        Kind::ObjectEnd | Kind::ArrayEnd => {
            builder.close(range.end);
            Ok(())
        }
        Kind::Key => {
            with_text(text, &range, |piece| builder.key(piece, range.clone()));
            Ok(())
        }
        Kind::String => {
            with_text(text, &range, |piece| {
                builder.scalar(Scalar::String(piece), range.clone());
            });
            Ok(())
        }
        Kind::Number => add(builder, Scalar::Number(Piece::Source(range.clone())), range),
        Kind::True => add(builder, Scalar::Boolean(true), range),
        Kind::False => add(builder, Scalar::Boolean(false), range),
        Kind::Null => add(builder, Scalar::Null, range),
    }
}

fn add(builder: &mut Builder<'_>, scalar: Scalar<'_>, range: Range<usize>) -> Result<(), Refusal> {
    builder.scalar(scalar, range);
    Ok(())
}

/// The meaning of a string token, quotes off and escapes undone.
fn with_text(text: &str, range: &Range<usize>, mut take: impl FnMut(Piece<'_>)) {
    match unescape(&text[range.clone()]) {
        Cow::Borrowed(_) => take(Piece::Source(range.start + 1..range.end - 1)),
        Cow::Owned(cooked) => take(Piece::Cooked(&cooked)),
    }
}

fn syntax(error: &SyntaxError, text: &str, source: SourceId) -> Diagnostic {
    let offset = error.offset.min(text.len());
    let rest = text.get(offset..).unwrap_or("");
    let width = rest
        .chars()
        .next()
        .filter(|c| *c != '\n')
        .map_or(0, char::len_utf8);
    let span = super::span(source, &(offset..offset + width));
    let code = if error.message.contains("surrogate") {
        Code::LoneSurrogate
    } else {
        Code::JsonSyntax
    };
    let (label, help) = advice(error.message, text, offset);
    let diagnostic =
        Diagnostic::error(code, format!("not JSON: {}", error.message)).at(span, label);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// What is there, and what to do, for the mistakes that people make.
fn advice(message: &str, text: &str, offset: usize) -> (String, Option<&'static str>) {
    let before = text
        .get(..offset)
        .unwrap_or("")
        .trim_end()
        .chars()
        .next_back();
    let rest = text.get(offset..).unwrap_or("");
    let here = match rest.chars().next() {
        Some('\n') => "the end of the line".to_owned(),
        Some(c) if c.is_control() => format!("the control character U+{:04X}", c as u32),
        Some(c) => format!("`{c}`"),
        None => "the end of the file".to_owned(),
    };
    let help = match (rest.chars().next(), before) {
        _ if message.contains("surrogate") => {
            Some("a character beyond U+FFFF is two escapes: `\\ud83d\\ude00`")
        }
        _ if message.contains("leading zeros") => {
            Some("remove the zeros; quote the value if it is text")
        }
        (Some('}' | ']'), Some(',')) => {
            Some("remove the comma before it: JSON has no trailing commas")
        }
        (Some('/' | '#'), _) => Some("remove the comment: JSON has none"),
        (Some('\''), _) => Some("JSON strings stand in double quotes"),
        (None, _) => Some("a bracket or a quote that was opened is never closed"),
        (Some('"'), _) if message.contains('`') => Some("is a comma missing before it?"),
        _ => None,
    };
    (format!("found {here}"), help)
}
