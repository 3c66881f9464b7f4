//! Law 7 over every case, and over small documents of the corpus where it is there: the same bytes from a document whose
//! mappings are shuffled where their order has no meaning, and bindings that stay fresh when they are formatted.
//!
//! Fixed fields have no order: the keywords of a schema, the fields of an operation, a parameter, a response and so on. Names
//! that the author chose have one, in which people read them and in which the types are written: paths and their
//! operations, components, properties, responses, media types, the values of `mapping`. A value (an example, a default) is kept
//! as it is.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use countersign_build::{Config, Entry, check, generate};
use countersign_codegen::{Examples, Header, name, render};
use countersign_json::Value;
use countersign_model::lower;
use countersign_spec::{Memory, read, resolve};
use countersign_tests::generated;

/// What the entries of a mapping are.
#[derive(Clone, Copy, PartialEq)]
enum Entries {
    /// Fixed fields.
    Fields,
    /// Names, each with an object of fixed fields.
    Names,
    /// Names, each with names.
    NamesOfNames,
    /// A value of the user, or of an extension.
    Values,
}

/// What stands at a fixed field (OpenAPI 3.2, section 4; JSON Schema 2020-12).
fn of_field(field: &str, value: &Value) -> Entries {
    match field {
        "paths" | "webhooks" | "pathItems" => Entries::NamesOfNames,
        "callbacks" => Entries::NamesOfNames,
        "$defs" | "components" | "content" | "dependentSchemas" | "encoding" | "headers"
        | "links" | "parameters" | "patternProperties" | "properties" | "requestBodies"
        | "responses" | "schemas" | "securitySchemes" | "variables" => match field {
            "components" => Entries::Fields,
            _ => Entries::Names,
        },
        "examples" if matches!(value, Value::Object(_)) => Entries::Names,
        "const" | "default" | "dependentRequired" | "enum" | "example" | "examples" | "mapping"
        | "scopes" | "security" | "value" => Entries::Values,
        extension if extension.starts_with("x-") => Entries::Values,
        _ => Entries::Fields,
    }
}

/// A generator of numbers that are the same in every run.
struct Shuffle(u64);

impl Shuffle {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 16
    }

    fn apply(&mut self, value: &Value, entries: Entries) -> Value {
        match value {
            Value::Array(items) if entries != Entries::Values => {
                let items = items.iter();
                Value::Array(
                    items
                        .map(|item| self.apply(item, Entries::Fields))
                        .collect(),
                )
            }
            Value::Object(members) if entries != Entries::Values => self.members(members, entries),
            kept => kept.clone(),
        }
    }

    fn members(&mut self, members: &[(String, Value)], entries: Entries) -> Value {
        let mut shuffled = Vec::with_capacity(members.len());
        for (name, value) in members {
            let inner = match entries {
                Entries::NamesOfNames => Entries::Names,
                Entries::Names => Entries::Fields,
                _ => of_field(name, value),
            };
            shuffled.push((name.clone(), self.apply(value, inner)));
        }
        if entries == Entries::Fields {
            // Fisher and Yates.
            for last in (1..shuffled.len()).rev() {
                let other = self.next() as usize % (last + 1);
                shuffled.swap(last, other);
            }
        }
        Value::Object(shuffled)
    }
}

/// A document of one file as a value, with the spelling of its numbers.
fn document(path: &Path) -> Value {
    let name = path.file_name().unwrap().to_str().unwrap();
    let (found, _) = read(&Memory::new().with(name, fs::read(path).unwrap()), name);
    let tree = found.tree();
    let root = tree.root(tree.sources().ids().next().unwrap()).unwrap();
    tree.node(root).to_value()
}

/// The source of its types; `None` where it has errors.
fn source(document: &Value) -> Option<String> {
    let files = Memory::new().with("a.json", document.to_string());
    let (resolved, _) = resolve(read(&files, "a.json").0);
    let (api, diagnostics) = lower(&resolved?);
    if diagnostics.has_errors() {
        return None;
    }
    let header = Header {
        source: "a.json",
        command: "cargo test",
    };
    Some(render(&name(&api).0, Examples::Tested, header).0)
}

/// Every document of the cases, the worked example, and the corpus as far as a document is one small file.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = generated::FILES
        .iter()
        .map(|(file, _)| root.join(file))
        .collect();
    paths.push(root.join("../schema/lsps1.yaml"));
    let corpus = fs::read_dir(root.join("../../shared/corpus"))
        .into_iter()
        .flatten();
    let small = corpus.map(Result::unwrap).filter(|entry| {
        let metadata = entry.metadata().unwrap();
        metadata.is_file()
            && metadata.len() < MOST_BYTES
            && entry.path().extension().unwrap() != "tsv"
    });
    paths.extend(small.map(|entry| entry.path()));
    paths
}

/// The size of the largest document of the corpus that is taken.
const MOST_BYTES: u64 = 150_000;

/// How often each document is shuffled.
const SHUFFLES: u64 = 3;

#[test]
fn same_bytes_from_shuffled_fields() {
    let mut differing = BTreeSet::new();
    let mut count = 0;
    for path in documents() {
        let document = document(&path);
        let Some(expected) = source(&document) else {
            continue;
        };
        for seed in 1..=SHUFFLES {
            let shuffled =
                Shuffle(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)).apply(&document, Entries::Fields);
            count +=
                usize::from(shuffled != document || shuffled.to_string() != document.to_string());
            let source = source(&shuffled).unwrap_or_default();
            if source != expected {
                let lines = source.lines().zip(expected.lines());
                let first = lines.clone().find(|(now, then)| now != then);
                differing.insert(format!("{}: {first:?}", path.display()));
            }
        }
    }
    assert!(differing.is_empty(), "{differing:#?}");
    assert!(
        count > 100,
        "only {count} documents were another after they were shuffled"
    );
}

/// What `cargo fmt` does to bindings, whatever it is told to do, does not make them stale.
#[test]
fn bindings_are_fresh_after_they_were_formatted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formatted");
    let mut config = Config::new(root).command("cargo test");
    let mut files = Vec::new();
    for (number, (file, _)) in generated::FILES.iter().enumerate() {
        let out = folder.join(number.to_string());
        files.push(out.join("types.rs"));
        config = config.entry(Entry::new(*file, out.to_str().unwrap()));
    }
    assert!(!generate(&config).has_failed());
    for width in ["60", "140"] {
        let mut rustfmt = Command::new("rustfmt");
        rustfmt.args([
            "--edition",
            "2024",
            "--config",
            &format!("max_width={width},use_small_heuristics=Max"),
        ]);
        let Ok(status) = rustfmt.args(&files).status() else {
            return; // no rustfmt on this machine
        };
        assert!(status.success());
        let outcome = check(&config);
        assert!(
            outcome.changes.is_empty(),
            "width {width}: {} files are stale",
            outcome.changes.len()
        );
    }
}
