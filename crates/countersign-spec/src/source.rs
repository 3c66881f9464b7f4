//! The texts that were read: their names, and where a byte stands in lines and columns.

use std::sync::Arc;

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
        let text = self.text(span.source);
        let before = &text[..text.floor_char_boundary(span.start as usize)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let lines = before.bytes().filter(|byte| *byte == b'\n').count();
        let columns = before[line_start..].chars().count();
        Position {
            line: one_based(lines),
            column: one_based(columns),
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

fn one_based(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1)
}
