//! What to say about text that is not YAML: the mistakes that people make, in their words.

use granit_parser::{ErrorKind, ScanError};

use crate::source::char_start;
use crate::{Code, Diagnostic, SourceId, Span};

/// The diagnostic of a syntax error; `bracket` is where the innermost open bracket stands.
pub(super) fn syntax(
    error: &ScanError,
    text: &str,
    source: SourceId,
    bracket: Option<usize>,
) -> Diagnostic {
    let offset = place(error, text);
    let width = text[offset..]
        .chars()
        .next()
        .filter(|c| !matches!(c, '\n' | '\r'))
        .map_or(0, char::len_utf8);
    let span = crate::read::span(source, &(offset..offset + width));
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return crate::read::refused(crate::tree::Refusal::Depth, span);
    }
    let code = if is_surrogate(error.kind()) {
        Code::LoneSurrogate
    } else {
        Code::YamlSyntax
    };
    let diagnostic = Diagnostic::error(code, format!("not YAML: {}", error.info()));
    let here = here(text, offset);
    match bracket.filter(|bracket| may_be_unclosed(error.kind()) && *bracket < offset) {
        Some(bracket) => diagnostic
            .at(span, here)
            .related(
                crate::read::span(source, &(bracket..bracket + 1)),
                "this bracket is still open",
            )
            .help("close the bracket where its contents end"),
        None => advise(diagnostic, error.kind(), span, here),
    }
}

/// Where the fault is, which is not always where the parser stands.
fn place(error: &ScanError, text: &str) -> usize {
    let offset = char_start(text, error.marker().byte_offset().unwrap_or(0));
    match error.kind() {
        kind if is_tab(kind) && text[..offset].ends_with('\t') => offset - 1,
        ErrorKind::UnknownQuotedScalarEscape => offset + unknown_escape(&text[offset..]),
        _ => offset,
    }
}

/// Where the first escape stands that YAML 1.2.2 section 5.7 does not have.
fn unknown_escape(quoted: &str) -> usize {
    const KNOWN: &str = "0abt\tnvfre \"/\\N_LPxuU\n\r";
    let mut place = 0;
    while let Some(backslash) = quoted[place..].find('\\') {
        let after = place + backslash + 1;
        match quoted[after..].chars().next() {
            Some(escaped) if KNOWN.contains(escaped) => place = after + escaped.len_utf8(),
            _ => return after - 1,
        }
    }
    0
}

/// What a missing bracket looks like to a parser that goes on to the next line.
fn may_be_unclosed(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidColonPlacement
            | ErrorKind::MappingValueNotAllowed
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::InvalidFlowScalarIndent
            | ErrorKind::BlockEntryInFlowCollection
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
    )
}

fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    )
}

fn advise(diagnostic: Diagnostic, kind: &ErrorKind, span: Span, here: String) -> Diagnostic {
    let (label, help) = match kind {
        kind if is_tab(kind) => ("a tab".to_owned(), "indent with spaces"),
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
