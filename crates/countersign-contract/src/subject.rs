//! The document under test, read once: the resolved text, the model made from it, and both judges.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use countersign_json::{Limits, Value};
use countersign_model::{Api, Location, SchemaId};
use countersign_spec::render::{self, Colour};
use countersign_spec::{Diagnostics, Files, Folder, NodeId, Resolved, Severity, Span};

use crate::judge::{Judge, Judgement, Oracle, Role, is_judgeable};

/// A document that can be tested against.
#[derive(Debug)]
pub struct Subject {
    resolved: Resolved,
    api: Api,
    /// Whether any schema is `writeOnly`: few documents have one, and answers are searched for them.
    has_write_only: bool,
    oracle: Oracle,
    /// What was judged already: services say the same many times.
    known: Mutex<HashMap<By, Known>>,
}

/// What a text is judged by: a schema, on one side of the exchange.
type By = (SchemaId, Role);

/// What was said about texts.
type Known = HashMap<Box<[u8]>, Judgement>;

/// How many judgements by one schema are kept.
const MOST_KNOWN: usize = 1_024;
/// Of texts of how many bytes at most. Answers come again and again; so do the short texts of parameters, while the
/// bodies of requests are all different.
const LONGEST_KNOWN: [(Role, usize); 2] = [(Role::Request, 64), (Role::Response, 2_048)];

/// Why a document cannot be tested against.
#[derive(Debug)]
pub enum LoadError {
    /// The path is not that of a file.
    Path(io::Error),
    /// The document has errors, rendered as text, one block each.
    Document(String),
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::Path(error) => write!(f, "cannot read the document: {error}"),
            LoadError::Document(text) => f.write_str(text.trim_end()),
        }
    }
}

impl std::error::Error for LoadError {}

impl Subject {
    /// Reads the document at a path, with the files that it refers to.
    ///
    /// # Errors
    /// When there is no such file, or the document has errors.
    pub fn load(path: &Path) -> Result<Subject, LoadError> {
        let (folder, entry) = Folder::of(path).map_err(LoadError::Path)?;
        Subject::read(&folder, &entry)
    }

    /// Reads a document from any files.
    ///
    /// # Errors
    /// When the document has errors.
    pub fn read(files: &dyn Files, entry: &str) -> Result<Subject, LoadError> {
        let (read, mut diagnostics) = countersign_spec::read(files, entry);
        let tree_sources = read.tree().sources().clone();
        let (resolved, more) = countersign_spec::resolve(read);
        diagnostics.extend(more);
        let failed = |diagnostics: &Diagnostics| {
            let mut errors = Diagnostics::new();
            let all = diagnostics.iter().cloned();
            errors.extend(all.filter(|one| one.severity == Severity::Error));
            LoadError::Document(render::human(&errors, &tree_sources, Colour::Off))
        };
        let Some(resolved) = resolved else {
            return Err(failed(&diagnostics));
        };
        let (api, more) = countersign_model::lower(&resolved);
        diagnostics.extend(more);
        if diagnostics.has_errors() {
            return Err(failed(&diagnostics));
        }
        let has_write_only = api.schemas.iter().any(|it| it.annotations.write_only);
        Ok(Subject {
            resolved,
            api,
            has_write_only,
            oracle: Oracle::default(),
            known: Mutex::default(),
        })
    }

    /// The model of the document.
    #[must_use]
    pub fn api(&self) -> &Api {
        &self.api
    }

    pub(crate) fn has_write_only(&self) -> bool {
        self.has_write_only
    }

    /// The document as it was read.
    #[must_use]
    pub fn resolved(&self) -> &Resolved {
        &self.resolved
    }

    /// Judges JSON text by both judges; text that is no JSON is invalid for the reason given.
    ///
    /// # Errors
    /// What is wrong with the text, where it is no JSON.
    pub fn judge(&self, schema: SchemaId, role: Role, text: &[u8]) -> Result<Judgement, String> {
        let longest = LONGEST_KNOWN.iter().find(|(known, _)| *known == role);
        if longest.is_none_or(|(_, longest)| text.len() > *longest) {
            return self.judge_anew(schema, role, text);
        }
        let by = (schema, role);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(judgement) = known().get(&by).and_then(|known| known.get(text)) {
            return Ok(judgement.clone());
        }
        let judgement = self.judge_anew(schema, role, text)?;
        let mut known = known();
        let known = known.entry(by).or_default();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(Box::from(text), judgement.clone());
        Ok(judgement)
    }

    fn judge_anew(&self, schema: SchemaId, role: Role, text: &[u8]) -> Result<Judgement, String> {
        let text =
            std::str::from_utf8(text).map_err(|error| format!("it is not UTF-8: {error}"))?;
        let value =
            countersign_json::read(text, Limits::default()).map_err(|error| error.to_string())?;
        if !is_judgeable(&value) {
            return Ok(Judgement::Undecided(
                "a number is beyond floats, or a member stands twice".to_owned(),
            ));
        }
        Ok(self.judge_value(schema, role, &value, text))
    }

    fn judge_value(&self, schema: SchemaId, role: Role, value: &Value, text: &str) -> Judgement {
        let ours = Judge::new(&self.api, role).judge(&[schema], value);
        let node = || self.locate(&self.api.schema(schema)?.origin.location);
        let theirs = self
            .oracle
            .judge(&self.resolved, (schema, role), node, text);
        Judgement::of(ours, theirs)
    }

    /// Where a keyword of a schema stands in the document: at the keyword, or else at the schema.
    #[must_use]
    pub fn keyword_span(&self, schema: SchemaId, keyword: &str) -> Option<Span> {
        let schema = self.api.schema(schema)?;
        let node = self
            .locate(&schema.origin.location)
            .map(|id| self.resolved.node(id));
        let entry = node
            .and_then(|node| node.entry(keyword))
            .map(|entry| entry.key_span);
        Some(entry.unwrap_or(schema.origin.span))
    }

    /// A place as `file:line:column`.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        let sources = self.resolved.sources();
        let position = sources.position(span);
        format!(
            "{}:{}:{}",
            sources.name(span.source),
            position.line,
            position.column
        )
    }

    /// The node that stands at a location.
    fn locate(&self, location: &Location) -> Option<NodeId> {
        let root = self.resolved.tree().root(location.source)?;
        let mut node = self.resolved.node(root);
        for token in location.pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            node = match node.get(&token) {
                Some(member) => member,
                None => node.items().nth(token.parse().ok()?)?,
            };
        }
        Some(node.id())
    }
}
