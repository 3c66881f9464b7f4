//! The texts that were read: their names, and where a byte stands in lines and columns.

use std::sync::{Arc, OnceLock};

/// One text that was read; an index into [`Sources`].
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub struct SourceId(pub(crate) u32);

/// A range of bytes of one source, `start..end`.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub struct Span {
    /// The source that the bytes belong to.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span of no bytes at the start of this one: where something is missing.
    #[must_use]
    pub fn before(self) -> Span {
        Span {
            end: self.start,
            ..self
        }
    }
}

/// A value of the document together with the place where it stands.
#[derive(Clone, Eq, PartialEq, Hash, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where the document has it.
    pub span: Span,
}

/// Where a byte stands: lines from 1, columns from 1 and counted in code points, as editors show them.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Debug)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in code points.
    pub column: u32,
}

/// Every text of one run, in the order in which they were read: the entry document comes first.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

#[derive(Clone, Debug)]
struct Source {
    name: String,
    text: Arc<str>,
    /// Where each line starts; found when a diagnostic is rendered.
    lines: OnceLock<Vec<u32>>,
}

impl Sources {
    /// Takes in a text under a relative name with forward slashes, the way that diagnostics show it.
    /// A byte order mark is dropped.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let id = SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.push(Source {
            name: name.into(),
            text: text.into(),
            lines: OnceLock::new(),
        });
        id
    }

    /// The relative name of a source; empty for an id that another `Sources` gave out.
    #[must_use]
    pub fn name(&self, id: SourceId) -> &str {
        self.source(id).map_or("", |source| &source.name)
    }

    /// The text of a source; empty for an id that another `Sources` gave out.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        self.source(id).map_or("", |source| &source.text)
    }

    /// The text of a source, to be kept while the tree changes.
    pub(crate) fn shared(&self, id: SourceId) -> Arc<str> {
        self.source(id)
            .map_or_else(|| Arc::from(""), |source| Arc::clone(&source.text))
    }

    /// The text that a span covers; empty where the span does not fit its source.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.source)
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// Line and column of a span's first byte.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.place(span.source, span.start)
    }

    /// Line and column of the byte after a span's last one.
    #[must_use]
    pub fn end_position(&self, span: Span) -> Position {
        self.place(span.source, span.end)
    }

    /// The bytes of a line, its end left out; `None` where the source has no such line.
    pub(crate) fn line(&self, id: SourceId, line: u32) -> Option<Span> {
        let source = self.source(id)?;
        let lines = source.lines();
        let place = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *lines.get(place)?;
        let end = lines
            .get(place + 1)
            .copied()
            .unwrap_or(offset(source.text.len()));
        let text = source.text.get(start as usize..end as usize)?;
        let kept = text.trim_end_matches(['\n', '\r']).len();
        Some(Span {
            source: id,
            start,
            end: start + offset(kept),
        })
    }

    fn place(&self, id: SourceId, byte: u32) -> Position {
        let Some(source) = self.source(id) else {
            return Position { line: 1, column: 1 };
        };
        let lines = source.lines();
        let line = lines.partition_point(|start| *start <= byte).max(1);
        let start = lines.get(line - 1).copied().unwrap_or(0) as usize;
        let end = char_start(&source.text, byte as usize);
        let before = source.text.get(start..end).unwrap_or("");
        Position {
            line: offset(line),
            column: offset(before.chars().count()).saturating_add(1),
        }
    }

    /// Every source, in the order of reading.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..u32::try_from(self.sources.len()).unwrap_or(u32::MAX)).map(SourceId)
    }

    fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }
}

impl Source {
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let newlines = self
                .text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0)
                .chain(newlines.map(|(place, _)| offset(place + 1)))
                .collect()
        })
    }
}

/// The start of the character that a byte belongs to; the end of the text for what lies beyond.
pub(crate) fn char_start(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte)
        .rev()
        .find(|place| text.is_char_boundary(*place))
        .unwrap_or(0)
}

fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Position, Sources, Span};

    fn position(text: &str, byte: u32) -> (u32, u32) {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", text);
        let Position { line, column } = sources.position(Span {
            source,
            start: byte,
            end: byte,
        });
        (line, column)
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!(position("", 0), (1, 1));
        assert_eq!(position("ab\ncd", 1), (1, 2));
        assert_eq!(position("ab\ncd", 3), (2, 1));
        assert_eq!(position("ab\ncd", 5), (2, 3));
        assert_eq!(position("ab\n", 3), (2, 1));
        assert_eq!(position("ab", 99), (1, 3));
    }

    #[test]
    fn columns_are_code_points() {
        assert_eq!(position("é😀x", 6), (1, 3));
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", "\u{feff}a");
        assert_eq!(sources.text(source), "a");
    }
}
