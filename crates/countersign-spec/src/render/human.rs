//! A diagnostic in rustc's manner, through annotate-snippets.
//!
//! Only the lines that are shown are handed over: a document may have a hundred thousand.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Colour, tidy};
use crate::source::char_start;
use crate::{Diagnostic, Severity, SourceId, Sources, Span};

/// Places up to this many lines apart are shown in one piece.
const NEAR: u32 = 30;

/// Lines of more bytes are cut around the place.
const LONG_LINE: usize = 600;

/// How much of a long line is shown before and after the place, in bytes.
const AROUND: usize = 60;

/// One place with its label.
struct Mark<'d> {
    span: Span,
    line: u32,
    label: &'d str,
    kind: AnnotationKind,
}

/// The text of one diagnostic, with its last line feed.
pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources, colour: Colour) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(tidy(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for piece in pieces(marks(diagnostic, sources)) {
        group = show(group, &piece, sources);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(tidy(help)));
    }
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

fn marks<'d>(diagnostic: &'d Diagnostic, sources: &Sources) -> Vec<Mark<'d>> {
    let mark = |span: Span, label: &'d str, kind| {
        let line = sources.position(span).line;
        Mark {
            span: first_line(span, line, sources),
            line,
            label,
            kind,
        }
    };
    let primary = diagnostic
        .span
        .map(|span| mark(span, &diagnostic.label, AnnotationKind::Primary));
    let related = diagnostic
        .related
        .iter()
        .map(|(span, label)| mark(*span, label, AnnotationKind::Context));
    primary.into_iter().chain(related).collect()
}

/// A span cut to its first line, so that a caret does not underline a page, and widened to whole characters: a place may be
/// that of a byte.
fn first_line(span: Span, line: u32, sources: &Sources) -> Span {
    let line = sources.line(span.source, line).unwrap_or(span);
    let text = sources.text(span.source);
    let is_between = |place: &u32| text.is_char_boundary(*place as usize);
    let start = span.start.min(line.end);
    let end = span.end.clamp(start, line.end);
    Span {
        start: (0..=start).rev().find(is_between).unwrap_or(start),
        end: (end..=line.end).find(is_between).unwrap_or(end),
        ..span
    }
}

/// The marks by what is shown in one piece: those that are near to the first one together, all others alone.
fn pieces(marks: Vec<Mark<'_>>) -> Vec<Vec<Mark<'_>>> {
    let mut pieces: Vec<Vec<Mark<'_>>> = Vec::new();
    for mark in marks {
        let near = |piece: &&mut Vec<Mark<'_>>| {
            piece.iter().any(|other| {
                other.span.source == mark.span.source && other.line.abs_diff(mark.line) <= NEAR
            })
        };
        match pieces.iter_mut().find(near) {
            Some(piece) => piece.push(mark),
            None => pieces.push(vec![mark]),
        }
    }
    pieces
}

fn show<'a>(group: Group<'a>, marks: &[Mark<'a>], sources: &'a Sources) -> Group<'a> {
    let Some(first) = marks.first() else {
        return group;
    };
    let source = first.span.source;
    let (from, to) = marks
        .iter()
        .fold((first.line, first.line), |(from, to), mark| {
            (from.min(mark.line), to.max(mark.line))
        });
    let name = tidy(sources.name(source));
    let lines = range(sources, source, from, to);
    if lines.len() <= LONG_LINE * (to - from + 1) as usize {
        let excerpt = Snippet::source(sources.text(source).get(lines.clone()).unwrap_or(""))
            .line_start(from as usize)
            .path(name)
            .annotations(marks.iter().map(|mark| annotation(mark, lines.start)));
        return group.element(excerpt);
    }
    marks
        .iter()
        .fold(group, |group, mark| cut(group, mark, sources))
}

/// A place in a line that is too long to be shown.
fn cut<'a>(group: Group<'a>, mark: &Mark<'a>, sources: &'a Sources) -> Group<'a> {
    let source = mark.span.source;
    let text = sources.text(source);
    let line = range(sources, source, mark.line, mark.line);
    let start = (mark.span.start as usize)
        .saturating_sub(AROUND)
        .max(line.start);
    let end = (mark.span.start as usize + AROUND).min(line.end);
    let window = char_start(text, start)..char_start(text, end);
    let position = sources.position(mark.span);
    let origin = Origin::path(tidy(sources.name(source)))
        .line(mark.line as usize)
        .char_column(position.column as usize);
    let within = Span {
        end: mark
            .span
            .end
            .min(u32::try_from(window.end).unwrap_or(u32::MAX)),
        ..mark.span
    };
    let mark = Mark {
        span: within,
        line: mark.line,
        label: mark.label,
        kind: mark.kind,
    };
    let excerpt = Snippet::source(text.get(window.clone()).unwrap_or(""))
        .line_start(mark.line as usize)
        .annotation(annotation(&mark, window.start));
    group.element(origin).element(excerpt)
}

fn annotation<'a>(mark: &Mark<'a>, base: usize) -> Annotation<'a> {
    let start = (mark.span.start as usize).saturating_sub(base);
    let end = (mark.span.end as usize).saturating_sub(base);
    let annotation = mark.kind.span(start..end.max(start));
    if mark.label.is_empty() {
        annotation
    } else {
        annotation.label(tidy(mark.label))
    }
}

/// The bytes of some lines.
fn range(sources: &Sources, source: SourceId, from: u32, to: u32) -> Range<usize> {
    let start = sources.line(source, from).map_or(0, |line| line.start);
    let end = sources.line(source, to).map_or(start, |line| line.end);
    start as usize..end as usize
}
