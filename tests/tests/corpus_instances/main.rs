//! Real documents: instances made from each of their schemas, valid ones and ones that break one keyword, are judged by the
//! generated types, by the judge of the contract tester and by the `jsonschema` crate. All three have to say the same.
//!
//! The corpus is looked for beside the workspace, in `../shared/corpus`; without it there is nothing to do. A plain run takes a
//! few small documents. `COUNTERSIGN_CORPUS=stripe,figma` takes those whose file names contain one of the words, and
//! `COUNTERSIGN_CORPUS=all` takes every one up to [`MOST_BYTES`]. What is known to differ stands in `known.rs`.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

mod document;
mod known;
mod program;
mod trial;

use std::{
    collections::BTreeSet,
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use crate::{document::Document, program::Program, trial::Figures};

/// What a plain run takes: unions, discriminators, recursion, formats, formats of 3.0 and 3.1, in little text.
const SAMPLE: [&str; 4] = [
    "oai-tictactoe.yaml",
    "oas3gen-unions.json",
    "readme-circular.json",
    "museum.yaml",
];

/// The size of the largest document that `all` takes: the output of larger ones takes minutes to compile.
const MOST_BYTES: u64 = 900_000;

#[test]
fn the_types_of_real_documents_judge_as_their_schemas_do() {
    let Some(folder) = folder() else {
        say("corpus: skipped, ../shared/corpus is not there\n");
        return;
    };
    let documents: Vec<Document> = chosen(&folder)
        .iter()
        .filter_map(|file| Document::read(&folder, file))
        .collect();
    assert!(!documents.is_empty(), "no document was chosen");
    let program = Program::build(&documents);
    let mut problems = Vec::new();
    let mut differing = BTreeSet::new();
    for (number, document) in documents.iter().enumerate() {
        let (figures, found) = trial::run(number, document, &program);
        say(&format!("{:34} {figures}\n", document.file));
        assert!(figures.is_telling(), "{}: {figures}", document.file);
        for problem in found {
            let is_first = differing.insert((document.file.clone(), problem.ident.clone()));
            if is_first && !known::is_known(&document.file, &problem.ident) {
                problems.push(problem.to_string());
            }
        }
    }
    problems.extend(known::unneeded(&documents, &differing));
    assert!(
        problems.is_empty(),
        "{} types differ, each with one instance:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    folder.is_dir().then_some(folder)
}

/// The files to take, of those that are whole in one file.
fn chosen(folder: &Path) -> Vec<String> {
    let words = env::var("COUNTERSIGN_CORPUS").unwrap_or_default();
    let is_chosen = |name: &str, bytes: u64| match words.as_str() {
        "" => SAMPLE.contains(&name),
        "all" => bytes <= MOST_BYTES,
        words => words.split(',').any(|word| name.contains(word)),
    };
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    let mut names: Vec<String> = files
        .map(|entry| {
            let bytes = entry.metadata().unwrap().len();
            (entry.file_name().into_string().unwrap(), bytes)
        })
        .filter(|(name, bytes)| !name.ends_with(".tsv") && is_chosen(name, *bytes))
        .map(|(name, _)| name)
        .collect();
    names.sort();
    names
}

/// Says something that is seen even where the test passes: the figures are the point.
fn say(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

impl Figures {
    /// Whether a document that has types said anything: values of both kinds were judged.
    fn is_telling(&self) -> bool {
        self.types == 0 || (self.valid > 0 && self.invalid > 0)
    }
}
