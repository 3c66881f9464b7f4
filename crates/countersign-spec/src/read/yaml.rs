//! YAML 1.2 to the tree: the only module that knows `granit-parser`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag};

use super::scalar::{self, Plain};
use super::yaml_advice;
use crate::tree::{Builder, Collection, Finished, MAX_DEPTH, Piece, Refusal, Scalar};
use crate::{Code, Diagnostic, Diagnostics, NodeId, SourceId, Span, Tree};

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

    fn value(
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

    fn scalar_key(
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
    fn inside_key(&mut self, event: &Event<'_>, range: &Range<usize>) {
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

    fn alias(&mut self, anchor: usize, range: &Range<usize>) -> Result<(), Stop> {
        self.end = range.end;
        if self.builder.awaits_key() {
            return self.alias_key(anchor, range);
        }
        match self.anchors.get(&anchor) {
            Some(Anchored::Node(finished)) => {
                let finished = *finished;
                self.builder
                    .alias(finished)
                    .map_err(|refusal| self.refused(refusal, range))
            }
            Some(Anchored::Key(key)) => {
                self.builder
                    .scalar(Scalar::String(Piece::Cooked(key)), range.clone());
                Ok(())
            }
            Some(Anchored::Open) | None => Err(Box::new(
                Diagnostic::error(Code::BadAlias, "an alias stands inside of its own anchor")
                    .at(self.span(range), "this value would contain itself")
                    .help("recursion belongs in schemas: use `$ref`"),
            )),
        }
    }

    fn alias_key(&mut self, anchor: usize, range: &Range<usize>) -> Result<(), Stop> {
        let Some(Anchored::Key(key)) = self.anchors.get(&anchor) else {
            return Err(Box::new(
                Diagnostic::error(Code::KeyNotString, "a key is an alias of a value")
                    .at(self.span(range), "an alias as a key")
                    .help("write the key out"),
            ));
        };
        let piece = Piece::Cooked(key);
        self.builder.key(piece, range.clone());
        Ok(())
    }

    fn unknown_alias(&self, name: &str, range: &Range<usize>) -> Stop {
        Box::new(
            Diagnostic::error(
                Code::BadAlias,
                format!("there is no anchor `&{name}` before this alias"),
            )
            .at(self.span(range), "an alias of nothing")
            .help("quote the text if a leading `*` is meant"),
        )
    }

    fn unknown_tag(&mut self, tag: &Tag, range: &Range<usize>) {
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

    fn refused(&self, refusal: Refusal, range: &Range<usize>) -> Stop {
        Box::new(super::refused(refusal, self.span(range)))
    }

    fn syntax(&self, error: &ScanError) -> Stop {
        let bracket = self.open.iter().rev().find_map(|open| open.bracket);
        Box::new(yaml_advice::syntax(error, self.text, self.source, bracket))
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
