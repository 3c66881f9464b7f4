//! What to say about text that is not YAML: the mistakes that people make, in their words.

use granit_parser::{ErrorKind, ScanError};

use crate::source::char_start;
use crate::{Code, Diagnostic, SourceId, Span};

/// The diagnostic of a syntax error at a byte offset.
pub(super) fn syntax(error: &ScanError, text: &str, source: SourceId, offset: usize) -> Diagnostic {
    let offset = char_start(text, offset);
    let width = text[offset..]
        .chars()
        .next()
        .filter(|c| !matches!(c, '\n' | '\r'))
        .map_or(0, char::len_utf8);
    let span = super::span(source, &(offset..offset + width));
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return super::refused(crate::tree::Refusal::Depth, span);
    }
    let code = if is_surrogate(error.kind()) {
        Code::LoneSurrogate
    } else {
        Code::YamlSyntax
    };
    let diagnostic = Diagnostic::error(code, format!("not YAML: {}", error.info()));
    advise(diagnostic, error.kind(), span, here(text, offset))
}

fn advise(diagnostic: Diagnostic, kind: &ErrorKind, span: Span, here: String) -> Diagnostic {
    let (label, help) = match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => ("a tab".to_owned(), "indent with spaces"),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            here,
            "quote the text before it if it holds `: `; otherwise check the indentation",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            here,
            "an entry of a mapping is `key: value`, with a space after the colon",
        ),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => (
            here,
            "the keys of one mapping, and the dashes of one sequence, start in the same column",
        ),
        ErrorKind::InvalidIndentation | ErrorKind::InvalidBlockScalarIndent => {
            (here, "indent the line as its neighbours are")
        }
        ErrorKind::UnclosedQuotedScalar => (
            "the quote that opens here is never closed".to_owned(),
            "close the quote",
        ),
        ErrorKind::UnclosedFlowCollection { .. } => (here, "close the bracket"),
        ErrorKind::UnexpectedCharacter { .. } => (
            here,
            "quote the text: a plain one cannot begin with this character",
        ),
        ErrorKind::UnknownQuotedScalarEscape => (
            here,
            "double the backslash, or use single quotes, in which a backslash is a backslash",
        ),
        kind if is_surrogate(kind) => (
            here,
            "a character beyond U+FFFF is two escapes: `\\ud83d\\ude00`",
        ),
        _ => return diagnostic.at(span, here),
    };
    diagnostic.at(span, label).help(help)
}

fn is_surrogate(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidLowSurrogate
            | ErrorKind::MissingLowSurrogate
            | ErrorKind::UnpairedLowSurrogate
    )
}

fn here(text: &str, offset: usize) -> String {
    match text[offset..].chars().next() {
        None => "found the end of the file".to_owned(),
        Some('\n' | '\r') => "found the end of the line".to_owned(),
        Some(c) if c.is_control() => format!("found the control character U+{:04X}", c as u32),
        Some(c) => format!("found `{c}`"),
    }
}
