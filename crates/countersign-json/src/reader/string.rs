//! Strings: borrowed from the text, unless an escape stands in them.

use std::borrow::Cow;

use super::Reader;
use crate::token;

impl<'t> Reader<'t> {
    /// A string: what it means, borrowed where it has no escapes.
    #[inline]
    pub fn text(&mut self) -> Option<Cow<'t, str>> {
        match self.plain()? {
            Some(text) => Some(Cow::Borrowed(text)),
            None => self.string_token().map(token::unescape),
        }
    }

    /// The name of a member, past its colon.
    #[inline]
    pub fn key(&mut self) -> Option<Cow<'t, str>> {
        let name = self.text()?;
        self.pass(b':')?;
        Some(name)
    }

    /// Whether the text goes on with `token`, which is then passed: a name with its quotes and its colon, as it is
    /// written for the most part. One that is spelled another way is for [`Reader::key`].
    #[inline]
    pub fn goes_on(&mut self, token: &str) -> bool {
        self.ahead();
        let rest = self.text.as_bytes().get(self.at..);
        let goes_on = rest.is_some_and(|rest| rest.starts_with(token.as_bytes()));
        if goes_on {
            self.at += token.len();
        }
        goes_on
    }

    /// A string without escapes; `Some(None)`, and nothing passed, for one that is not of that kind.
    #[inline]
    fn plain(&mut self) -> Option<Option<&'t str>> {
        if self.ahead()? != b'"' {
            return None;
        }
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let end = plain_end(bytes, start);
        if *bytes.get(end)? != b'"' {
            return Some(None);
        }
        self.at = end + 1;
        self.text.get(start..end).map(Some)
    }

    /// A string in its quotes, as it is spelled.
    pub(super) fn string_token(&mut self) -> Option<&'t str> {
        if self.ahead()? != b'"' {
            return None;
        }
        let start = self.at;
        self.at = token::string_end(self.text.as_bytes(), start).ok()?;
        self.text.get(start..self.at)
    }

    pub(super) fn key_token(&mut self) -> Option<()> {
        self.string_token()?;
        self.pass(b':')
    }
}

/// Eight times a byte.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The first quote, backslash or control character from `at`, or the end of the text; eight bytes at a time.
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*chunk);
        let zero_if = |byte| {
            let other = word ^ each(byte);
            other.wrapping_sub(each(1)) & !other
        };
        let below_space = word.wrapping_sub(each(b' ')) & !word;
        // The top bit of each byte; a borrow may set those of later bytes, never those of earlier ones.
        let found = (zero_if(b'"') | zero_if(b'\\') | below_space) & each(0x80);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    at + rest.iter().position(ends).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::plain_end;
    use crate::{Limits, Reader};

    fn reader(text: &str) -> Reader<'_> {
        Reader::new(text, Limits::default())
    }

    #[test]
    fn the_first_byte_that_is_not_plain() {
        for end in [b'"', b'\\', b'\n', 0, 0x1f] {
            for before in 0..20 {
                for after in [&b""[..], b"\"\x00\\", b" !#[]\x7f\x80\xff"] {
                    let bytes = [
                        &b"\x80\xff !#[]\x7fabc\x22"[..11],
                        &vec![b'~'; before],
                        &[end],
                        after,
                    ]
                    .concat();
                    for start in 0..11 + before {
                        assert_eq!(
                            plain_end(&bytes, start),
                            11 + before,
                            "{end} {before} {start}"
                        );
                    }
                }
            }
        }
        assert_eq!(plain_end(b"abcdefghi", 0), 9);
        assert_eq!(plain_end(b"", 3), 3);
    }

    #[test]
    fn strings_mean_their_escapes() {
        for (text, meaning) in [
            (r#""""#, ""),
            (r#" "a long plain é string""#, "a long plain é string"),
            (
                r#""a\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00x""#,
                "a\"\\/\u{8}\u{c}\n\r\té\u{1F600}x",
            ),
        ] {
            let mut reader = reader(text);
            assert_eq!(reader.text().as_deref(), Some(meaning));
            assert_eq!(reader.end(), Some(()));
        }
        for text in [
            "",
            "\"",
            "\"a",
            "a\"",
            "\"\\",
            "\"\\x\"",
            "\"\n\"",
            "\"abcdefgh\u{1}\"",
            "\"\\ud800\"",
        ] {
            assert_eq!(reader(text).text(), None, "{text:?}");
        }
    }

    #[test]
    fn keys() {
        for text in [r#""ab":1"#, r#""ab" :1"#, " \"ab\"\n:1", r#""\u0061b":1"#] {
            let mut reader = reader(text);
            assert_eq!(reader.key().as_deref(), Some("ab"), "{text}");
            assert_eq!(reader.i64(), Some(1));
        }
        let mut reader = reader(" \"ab\":1");
        assert!(
            !reader.goes_on("\"a\":") && !reader.goes_on("\"ab\" :") && reader.goes_on("\"ab\":")
        );
        assert_eq!(reader.i64(), Some(1));
        assert!(reader.goes_on("") && !reader.goes_on("1"));
    }
}
