//! `[generate.mapping]`: which Rust types formats and numbers become, and whether formats assert.

use std::collections::BTreeMap;
use std::sync::Arc;

use countersign_codegen::is_type_path;
use countersign_model::{Calendar, Formats, IntegerWidth, Mapping, NumberWidth};
use countersign_spec::{Code, Diagnostic, Span};
use toml::de::DeTable;

use super::{Reader, Value, suggesting};

const KEYS: &[&str] = &["dates", "formats", "integer", "number", "own"];

/// The words of `dates`.
const DATES: [(&str, Option<Calendar>); 4] = [
    ("chrono", Some(Calendar::Chrono)),
    ("jiff", Some(Calendar::Jiff)),
    ("string", None),
    ("time", Some(Calendar::Time)),
];

/// The words of `formats`.
const FORMATS: [(&str, Formats); 2] = [
    ("annotated", Formats::Annotated),
    ("asserted", Formats::Asserted),
];

/// The words of `integer`.
const INTEGER: [(&str, IntegerWidth); 3] = [
    ("big", IntegerWidth::Unbounded),
    ("i128", IntegerWidth::I128),
    ("i64", IntegerWidth::I64),
];

/// The words of `number`.
const NUMBER: [(&str, NumberWidth); 2] =
    [("decimal", NumberWidth::Exact), ("f64", NumberWidth::F64)];

impl Reader {
    /// `mapping`, and where it names formats.
    pub(super) fn mapping(&mut self, value: Value<'_>) -> (Mapping, BTreeMap<String, Span>) {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong("mapping", "a table: `[generate.mapping]`", value);
            return Default::default();
        };
        self.unknown_keys(table, KEYS);
        let default = Mapping::default();
        let (own, places) = table
            .get("own")
            .map(|own| self.own(own))
            .unwrap_or_default();
        let mapping = Mapping {
            dates: self.word("dates", &DATES, table).unwrap_or(default.dates),
            formats: self.word("formats", &FORMATS, table).unwrap_or_default(),
            integer: self
                .word("integer", &INTEGER, table)
                .unwrap_or(default.integer),
            number: self
                .word("number", &NUMBER, table)
                .unwrap_or(default.number),
            own,
        };
        (mapping, places)
    }

    /// What the word of a key stands for.
    fn word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
        table: &DeTable<'_>,
    ) -> Option<T> {
        let (word, span) = self.text(key, table.get(key)?)?;
        let known = words.iter().find(|(name, _)| *name == word);
        if known.is_none() {
            let message = format!("unknown mapping `{word}` of `{key}`");
            let error = Diagnostic::error(Code::InvalidSetting, message).at(span, "this word");
            let words: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
            self.diagnostics
                .push(suggesting(error, &word, &words, "words"));
        }
        known.map(|(_, meaning)| *meaning)
    }

    /// `own`: the user's types, by format.
    fn own(&mut self, value: Value<'_>) -> (BTreeMap<String, Arc<str>>, BTreeMap<String, Span>) {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong("own", "a table of formats and types", value);
            return Default::default();
        };
        let (mut own, mut places) = (BTreeMap::new(), BTreeMap::new());
        for (key, path) in table.iter() {
            let format: &str = key.get_ref();
            let Some((path, span)) = self.text(format, path) else {
                continue;
            };
            if is_type_path(&path) {
                places.insert(format.to_owned(), self.span(key.span()));
                own.insert(format.to_owned(), path.into());
                continue;
            }
            let message = format!("`{path}` is not the path of a Rust type");
            let help = "it stands in generated source as it is: `crate::Money`, `money::Amount`";
            self.diagnostics.push(
                Diagnostic::error(Code::InvalidSetting, message)
                    .at(span, "this type")
                    .help(help),
            );
        }
        (own, places)
    }
}
