//! Scalars as values, by their tags and the core schema.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ScalarStyle, Tag};

use super::Reader;
use crate::read::scalar::{self, Plain};
use crate::tree::{Finished, Piece, Scalar};
use crate::{Code, Diagnostic};

impl Reader<'_, '_> {
    pub(super) fn value(
        &mut self,
        value: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        range: Range<usize>,
    ) -> Finished {
        let wanted = tag.and_then(Tag::core_suffix);
        let is_text = tag.is_some_and(|tag| tag.handle().is_empty() && tag.suffix() == "!")
            || wanted == Some("str");
        if let Some(tag) = tag.filter(|tag| {
            !is_text && !matches!(tag.core_suffix(), Some("null" | "bool" | "int" | "float"))
        }) {
            self.unknown_tag(tag, &range);
        }
        if is_text || style != ScalarStyle::Plain && wanted.is_none() {
            let piece = self.piece(value, &range);
            return self.builder.scalar(Scalar::String(piece), range);
        }
        let plain = scalar::resolve(value);
        if let Some(tag) = tag.filter(|_| !fits(wanted, &plain)) {
            self.unfit_tag(tag, &range);
        }
        self.plain(value, plain, range)
    }

    fn plain(&mut self, value: &str, plain: Plain<'_>, range: Range<usize>) -> Finished {
        let scalar = match plain {
            Plain::Null => Scalar::Null,
            Plain::Boolean(value) => Scalar::Boolean(value),
            Plain::Number(Cow::Borrowed(text)) => Scalar::Number(self.piece(text, &range)),
            Plain::Number(Cow::Owned(text)) => {
                return self
                    .builder
                    .scalar(Scalar::Number(Piece::Cooked(&text)), range);
            }
            Plain::Text => Scalar::String(self.piece(value, &range)),
            Plain::NotFinite | Plain::TooLong | Plain::LeadingZero => {
                self.doubtful(value, &plain, &range);
                Scalar::String(self.piece(value, &range))
            }
        };
        self.builder.scalar(scalar, range)
    }

    /// Says why a scalar that looks like a number is read as a string.
    fn doubtful(&mut self, value: &str, plain: &Plain<'_>, range: &Range<usize>) {
        let span = self.span(range);
        let diagnostic = match plain {
            Plain::LeadingZero => Diagnostic::warning(
                Code::AmbiguousScalar,
                format!("`{value}` is read as a string, not as a number"),
            )
            .at(span, "digits after a leading zero")
            .help(format!(
                "write \"{value}\" for a string; leave the zeros out for a number"
            )),
            Plain::TooLong => {
                Diagnostic::error(Code::NotANumber, "the number is too long to be read")
                    .at(span, "an integer of more than 128 bits")
                    .help("write it in decimal")
            }
            _ => Diagnostic::error(Code::NotANumber, format!("JSON has no number `{value}`"))
                .at(span, "not a finite number")
                .help("leave a bound out where there is none; quote the value where text is meant"),
        };
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn unknown_tag(&mut self, tag: &Tag, range: &Range<usize>) {
        let diagnostic = Diagnostic::error(
            Code::UnknownTag,
            format!("JSON has no type for the tag `{}`", tag.original()),
        )
        .at(self.span(range), "this value has the tag")
        .help("remove the tag; quote the value if it is text");
        self.diagnostics.push(diagnostic);
    }

    fn unfit_tag(&mut self, tag: &Tag, range: &Range<usize>) {
        let diagnostic = Diagnostic::error(
            Code::UnknownTag,
            format!("the value does not fit its tag `{}`", tag.original()),
        )
        .at(self.span(range), "of another type")
        .help("correct the value, or remove the tag");
        self.diagnostics.push(diagnostic);
    }
}

/// Whether a scalar fits the tag that it has.
fn fits(wanted: Option<&str>, plain: &Plain<'_>) -> bool {
    match wanted {
        Some("null") => *plain == Plain::Null,
        Some("bool") => matches!(plain, Plain::Boolean(_)),
        Some("int") => matches!(plain, Plain::Number(text) if !text.contains(['.', 'e', 'E'])),
        Some("float") => matches!(plain, Plain::Number(_)),
        _ => true,
    }
}
