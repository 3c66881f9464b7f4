//! The keys of `[[generate]]` that say which part of a document is wanted, and in which form.

use countersign_codegen::{Builders, Inline, Modules};
use countersign_model::Wanted;
use countersign_spec::{Code, Diagnostic, Span};
use toml::de::DeTable;

use super::{Reader, Value, suggesting};
use crate::config::{BUILDERS, INLINE, MODULES};

/// A key, and what its words select by.
type Kind = (&'static str, fn(String) -> Wanted);

impl Reader {
    /// `operations`, `tags` and `paths`.
    pub(super) fn selection(&mut self, table: &DeTable<'_>) -> Vec<(Wanted, Option<Span>)> {
        let mut selection = Vec::new();
        let kinds: [Kind; 3] = [
            ("operations", Wanted::Operation),
            ("tags", Wanted::Tag),
            ("paths", Wanted::Path),
        ];
        for (key, wanted) in kinds {
            let texts = table.get(key).map(|value| self.texts(key, value));
            let texts = texts.unwrap_or_default().into_iter();
            selection.extend(texts.map(|(text, span)| (wanted(text), Some(span))));
        }
        selection
    }

    fn texts(&mut self, key: &str, value: Value<'_>) -> Vec<(String, Span)> {
        match value.get_ref().as_array() {
            Some(list) if !list.is_empty() => list
                .iter()
                .filter_map(|item| self.text(key, item))
                .collect(),
            _ => {
                self.wrong(key, "an array of at least one string", value);
                Vec::new()
            }
        }
    }

    /// `modules`
    pub(super) fn modules(&mut self, value: Value<'_>) -> Option<Modules> {
        self.one_of("modules", "division into modules", &MODULES, value)
    }

    /// `inline`
    pub(super) fn inline(&mut self, value: Value<'_>) -> Option<Inline> {
        self.one_of("inline", "way with types in place", &INLINE, value)
    }

    /// `builders`
    pub(super) fn builders(&mut self, value: Value<'_>) -> Option<Builders> {
        self.one_of("builders", "choice of builders", &BUILDERS, value)
    }

    /// One of several words; `what` is what it is called in an error.
    fn one_of<T: Copy>(
        &mut self,
        key: &str,
        what: &str,
        words: &'static [(&'static str, T)],
        value: Value<'_>,
    ) -> Option<T> {
        let (word, span) = self.text(key, value)?;
        let known = words.iter().find(|(name, _)| *name == word);
        if known.is_none() {
            let message = format!("unknown {what} `{word}`");
            let error = Diagnostic::error(Code::InvalidSetting, message).at(span, "this one");
            let words: Vec<&'static str> = words.iter().map(|(name, _)| *name).collect();
            let error = suggesting(error, &word, &words, "words");
            self.diagnostics.push(error);
        }
        known.map(|(_, meaning)| *meaning)
    }
}
