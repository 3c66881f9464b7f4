//! Keys of mappings: JSON has strings only.

use std::ops::Range;

use granit_parser::{Event, ScalarStyle, Tag};

use super::Reader;
use crate::read::scalar::{self, Plain};
use crate::tree::Piece;
use crate::{Code, Diagnostic};

impl Reader<'_, '_> {
    pub(super) fn scalar_key(
        &mut self,
        value: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        range: &Range<usize>,
    ) {
        if style == ScalarStyle::Plain && tag.is_none() {
            self.plain_key(value, range);
        }
        let piece = self.piece(value, range);
        self.builder.key(piece, range.clone());
    }

    /// Integers as keys are taken as text, which is all that they can mean in JSON; status codes without a word.
    fn plain_key(&mut self, key: &str, range: &Range<usize>) {
        let span = self.span(range);
        let is_integer = key.bytes().all(|byte| byte.is_ascii_digit());
        let diagnostic = match scalar::resolve(key) {
            Plain::Text if key == "<<" => {
                Diagnostic::error(Code::MergeKey, "merge keys are not part of YAML 1.2")
                    .at(span, "a merge key of YAML 1.1")
                    .help("write the members out, or use `$ref` or `allOf`")
            }
            Plain::Text | Plain::LeadingZero => return,
            Plain::Number(_) if is_status(key) => return,
            Plain::Number(_) if is_integer => {
                Diagnostic::warning(Code::KeyNotString, "a key is not a string")
                    .at(span, format!("a number in YAML, read as \"{key}\""))
                    .help(format!("quote it: \"{key}\""))
            }
            _ => Diagnostic::error(Code::KeyNotString, "a key is not a string")
                .at(span, format!("`{key}` is {} in YAML", described(key)))
                .help(format!("quote it: \"{key}\"")),
        };
        self.diagnostics.push(diagnostic);
    }

    /// A key that is a collection is passed over; its text stands for it.
    pub(super) fn inside_key(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let Some((start, depth)) = self.key else {
            return;
        };
        let depth = match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth + 1,
            Event::SequenceEnd | Event::MappingEnd => depth - 1,
            _ => depth,
        };
        self.end = self.end.max(range.end);
        self.key = (depth > 0).then_some((start, depth));
        if depth == 0 {
            let whole = start..self.end.max(start);
            let diagnostic = Diagnostic::error(Code::KeyNotString, "a key is not a string")
                .at(self.span(&whole), "a collection as a key")
                .help("JSON has string keys only; quote the key if it is meant as text");
            self.diagnostics.push(diagnostic);
            self.builder.key(Piece::Source(whole.clone()), whole);
        }
    }
}

/// Status codes are written as `200:` everywhere, and the specification's own examples quote them.
fn is_status(key: &str) -> bool {
    matches!(key.as_bytes(), [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'])
}

fn described(key: &str) -> &'static str {
    match scalar::resolve(key) {
        Plain::Null => "null",
        Plain::Boolean(_) => "a boolean",
        _ => "a number",
    }
}
