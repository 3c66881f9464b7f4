//! What is said about a document: one finding, and the collection that every stage hands on.

use std::cmp::Ordering;

use crate::{Code, Span};

/// How bad it is.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub enum Severity {
    /// The document cannot be used as it is written.
    Error,
    /// The document can be used, but something in it will not have the effect that its author expects.
    Warning,
    /// Worth knowing; nothing is lost.
    Note,
}

impl Severity {
    /// The word that reports use.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// One finding about the document, in rustc's manner: lower case, terse, no full stop, user text in backticks.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Diagnostic {
    /// The stable code, whose page explains it.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where; absent only when there is no text to point at.
    pub span: Option<Span>,
    /// What is at that place; may be empty.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that matter, each with its label.
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    /// An error.
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A warning.
    #[must_use]
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    /// A note.
    #[must_use]
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message.into())
    }

    /// The place, and what is there.
    #[must_use]
    pub fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.span = Some(span);
        self.label = label.into();
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Another place that matters, and what is there.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    fn new(severity: Severity, code: Code, message: String) -> Self {
        Diagnostic {
            code,
            severity,
            message,
            span: None,
            label: String::new(),
            help: None,
            related: Vec::new(),
        }
    }
}

/// All that a stage had to say. Stages go on past an error, so that a user sees everything at once.
#[derive(Clone, Debug, Default)]
#[must_use = "diagnostics must be shown, or handed on"]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Nothing said yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// All of them once each, by source, place and severity; those without a place come first.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by(|a, b| by_place(a, b));
        sorted.dedup();
        sorted.into_iter()
    }

    /// Whether any is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many there are of a severity, each counted once.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.list.extend(diagnostics);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    /// In the order in which they were pushed, for handing them on with `extend`.
    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

fn by_place(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    let place = |one: &Diagnostic| one.span.map(|span| (span.source, span.start));
    let kind = |one: &Diagnostic| (one.severity, one.code, one.span.map(|span| span.end));
    place(a)
        .cmp(&place(b))
        .then_with(|| kind(a).cmp(&kind(b)))
        .then_with(|| (&a.message, &a.label, &a.help).cmp(&(&b.message, &b.label, &b.help)))
}
