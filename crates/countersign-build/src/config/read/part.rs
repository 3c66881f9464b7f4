//! The keys of `[[generate]]` that say which part of a document is wanted, and in which modules.

use countersign_codegen::Modules;
use countersign_model::Wanted;
use countersign_spec::{Code, Diagnostic, Span};
use toml::de::DeTable;

use super::{Reader, Value, suggesting};
use crate::config::MODULES;

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
        let (word, span) = self.text("modules", value)?;
        let known = MODULES.iter().find(|(name, _)| *name == word);
        if known.is_none() {
            let message = format!("unknown division into modules `{word}`");
            let error = Diagnostic::error(Code::InvalidSetting, message).at(span, "this one");
            let words = MODULES.map(|(name, _)| name);
            let error = suggesting(error, &word, &words, "divisions");
            self.diagnostics.push(error);
        }
        known.map(|(_, modules)| *modules)
    }
}
