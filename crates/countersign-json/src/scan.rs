//! A pull scanner over JSON text: events with byte ranges, without recursion and without building anything.

use std::{borrow::Cow, ops::Range};

use crate::{SyntaxError, token};

/// What the scanner has passed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// `{`
    ObjectStart,
    /// `}`
    ObjectEnd,
    /// `[`
    ArrayStart,
    /// `]`
    ArrayEnd,
    /// The name of a member, in its quotes; the event of its value comes next.
    Key,
    /// A string, in its quotes.
    String,
    /// A number, of the grammar of RFC 8259 section 6.
    Number,
    /// `true`
    True,
    /// `false`
    False,
    /// `null`
    Null,
}

/// A piece of JSON text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Event {
    /// What it is.
    pub kind: Kind,
    /// Where it is, in bytes.
    pub range: Range<usize>,
}

/// The text that a string or key token, quotes included, means. The scanner has already refused what means none.
#[must_use]
pub fn unescape(token: &str) -> Cow<'_, str> {
    token::unescape(token)
}

/// An iterator over the events of one JSON text (RFC 8259); after an error it has ended.
///
/// It keeps one byte for each open object or array, so depth costs memory in proportion to the text, never stack.
/// A caller that builds a tree has to look at [`Scanner::depth`].
#[derive(Clone, Debug)]
pub struct Scanner<'t> {
    text: &'t str,
    offset: usize,
    open: Vec<Container>,
    expect: Expect,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Container {
    Object,
    Array,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Expect {
    Value,
    ItemOrEnd,
    KeyOrEnd,
    Key,
    Colon,
    CommaOrEnd,
    Nothing,
    Failed,
}

impl<'t> Scanner<'t> {
    /// A scanner at the start of `text`.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self {
            text,
            offset: 0,
            open: Vec::new(),
            expect: Expect::Value,
        }
    }

    /// How many objects and arrays are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Where the scanner stands, in bytes.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    fn skip_whitespace(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.offset += 1;
        }
    }

    fn advance(&mut self) -> Result<Option<Event>, SyntaxError> {
        loop {
            self.skip_whitespace();
            return match self.expect {
                Expect::Value => self.value().map(Some),
                Expect::ItemOrEnd if self.peek() == Some(b']') => Ok(Some(self.close())),
                Expect::ItemOrEnd => self.value().map(Some),
                Expect::KeyOrEnd if self.peek() == Some(b'}') => Ok(Some(self.close())),
                Expect::KeyOrEnd => self.key("expected a key or `}`").map(Some),
                Expect::Key => self.key("expected a key").map(Some),
                Expect::Colon => {
                    self.colon()?;
                    continue;
                }
                Expect::CommaOrEnd => match self.comma_or_end()? {
                    Some(end) => Ok(Some(end)),
                    None => continue,
                },
                Expect::Nothing if self.peek().is_some() => {
                    Err(self.wrong("expected the end of the text"))
                }
                Expect::Nothing | Expect::Failed => Ok(None),
            };
        }
    }

    fn wrong(&self, message: &'static str) -> SyntaxError {
        SyntaxError::new(self.offset, message)
    }

    fn colon(&mut self) -> Result<(), SyntaxError> {
        if self.peek() != Some(b':') {
            return Err(self.wrong("expected `:`"));
        }
        self.offset += 1;
        self.expect = Expect::Value;
        Ok(())
    }

    fn comma_or_end(&mut self) -> Result<Option<Event>, SyntaxError> {
        let container = self.open.last().copied();
        match (self.peek(), container) {
            (Some(b']'), Some(Container::Array)) | (Some(b'}'), Some(Container::Object)) => {
                Ok(Some(self.close()))
            }
            (Some(b','), Some(container)) => {
                self.offset += 1;
                self.expect = match container {
                    Container::Array => Expect::Value,
                    Container::Object => Expect::Key,
                };
                Ok(None)
            }
            (_, Some(Container::Object)) => Err(self.wrong("expected `,` or `}`")),
            _ => Err(self.wrong("expected `,` or `]`")),
        }
    }

    fn key(&mut self, missing: &'static str) -> Result<Event, SyntaxError> {
        if self.peek() != Some(b'"') {
            return Err(self.wrong(missing));
        }
        let end = token::string_end(self.text.as_bytes(), self.offset)?;
        let event = self.event(Kind::Key, end);
        self.expect = Expect::Colon;
        Ok(event)
    }

    fn value(&mut self) -> Result<Event, SyntaxError> {
        let bytes = self.text.as_bytes();
        match self.peek() {
            Some(b'{') => Ok(self.open(Container::Object)),
            Some(b'[') => Ok(self.open(Container::Array)),
            Some(b'"') => {
                let end = token::string_end(bytes, self.offset)?;
                Ok(self.scalar(Kind::String, end))
            }
            Some(b'-' | b'0'..=b'9') => {
                let end = token::number_end(bytes, self.offset)?;
                Ok(self.scalar(Kind::Number, end))
            }
            Some(b't') => self.word("true", Kind::True),
            Some(b'f') => self.word("false", Kind::False),
            Some(b'n') => self.word("null", Kind::Null),
            Some(_) if self.text[self.offset..].starts_with('\u{feff}') => {
                Err(self.wrong("a byte order mark is no JSON"))
            }
            _ => Err(self.wrong("expected a value")),
        }
    }

    fn word(&mut self, word: &'static str, kind: Kind) -> Result<Event, SyntaxError> {
        if self.text[self.offset..].starts_with(word) {
            Ok(self.scalar(kind, self.offset + word.len()))
        } else {
            Err(self.wrong("expected a value"))
        }
    }

    fn open(&mut self, container: Container) -> Event {
        self.open.push(container);
        let (kind, expect) = match container {
            Container::Object => (Kind::ObjectStart, Expect::KeyOrEnd),
            Container::Array => (Kind::ArrayStart, Expect::ItemOrEnd),
        };
        let event = self.event(kind, self.offset + 1);
        self.expect = expect;
        event
    }

    fn close(&mut self) -> Event {
        let kind = match self.open.pop() {
            Some(Container::Array) => Kind::ArrayEnd,
            _ => Kind::ObjectEnd,
        };
        self.scalar(kind, self.offset + 1)
    }

    /// An event after which a value is complete.
    fn scalar(&mut self, kind: Kind, end: usize) -> Event {
        let event = self.event(kind, end);
        self.expect = if self.open.is_empty() {
            Expect::Nothing
        } else {
            Expect::CommaOrEnd
        };
        event
    }

    fn event(&mut self, kind: Kind, end: usize) -> Event {
        let range = self.offset..end;
        self.offset = end;
        Event { kind, range }
    }
}

impl Iterator for Scanner<'_> {
    type Item = Result<Event, SyntaxError>;

    fn next(&mut self) -> Option<Self::Item> {
        let event = self.advance().transpose();
        if let Some(Err(_)) = event {
            self.expect = Expect::Failed;
        }
        event
    }
}

impl std::iter::FusedIterator for Scanner<'_> {}

#[cfg(test)]
mod tests {
    use super::{Kind, Scanner};

    fn error_of(text: &str) -> (usize, &'static str) {
        let error = Scanner::new(text).find_map(Result::err).unwrap();
        (error.offset, error.message)
    }

    #[test]
    fn events_have_their_place() {
        let text = r#" {"a": [1, true], "b": {}} "#;
        let events: Vec<_> = Scanner::new(text)
            .map(|event| event.map(|event| (event.kind, &text[event.range])))
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(
            events,
            [
                (Kind::ObjectStart, "{"),
                (Kind::Key, "\"a\""),
                (Kind::ArrayStart, "["),
                (Kind::Number, "1"),
                (Kind::True, "true"),
                (Kind::ArrayEnd, "]"),
                (Kind::Key, "\"b\""),
                (Kind::ObjectStart, "{"),
                (Kind::ObjectEnd, "}"),
                (Kind::ObjectEnd, "}"),
            ]
        );
    }

    #[test]
    fn errors_have_their_place() {
        for (text, offset, message) in [
            ("", 0, "expected a value"),
            (" ", 1, "expected a value"),
            ("\u{feff}{}", 0, "a byte order mark is no JSON"),
            ("tru", 0, "expected a value"),
            ("1 2", 2, "expected the end of the text"),
            ("[1,]", 3, "expected a value"),
            ("[1 2]", 3, "expected `,` or `]`"),
            ("[1}", 2, "expected `,` or `]`"),
            ("[1", 2, "expected `,` or `]`"),
            ("{", 1, "expected a key or `}`"),
            ("{1:2}", 1, "expected a key or `}`"),
            (r#"{"a" 1}"#, 5, "expected `:`"),
            (r#"{"a":1,}"#, 7, "expected a key"),
            (r#"{"a":1"#, 6, "expected `,` or `}`"),
            ("NaN", 0, "expected a value"),
            ("+1", 0, "expected a value"),
            ("01", 1, "a number has no leading zeros"),
            ("é", 0, "expected a value"),
        ] {
            assert_eq!(error_of(text), (offset, message), "{text}");
        }
    }

    #[test]
    fn it_ends_after_an_error() {
        let mut scanner = Scanner::new("[1,]]");
        assert!(scanner.by_ref().any(|event| event.is_err()));
        assert_eq!(scanner.next(), None);
    }

    #[test]
    fn depth_costs_no_stack() {
        let text = "[".repeat(1_000_000);
        let mut scanner = Scanner::new(&text);
        assert_eq!(
            scanner.by_ref().filter(|event| event.is_ok()).count(),
            1_000_000
        );
        assert_eq!(scanner.depth(), 1_000_000);
    }
}
