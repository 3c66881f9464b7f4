//! `countersign.toml` as a [`Config`]: every error at once, each with its place.

mod mapping;
mod part;

use std::path::Path;

use countersign_codegen::Examples;
use countersign_spec::{Code, Diagnostic, Diagnostics, Mirror, SourceId, Sources, Span, nearest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Config, Entry, Places, Target};
use crate::Report;

type Value<'t> = &'t Spanned<DeValue<'t>>;

/// Keys of the file, and of `[[generate]]`; `[test]` is for `countersign test`.
const TOP: &[&str] = &["command", "generate", "test"];
const GENERATE: &[&str] = &[
    "builders",
    "examples",
    "features",
    "inline",
    "mapping",
    "mirrors",
    "modules",
    "operations",
    "out",
    "paths",
    "root",
    "schema",
    "tags",
    "targets",
];

pub(super) fn load(file: &Path) -> Result<Config, Report> {
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return Err(unreadable(&name, &error)),
    };
    let mut sources = Sources::default();
    let source = sources.add(name, text);
    let mut reader = Reader {
        source,
        diagnostics: Diagnostics::new(),
    };
    let read = reader.file(sources.text(source));
    if reader.diagnostics.has_errors() {
        return Err(Report {
            sources,
            diagnostics: reader.diagnostics,
        });
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut config = Config::new(folder);
    if let Some(command) = read.command {
        config.command = command;
    }
    Ok(Config {
        entries: read.entries,
        sources,
        ..config
    })
}

fn unreadable(name: &str, error: &std::io::Error) -> Report {
    let mut diagnostics = Diagnostics::new();
    let message = format!("`{name}` cannot be read: {error}");
    let help = "it says which document feeds which folder: `[[generate]]` with `schema` and `out`";
    diagnostics.push(Diagnostic::error(Code::UnreadableConfig, message).help(help));
    Report {
        sources: Sources::default(),
        diagnostics,
    }
}

#[derive(Default)]
struct File {
    entries: Vec<Entry>,
    command: Option<String>,
}

struct Reader {
    source: SourceId,
    diagnostics: Diagnostics,
}

impl Reader {
    fn file(&mut self, text: &str) -> File {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let range = error.span().unwrap_or(0..0);
            let message = format!("not TOML: {}", error.message());
            self.diagnostics
                .push(Diagnostic::error(Code::ConfigSyntax, message).at(self.span(range), "here"));
        }
        if !errors.is_empty() {
            return File::default();
        }
        let table = table.get_ref();
        self.unknown_keys(table, TOP);
        let command = table
            .get("command")
            .and_then(|value| self.text("command", value));
        let entries = table
            .get("generate")
            .map(|value| self.entries(value))
            .unwrap_or_default();
        if entries.is_empty() && !self.diagnostics.has_errors() {
            let message = "nothing to generate: there is no `[[generate]]`";
            let start = self.span(0..0);
            self.diagnostics
                .push(Diagnostic::error(Code::MissingSetting, message).at(start, "add one"));
        }
        self.shared_outputs(&entries);
        File {
            entries,
            command: command.map(|(text, _)| text),
        }
    }

    fn entries(&mut self, value: Value<'_>) -> Vec<Entry> {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong("generate", "an array of tables: `[[generate]]`", value);
            return Vec::new();
        };
        let mut entries = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_table() {
                Some(table) => entries.extend(self.entry(table, item)),
                None => self.wrong("generate", "an array of tables: `[[generate]]`", item),
            }
        }
        entries
    }

    fn entry(&mut self, table: &DeTable<'_>, place: Value<'_>) -> Option<Entry> {
        self.unknown_keys(table, GENERATE);
        let schema = self.required("schema", table, place);
        let out = self.required("out", table, place);
        let targets = table.get("targets").map(|value| self.targets(value));
        let features = table.get("features").map(|value| self.targets(value));
        let examples = table.get("examples").and_then(|value| self.examples(value));
        let selection = self.selection(table);
        let modules = table.get("modules").and_then(|value| self.modules(value));
        let inline = table.get("inline").and_then(|value| self.inline(value));
        let builders = table.get("builders").and_then(|value| self.builders(value));
        let mapping = table.get("mapping").map(|value| self.mapping(value));
        let (mapping, places_of_own) = mapping.unwrap_or_default();
        let mirrors = table.get("mirrors").map(|value| self.mirrors(value));
        let root = table
            .get("root")
            .and_then(|_| self.required("root", table, place));
        let ((schema, schema_span), (out, out_span)) = (schema?, out?);
        let entry = Entry::new(schema, out).examples(examples.unwrap_or_default());
        let entry = Entry {
            places: Places {
                schema: Some(schema_span),
                out: Some(out_span),
                root: root.as_ref().map(|(_, span)| *span),
            },
            root: root.map(|(root, _)| root),
            mirrors: mirrors.unwrap_or_default(),
            selection,
            modules: modules.unwrap_or_default(),
            inline: inline.unwrap_or_default(),
            builders,
            mapping,
            places_of_own,
            ..entry
        };
        let entry = entry.features(features.unwrap_or_default());
        Some(match targets {
            Some(targets) => entry.targets(targets),
            None => entry,
        })
    }

    fn required(
        &mut self,
        key: &str,
        table: &DeTable<'_>,
        place: Value<'_>,
    ) -> Option<(String, Span)> {
        let Some(value) = table.get(key) else {
            let span = self.span(place.span());
            let message = format!("`{key}` is missing");
            self.diagnostics.push(
                Diagnostic::error(Code::MissingSetting, message).at(span, format!("needs `{key}`")),
            );
            return None;
        };
        let (path, span) = self.text(key, value)?;
        if is_portable(&path) {
            return Some((path, span));
        }
        let message = format!("`{key}` is not a relative path with forward slashes");
        let help = "generated files must be the same on every machine";
        self.diagnostics.push(
            Diagnostic::error(Code::InvalidSetting, message)
                .at(span, "this path")
                .help(help),
        );
        None
    }

    /// `mirrors`: each key how URIs begin, each value a folder.
    fn mirrors(&mut self, value: Value<'_>) -> Vec<Mirror> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong("mirrors", "a table of URIs and folders", value);
            return Vec::new();
        };
        let mut mirrors = Vec::new();
        for key in table.keys() {
            let uri: &str = key.get_ref();
            let folder = self.required(uri, table, value);
            mirrors.extend(folder.map(|(folder, _)| Mirror {
                uri: uri.to_owned(),
                folder,
            }));
        }
        mirrors
    }

    fn targets(&mut self, value: Value<'_>) -> Vec<Target> {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong("targets", "an array of strings", value);
            return Vec::new();
        };
        let found: Vec<Target> = list.iter().filter_map(|item| self.target(item)).collect();
        if list.is_empty() {
            self.wrong("targets", "at least one of `types`", value);
        }
        found
    }

    fn target(&mut self, item: Value<'_>) -> Option<Target> {
        let (word, span) = self.text("targets", item)?;
        let known = Target::ALL
            .into_iter()
            .find(|target| target.as_str() == word);
        if known.is_none() {
            let error = Diagnostic::error(Code::InvalidSetting, format!("unknown target `{word}`"))
                .at(span, "this target");
            let words = Target::ALL.map(Target::as_str);
            self.diagnostics
                .push(suggesting(error, &word, &words, "targets"));
        }
        known
    }

    fn examples(&mut self, value: Value<'_>) -> Option<Examples> {
        match value.get_ref().as_bool() {
            Some(true) => Some(Examples::Tested),
            Some(false) => Some(Examples::Omitted),
            None => {
                self.wrong("examples", "`true` or `false`", value);
                None
            }
        }
    }

    fn text(&mut self, key: &str, value: Value<'_>) -> Option<(String, Span)> {
        match value.get_ref().as_str() {
            Some(text) => Some((text.to_owned(), self.span(value.span()))),
            None => {
                self.wrong(key, "a string", value);
                None
            }
        }
    }

    fn wrong(&mut self, key: &str, expected: &str, value: Value<'_>) {
        let span = self.span(value.span());
        let found = format!("this is {}", article(value.get_ref().type_str()));
        let message = format!("`{key}` must be {expected}");
        self.diagnostics
            .push(Diagnostic::error(Code::InvalidSetting, message).at(span, found));
    }

    fn unknown_keys(&mut self, table: &DeTable<'_>, known: &[&'static str]) {
        for key in table.keys() {
            let word: &str = key.get_ref();
            if !known.contains(&word) {
                let span = self.span(key.span());
                let error =
                    Diagnostic::error(Code::UnknownSetting, format!("unknown key `{word}`"))
                        .at(span, "this key");
                self.diagnostics
                    .push(suggesting(error, word, known, "keys"));
            }
        }
    }

    fn shared_outputs(&mut self, entries: &[Entry]) {
        for (index, entry) in entries.iter().enumerate() {
            let same = |other: &&Entry| plain(&other.out) == plain(&entry.out);
            let first = entries[..index]
                .iter()
                .find(same)
                .and_then(|first| first.places.out);
            if let (Some(first), Some(span)) = (first, entry.places.out) {
                let message = format!("two entries write `{}`", entry.out);
                let error = Diagnostic::error(Code::SharedOutput, message).at(span, "this folder");
                self.diagnostics
                    .push(error.related(first, "is written by this entry already"));
            }
        }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            source: self.source,
            start: byte(range.start),
            end: byte(range.end),
        }
    }
}

fn suggesting(error: Diagnostic, word: &str, known: &[&'static str], kind: &str) -> Diagnostic {
    match nearest(word, known.iter().copied()) {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => {
            let words: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
            error.help(format!("the {kind} are {}", words.join(", ")))
        }
    }
}

fn article(kind: &str) -> String {
    let vowel = kind.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {kind}", if vowel { "an" } else { "a" })
}

/// A relative path that means the same on every system; it may lead up, but no part of it may be empty.
fn is_portable(path: &str) -> bool {
    let part_is_plain = |part: &str| {
        !part.is_empty() && !part.contains(['\\', ':']) && !part.contains(char::is_control)
    };
    path.trim_end_matches('/').split('/').all(part_is_plain)
}

/// A path without its empty steps, for comparison.
fn plain(path: &str) -> Vec<&str> {
    path.split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect()
}
