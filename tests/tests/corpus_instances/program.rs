//! The compiled types of all documents.

use std::path::PathBuf;

use countersign_tests::scratch::{self, Decision, Module, Scratch, Warnings};

use crate::document::Document;

/// The program that decides by them.
pub(crate) struct Program {
    path: PathBuf,
    /// The number of the first type of each document.
    first: Vec<usize>,
}

impl Program {
    /// Compiles the types of the documents, a module for each, at once.
    pub(crate) fn build(documents: &[Document]) -> Self {
        let scratch = Scratch::new(
            env!("CARGO_TARGET_TMPDIR"),
            "corpus-instances",
            Warnings::Denied,
        );
        let mut first = Vec::new();
        let mut count = 0;
        let mut modules = Vec::new();
        for (number, document) in documents.iter().enumerate() {
            let name = format!("d{number}");
            first.push(count);
            count += document.types.len();
            modules.push(Module {
                types: document.types.iter().map(|it| it.place(&name)).collect(),
                source: &document.source,
                name,
            });
        }
        let messages = scratch.build(&modules);
        let rendered = messages
            .iter()
            .filter_map(|it| it["message"]["rendered"].as_str());
        let Some(path) = scratch::program(&messages) else {
            let said: String = rendered.collect();
            panic!("the types do not compile: {said}");
        };
        Self { path, first }
    }

    /// What the types of a document say: a decision for each type, by its index, and JSON text.
    pub(crate) fn decide(&self, document: usize, mut texts: Vec<(usize, String)>) -> Vec<Decision> {
        for (each, _) in &mut texts {
            *each += self.first[document];
        }
        scratch::decide(&self.path, &texts)
    }
}
