//! What is generated: which document feeds which folder.

mod read;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use countersign_codegen::{Builders, Examples, Inline, Modules};
use countersign_model::{Mapping, Wanted};
use countersign_spec::{Mirror, Sources, Span};

use crate::Report;

/// The command that writes the files again, unless the configuration names another.
const COMMAND: &str = "cargo xtask codegen";

/// What is generated, by a file or by a program.
///
/// ```
/// use countersign_build::{Config, Entry};
///
/// let config = Config::new("path/of/the/workspace").entry(Entry::new("schema/orders.yaml", "src/generated"));
/// assert_eq!(config.entries().len(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) folder: PathBuf,
    pub(crate) entries: Vec<Entry>,
    pub(crate) command: String,
    pub(crate) warnings: Warnings,
    pub(crate) sources: Sources,
}

/// One document, and the folder that its bindings are written to.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(crate) schema: String,
    pub(crate) out: String,
    pub(crate) targets: Vec<Target>,
    pub(crate) features: Vec<Target>,
    pub(crate) examples: Examples,
    pub(crate) root: Option<String>,
    pub(crate) mirrors: Vec<Mirror>,
    /// What is wanted, and where the configuration says so; empty where everything is.
    pub(crate) selection: Vec<(Wanted, Option<Span>)>,
    pub(crate) modules: Modules,
    pub(crate) inline: Inline,
    /// Where nothing is said, it goes by the targets.
    pub(crate) builders: Option<Builders>,
    pub(crate) mapping: Mapping,
    /// Where the configuration names the formats of [`Mapping::own`].
    pub(crate) places_of_own: BTreeMap<String, Span>,
    pub(crate) places: Places,
}

/// Where the configuration file says it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Places {
    pub(crate) schema: Option<Span>,
    pub(crate) out: Option<Span>,
    pub(crate) root: Option<Span>,
}

/// The words of `modules`.
pub(crate) const MODULES: [(&str, Modules); 3] = [
    ("feature", Modules::Feature),
    ("one", Modules::One),
    ("tag", Modules::Tag),
];

/// The words of `inline`.
pub(crate) const INLINE: [(&str, Inline); 2] =
    [("apart", Inline::Apart), ("shared", Inline::Shared)];

/// The words of `builders`.
pub(crate) const BUILDERS: [(&str, Builders); 3] = [
    ("all", Builders::All),
    ("none", Builders::None),
    ("requests", Builders::OfRequests),
];

/// What is written for a document.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Target {
    /// `types.rs`: a type for every schema.
    Types,
    /// `client.rs`: a method for every operation, and `operations.rs` with what it shares with a server.
    Client,
    /// A server: a trait with a method an operation, and its router.
    Server,
}

impl Target {
    const ALL: [Target; 3] = [Target::Types, Target::Client, Target::Server];

    /// The word of the configuration.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Target::Types => "types",
            Target::Client => "client",
            Target::Server => "server",
        }
    }
}

/// Whether a document with warnings is good enough.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Warnings {
    /// Warnings are shown.
    #[default]
    Shown,
    /// Warnings keep files from being written, as errors do.
    Denied,
}

impl Config {
    /// A configuration whose paths are relative to this folder.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Config {
            folder: folder.into(),
            entries: Vec::new(),
            command: COMMAND.to_owned(),
            warnings: Warnings::Shown,
            sources: Sources::default(),
        }
    }

    /// Reads `countersign.toml`: a `[[generate]]` table for each document, with `schema`, `out`, and optionally
    /// `targets`, `features`, `examples`, `operations`, `tags`, `paths`, `modules`, `inline`, `builders`, `mapping`, `mirrors` and `root`, each as the method of its
    /// name of [`Entry`] says; at the top, optionally, the `command` that the headers of generated files name.
    ///
    /// # Errors
    /// Everything that is wrong with the file, with its places; unknown keys are errors.
    pub fn load(file: &Path) -> Result<Config, Report> {
        read::load(file)
    }

    /// Adds a document.
    #[must_use]
    pub fn entry(mut self, entry: Entry) -> Self {
        self.entries.push(entry);
        self
    }

    /// The command that the headers of generated files name.
    #[must_use]
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.command = command.into();
        self
    }

    /// Whether warnings keep files from being written.
    #[must_use]
    pub fn warnings(mut self, warnings: Warnings) -> Self {
        self.warnings = warnings;
        self
    }

    /// The documents.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Entry {
    /// The document and the folder of its bindings, relative to the configuration, with forward slashes.
    #[must_use]
    pub fn new(schema: impl Into<String>, out: impl Into<String>) -> Self {
        Entry {
            schema: schema.into(),
            out: out.into(),
            targets: vec![Target::Types],
            features: Vec::new(),
            examples: Examples::Tested,
            root: None,
            mirrors: Vec::new(),
            selection: Vec::new(),
            modules: Modules::One,
            inline: Inline::Shared,
            builders: None,
            mapping: Mapping::default(),
            places_of_own: BTreeMap::new(),
            places: Places::default(),
        }
    }

    /// The folder of the bindings.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.out
    }

    /// What is written; the types, unless this says otherwise. Client and server bring the types that they name.
    #[must_use]
    pub fn targets(mut self, targets: impl IntoIterator<Item = Target>) -> Self {
        self.targets = targets.into_iter().collect();
        if !self.targets.is_empty() {
            self.targets.push(Target::Types);
        }
        self.targets.sort_unstable();
        self.targets.dedup();
        self
    }

    /// What is written behind features of the crate that have the same names, so that those who need the types alone compile
    /// no more; nothing, unless this says otherwise.
    #[must_use]
    pub fn features(mut self, targets: impl IntoIterator<Item = Target>) -> Self {
        self.features = targets.into_iter().collect();
        self
    }

    /// Whether the document's examples become tests; they do, unless this says otherwise.
    #[must_use]
    pub fn examples(mut self, examples: Examples) -> Self {
        self.examples = examples;
        self
    }

    /// Only these operations, with the callbacks that they have and the types that they reach; all of the document,
    /// unless this says otherwise. In the file these are `operations`, `tags` and `paths`.
    ///
    /// What is left has the names that it has in the whole. A selection that nothing answers to is an error.
    #[must_use]
    pub fn only(mut self, wanted: impl IntoIterator<Item = Wanted>) -> Self {
        self.selection = wanted.into_iter().map(|wanted| (wanted, None)).collect();
        self
    }

    /// Whether the types stand in one module, or in one for each tag; in one, unless this says otherwise.
    ///
    /// A module of a tag has the types that only operations with that first tag use, the root all others. The root
    /// names every type of its modules again, so that `types::Order` stays where it is when a second tag uses it. With
    /// [`Modules::Feature`] each module is behind a cargo feature, `tag-orders`, which the crate has to declare, and so are
    /// its operations in client and server. A tag without types of its own has no module: its operations are always there.
    #[must_use]
    pub fn modules(mut self, modules: Modules) -> Self {
        self.modules = modules;
        self
    }

    /// Whether types that the document writes in place more than once, each time the same, are one type with several names;
    /// they are, unless this says otherwise.
    ///
    /// The first in the order of the document is the type, the others are aliases of it: a document that repeats itself
    /// compiles in half the time, and a value of one request can be used in another. Named schemas keep types of their own.
    /// For a crate that others depend on, [`Inline::Apart`] is the careful choice: when a later version of the document
    /// tells two such types apart, callers that passed the one for the other no longer compile.
    #[must_use]
    pub fn inline(mut self, inline: Inline) -> Self {
        self.inline = inline;
        self
    }

    /// Which structs have builders: a setter for each field is code to compile, whether it is called or not.
    ///
    /// Unless this says otherwise, a client alone has those of what requests may carry, since responses are only read; with
    /// a server, or for types alone, all that a struct literal would be long for have one.
    #[must_use]
    pub fn builders(mut self, builders: Builders) -> Self {
        self.builders = Some(builders);
        self
    }

    /// Which Rust types formats and numbers become, and whether formats assert. In the file a table, each key of which
    /// may be left out; `docs/formats.md` has the types:
    ///
    /// ```toml
    /// [generate.mapping]
    /// dates = "jiff"        # or "time", "chrono": features of the runtime; "string": checked text
    /// formats = "asserted"  # or "annotated": no string is refused for its format
    /// integer = "i64"       # or "i128", "big": where the format says no width
    /// number = "f64"        # or "decimal": where the format says no width
    /// own = { money = "crate::Money" }
    /// ```
    ///
    /// A type under `own` stands for the strings and numbers of its format. It is `Clone`, `Debug` and `PartialEq`, and
    /// has `countersign::Contract` and `Validate`: a `#[derive(Contract)]` newtype, or `Spelled<T>` over a `Spelling`.
    /// Where the document has assertions beside the format, it has `checks::Text` or `checks::Numeric` besides, and
    /// `checks::Scalar` for `enum` and `const`. A format that no schema has is an error.
    #[must_use]
    pub fn mapping(mut self, mapping: Mapping) -> Self {
        self.mapping = mapping;
        self
    }

    /// The folder that references to files may not leave, relative to the configuration; the document's own, unless
    /// this says otherwise.
    #[must_use]
    pub fn root(mut self, folder: impl Into<String>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// References to what begins with this URI lead to copies in a folder, relative to the configuration; nothing is
    /// fetched, and every other host is refused. In the file `mirrors = { "https://example.com/schemas/" = "vendor" }`.
    #[must_use]
    pub fn mirror(mut self, uri: impl Into<String>, folder: impl Into<String>) -> Self {
        let (uri, folder) = (uri.into(), folder.into());
        self.mirrors.push(Mirror { uri, folder });
        self
    }
}
