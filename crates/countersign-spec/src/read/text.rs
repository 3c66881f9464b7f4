//! Bytes to text: UTF-8, or a diagnostic that says which byte is not.

use crate::{Code, Diagnostic, SourceId};

/// The most bytes that all files together may have: beyond it, places would not fit their indexes.
pub(super) const MAX_BYTES: usize = 1 << 30;

/// What a text may begin with, and is shown without.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A text that may have been repaired.
pub(super) struct Decoded {
    pub(super) text: String,
    /// Where the first byte stood that is not UTF-8.
    pub(super) fault: Option<Fault>,
}

/// Bytes that are not UTF-8.
pub(super) struct Fault {
    offset: usize,
    /// The length of the byte order mark, which the text is shown without.
    mark: usize,
    byte: u8,
    utf16: bool,
}

/// Decodes UTF-8. What is not is replaced, so that the line can be shown.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, fault: None },
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let byte = error.as_bytes().get(offset).copied().unwrap_or(0);
            let has_mark = error.as_bytes().starts_with(BYTE_ORDER_MARK.as_bytes());
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            Decoded {
                text,
                fault: Some(Fault {
                    offset,
                    mark: usize::from(has_mark) * BYTE_ORDER_MARK.len(),
                    byte,
                    utf16,
                }),
            }
        }
    }
}

impl Fault {
    /// The diagnostic, over the repaired text.
    pub(super) fn diagnostic(&self, source: SourceId) -> Diagnostic {
        let help = if self.utf16 {
            "the file looks like UTF-16: save it as UTF-8"
        } else {
            "save the file as UTF-8"
        };
        let start = self.offset - self.mark;
        let end = start + char::REPLACEMENT_CHARACTER.len_utf8();
        Diagnostic::error(
            Code::NotUtf8,
            format!("the file is not UTF-8 from byte {} on", self.offset),
        )
        .at(
            super::span(source, &(start..end)),
            format!("the byte 0x{:02X}", self.byte),
        )
        .help(help)
    }
}
