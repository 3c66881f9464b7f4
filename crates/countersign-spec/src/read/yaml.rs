//! YAML 1.2 to the tree: the only module, with those inside of it, that knows `granit-parser`.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag};

use crate::tree::{Builder, Collection, Finished, MAX_DEPTH, Piece, Refusal};
use crate::{Code, Diagnostic, Diagnostics, NodeId, SourceId, Span, Tree};

mod advice;
mod alias;
mod key;
mod value;

/// A diagnostic after which the rest of the file cannot be understood.
type Stop = Box<Diagnostic>;

/// Reads a YAML source into the tree; `None` where it has no document that can be used.
pub(super) fn read(
    tree: &mut Tree,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Option<NodeId> {
    let text = tree.sources().shared(source);
    // The builder counts the levels; the scanner looks 1,024 characters ahead of it.
    let nesting = MAX_DEPTH as usize + 2048;
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: nesting,
        block_nesting_limit: nesting,
    };
    let mut reader = Reader {
        builder: Builder::new(tree, source),
        text: &text,
        source,
        diagnostics,
        anchors: HashMap::new(),
        open: Vec::new(),
        key: None,
        documents: 0,
        end: 0,
    };
    for event in Parser::new_from_str_with_options(&text, options) {
        if let Err(stop) = reader.next(event) {
            reader.diagnostics.push(*stop);
            return None;
        }
        if reader.documents > 1 {
            break;
        }
    }
    let (root, duplicates) = reader.builder.finish();
    super::report_duplicates(duplicates, diagnostics);
    let root = root.filter(|root| !tree.node(*root).is_null());
    if root.is_none() {
        diagnostics.push(super::empty(source));
    }
    root
}

struct Reader<'a, 't> {
    builder: Builder<'t>,
    text: &'a str,
    source: SourceId,
    diagnostics: &'a mut Diagnostics,
    anchors: HashMap<usize, Anchored>,
    open: Vec<Open>,
    /// Within a key that is itself a collection: where it starts, and how many levels are open.
    key: Option<(usize, usize)>,
    documents: usize,
    /// Where the newest scalar or flow collection ended: a block collection ends there too.
    end: usize,
}

/// A collection that is open.
struct Open {
    /// 0 where it has none.
    anchor: usize,
    /// Where its bracket stands, if it has one.
    bracket: Option<usize>,
}

/// What an anchor stands on.
enum Anchored {
    /// A collection that is still open.
    Open,
    Node(Finished),
    /// A key, which is no node; its text.
    Key(String),
}

impl Reader<'_, '_> {
    fn next(
        &mut self,
        event: Result<(Event<'_>, granit_parser::Span), ScanError>,
    ) -> Result<(), Stop> {
        let (event, span) = event.map_err(|error| self.syntax(&error))?;
        let range = span.byte_range().unwrap_or(0..0);
        if self.key.is_some() {
            self.inside_key(&event, &range);
            return Ok(());
        }
        match event {
            Event::DocumentStart(..) => {
                self.document(&range);
                Ok(())
            }
            Event::Scalar(value, style, anchor, tag) => {
                self.scalar(&value, style, anchor, tag.as_deref(), range);
                Ok(())
            }
            Event::SequenceStart(style, anchor, tag) => {
                let open = Open::new(anchor, style, &range);
                self.start(Collection::Sequence, open, tag.as_deref(), &range)
            }
            Event::MappingStart(style, anchor, tag) => {
                let range = self.mapping_range(style, range);
                let open = Open::new(anchor, style, &range);
                self.start(Collection::Mapping, open, tag.as_deref(), &range)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.finish(&range);
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, &range),
            Event::UnresolvedAlias(name) => Err(self.unknown_alias(&name, &range)),
            _ => Ok(()),
        }
    }

    fn document(&mut self, range: &Range<usize>) {
        self.documents += 1;
        if self.documents > 1 {
            let diagnostic = Diagnostic::error(
                Code::SeveralDocuments,
                "the file holds more than one YAML document",
            )
            .at(self.span(range), "a second document begins here")
            .help("keep one document a file; refer from one to the other with `$ref`");
            self.diagnostics.push(diagnostic);
        }
    }

    /// A block mapping's event has no bytes; it starts where its first key does.
    fn mapping_range(&self, style: StructureStyle, range: Range<usize>) -> Range<usize> {
        match style {
            StructureStyle::Flow => range,
            StructureStyle::Block => {
                let rest = self.text.get(range.start..).unwrap_or("");
                let indent = rest.bytes().take_while(|byte| *byte == b' ').count();
                range.start + indent..range.start + indent
            }
        }
    }

    fn start(
        &mut self,
        collection: Collection,
        open: Open,
        tag: Option<&Tag>,
        range: &Range<usize>,
    ) -> Result<(), Stop> {
        if self.builder.awaits_key() {
            self.key = Some((range.start, 1));
            return Ok(());
        }
        let expected = match collection {
            Collection::Sequence => "seq",
            Collection::Mapping => "map",
        };
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema_tag(expected)) {
            self.unknown_tag(tag, range);
        }
        self.builder
            .open(collection, range.start)
            .map_err(|refusal| self.refused(refusal, range))?;
        if open.anchor != 0 {
            self.anchors.insert(open.anchor, Anchored::Open);
        }
        self.open.push(open);
        Ok(())
    }

    fn finish(&mut self, range: &Range<usize>) {
        if !range.is_empty() {
            self.end = range.end;
        }
        let finished = self.builder.close(self.end);
        let anchor = self.open.pop().map_or(0, |open| open.anchor);
        if let Some(finished) = finished.filter(|_| anchor != 0) {
            self.anchors.insert(anchor, Anchored::Node(finished));
        }
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        range: Range<usize>,
    ) {
        let trimmed = self.text.get(range.clone()).unwrap_or("").trim_end().len();
        let range = range.start..range.start + trimmed;
        if trimmed > 0 {
            self.end = range.end;
        }
        let value = if trimmed == 0 && style == ScalarStyle::Plain {
            ""
        } else {
            value
        };
        if self.builder.awaits_key() {
            self.scalar_key(value, style, tag, &range);
            if anchor != 0 {
                self.anchors.insert(anchor, Anchored::Key(value.to_owned()));
            }
            return;
        }
        let finished = self.value(value, style, tag, range);
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored::Node(finished));
        }
    }

    fn refused(&self, refusal: Refusal, range: &Range<usize>) -> Stop {
        Box::new(super::refused(refusal, self.span(range)))
    }

    fn syntax(&self, error: &ScanError) -> Stop {
        let bracket = self.open.iter().rev().find_map(|open| open.bracket);
        Box::new(advice::syntax(error, self.text, self.source, bracket))
    }

    fn piece<'v>(&self, value: &'v str, range: &Range<usize>) -> Piece<'v> {
        let quote = usize::from(matches!(
            self.text.as_bytes().get(range.start),
            Some(b'"' | b'\'')
        ));
        for start in [range.start, range.start + quote] {
            if self.text.get(start..start + value.len()) == Some(value) {
                return Piece::Source(start..start + value.len());
            }
        }
        Piece::Cooked(value)
    }

    fn span(&self, range: &Range<usize>) -> Span {
        super::span(self.source, range)
    }
}

impl Open {
    fn new(anchor: usize, style: StructureStyle, range: &Range<usize>) -> Self {
        Open {
            anchor,
            bracket: (style == StructureStyle::Flow).then_some(range.start),
        }
    }
}
