//! [`Reader`]: JSON text straight into typed values, exactly, with nothing built in between.

mod number;
mod string;
mod value;

use crate::{Limits, token};

/// A place in one JSON text (RFC 8259), from which a value of a known type is read.
///
/// Nothing is rounded and no error is made: what is not what was asked for is `None`, and where the reader stands after
/// that is not said. [`read`](crate::read()) tells what is wrong with a text, and where; a reader is for text that is
/// expected to be right. A copy of it stands at the same place, so that a value can be looked at before it is read.
///
/// ```
/// use countersign_json::{Limits, Place, Reader};
///
/// fn limit(text: &str) -> Option<i64> {
///     let mut reader = Reader::new(text, Limits::default());
///     let mut place = Place::First;
///     reader.open_object()?;
///     let is_limit = reader.member(&mut place)? && reader.key()? == "limit";
///     let limit = reader.i64().filter(|_| is_limit)?;
///     let is_last = !reader.member(&mut place)?;
///     reader.end().filter(|()| is_last)?;
///     Some(limit)
/// }
/// assert_eq!(limit(r#"{"limit": 1e2}"#), Some(100));
/// assert_eq!(limit(r#"{"limit": 1.5}"#), None);
/// ```
#[derive(Clone, Debug)]
pub struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// How many more objects and arrays may be opened.
    room: usize,
}

/// How far an object or array has been read: what comes before the next member or item.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// Right after it was opened.
    First,
    /// After a member or an item.
    Later,
}

impl<'t> Reader<'t> {
    /// A reader at the start of `text`.
    #[must_use]
    pub const fn new(text: &'t str, limits: Limits) -> Self {
        Self {
            text,
            at: 0,
            room: limits.depth(),
        }
    }

    /// Whether nothing but white space is left.
    #[inline]
    pub fn end(&mut self) -> Option<()> {
        match self.ahead() {
            None => Some(()),
            Some(_) => None,
        }
    }

    /// The first byte of the value ahead, which tells its type.
    #[inline]
    pub fn ahead(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        if byte > b' ' {
            Some(byte)
        } else {
            self.past_whitespace()
        }
    }

    fn past_whitespace(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes a byte that has to stand ahead.
    #[inline]
    fn pass(&mut self, byte: u8) -> Option<()> {
        if self.ahead()? != byte {
            return None;
        }
        self.at += 1;
        Some(())
    }

    /// Whether `null` stood ahead; it is passed.
    #[inline]
    pub fn null(&mut self) -> bool {
        self.ahead() == Some(b'n') && self.word("null").is_some()
    }

    /// `true` or `false`.
    #[inline]
    pub fn boolean(&mut self) -> Option<bool> {
        match self.ahead()? {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            _ => None,
        }
    }

    #[inline]
    fn word(&mut self, word: &str) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at..)?;
        if !rest.starts_with(word.as_bytes()) {
            return None;
        }
        self.at += word.len();
        Some(())
    }

    /// Enters an object, which must not be nested too deeply.
    #[inline]
    pub fn open_object(&mut self) -> Option<()> {
        self.open(b'{')
    }

    /// Enters an array, which must not be nested too deeply.
    #[inline]
    pub fn open_array(&mut self) -> Option<()> {
        self.open(b'[')
    }

    #[inline]
    fn open(&mut self, bracket: u8) -> Option<()> {
        self.pass(bracket)?;
        self.room = self.room.checked_sub(1)?;
        Some(())
    }

    /// Whether there is another member, whose name is then ahead; else the object is left.
    #[inline]
    pub fn member(&mut self, place: &mut Place) -> Option<bool> {
        self.another(place, b'}')
    }

    /// Whether there is another item, which is then ahead; else the array is left.
    #[inline]
    pub fn item(&mut self, place: &mut Place) -> Option<bool> {
        self.another(place, b']')
    }

    #[inline]
    fn another(&mut self, place: &mut Place, bracket: u8) -> Option<bool> {
        match (self.ahead()?, *place) {
            (byte, _) if byte == bracket => {
                self.at += 1;
                self.room += 1;
                Some(false)
            }
            (_, Place::First) => {
                *place = Place::Later;
                Some(true)
            }
            (b',', Place::Later) => {
                self.at += 1;
                Some(true)
            }
            _ => None,
        }
    }

    /// Passes a value of any type.
    pub fn skip(&mut self) -> Option<()> {
        match self.ahead()? {
            b'{' => self.skip_object(),
            b'[' => self.skip_array(),
            b'"' => self.string_token().map(drop),
            b't' | b'f' => self.boolean().map(drop),
            b'n' => self.word("null"),
            _ => self.number().map(drop),
        }
    }

    fn skip_object(&mut self) -> Option<()> {
        self.open_object()?;
        let mut place = Place::First;
        while self.member(&mut place)? {
            self.key_token()?;
            self.skip()?;
        }
        Some(())
    }

    fn skip_array(&mut self) -> Option<()> {
        self.open_array()?;
        let mut place = Place::First;
        while self.item(&mut place)? {
            self.skip()?;
        }
        Some(())
    }

    /// The text of the value ahead, which is passed.
    pub fn raw(&mut self) -> Option<&'t str> {
        self.ahead()?;
        let start = self.at;
        self.skip()?;
        self.text.get(start..self.at)
    }

    /// A number, as it is spelled.
    pub fn number(&mut self) -> Option<&'t str> {
        if !matches!(self.ahead()?, b'-' | b'0'..=b'9') {
            return None;
        }
        let start = self.at;
        self.at = token::number_end(self.text.as_bytes(), start).ok()?;
        self.text.get(start..self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Reader};
    use crate::{Limits, read};

    fn reader(text: &str) -> Reader<'_> {
        Reader::new(text, Limits::default())
    }

    fn nested(levels: usize) -> String {
        format!("{}{}", "[".repeat(levels), "]".repeat(levels))
    }

    const TEXTS: [&str; 34] = [
        "",
        " ",
        "{",
        "}",
        "[",
        "]",
        "{}",
        " [ ] ",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{1:2}",
        "nul",
        "null",
        "nullx",
        "true ",
        "fals",
        "01",
        "-",
        "1.",
        "1.5e+3",
        "\"",
        "\"a",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\n\"",
        r#"{"a":1,}"#,
        r#"{"a" 1}"#,
        r#"{"a":1 "b":2}"#,
        r#"{ "a" : [ 1 , {"b":null} ] , "\u0061":[[]] }"#,
        "\u{feff}1",
        "1 1",
    ];

    #[test]
    fn it_passes_what_is_json_and_nothing_else() {
        for text in TEXTS
            .map(str::to_owned)
            .into_iter()
            .chain([nested(127), nested(128)])
        {
            let mut skipping = reader(&text);
            let skipped = skipping.skip().and_then(|()| skipping.end());
            assert_eq!(
                skipped.is_some(),
                read(&text, Limits::default()).is_ok(),
                "{text}"
            );
        }
    }

    #[test]
    fn levels_that_were_left_do_not_count() {
        let text = format!("[{},{}]", nested(126), nested(126));
        assert_eq!(reader(&text).skip(), Some(()));
        assert_eq!(reader(&format!("[{}]", nested(127))).skip(), None);
    }

    #[test]
    fn members_and_items() {
        let text = r#" { "a" : [ true , null ] , "b\u0021" : "x" } "#;
        let mut reader = reader(text);
        reader.open_object().unwrap();
        let mut place = Place::First;
        assert_eq!(reader.member(&mut place), Some(true));
        assert_eq!(reader.key().as_deref(), Some("a"));
        reader.open_array().unwrap();
        let mut inner = Place::First;
        assert_eq!(reader.item(&mut inner), Some(true));
        assert_eq!(reader.boolean(), Some(true));
        assert_eq!(reader.item(&mut inner), Some(true));
        assert!(reader.null());
        assert_eq!(reader.item(&mut inner), Some(false));
        assert_eq!(reader.member(&mut place), Some(true));
        assert_eq!(reader.key().as_deref(), Some("b!"));
        assert_eq!(reader.clone().raw(), Some("\"x\""));
        assert_eq!(reader.text().as_deref(), Some("x"));
        assert_eq!(reader.member(&mut place), Some(false));
        assert_eq!(reader.end(), Some(()));
    }
}
