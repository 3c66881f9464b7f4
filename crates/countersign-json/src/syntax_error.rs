//! [`SyntaxError`]: where a text stops being JSON, and why.

use std::fmt;

/// Where a text stops being JSON (RFC 8259), and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SyntaxError {
    /// The offset in bytes of the first thing that is wrong; the length of the text where it ends too early.
    pub offset: usize,
    /// What is wrong, in lower case and without a full stop.
    pub message: &'static str,
}

impl SyntaxError {
    pub(crate) const fn new(offset: usize, message: &'static str) -> Self {
        Self { offset, message }
    }

    /// The line and the column of the error in `text`, both from 1; the column counts code points.
    #[must_use]
    pub fn line_column(&self, text: &str) -> (usize, usize) {
        let before = text.get(..self.offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message, self.offset)
    }
}

impl std::error::Error for SyntaxError {}

#[cfg(test)]
mod tests {
    use super::SyntaxError;

    #[test]
    fn columns_count_code_points() {
        let text = "{\n  \"é\u{1F600}\": x}";
        let error = SyntaxError::new(text.find('x').unwrap(), "");
        assert_eq!(error.line_column(text), (2, 9));
    }

    #[test]
    fn an_offset_that_is_no_place_is_the_end() {
        assert_eq!(SyntaxError::new(99, "").line_column("a\nb"), (2, 2));
    }
}
