//! The generators that are measured beside ours: where they come from, how they are called, and what makes a crate of
//! their output.

mod install;
mod manifest;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use super::usage::{self, Usage};
use super::{Failure, Options, built};

pub(super) use self::install::default_folder;

/// What a tool is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Extent<'a> {
    /// Everything that it writes: ours, types, client and server; the others, types and client.
    Most,
    /// Types and client, as the others write.
    Client,
    /// Types and client of one tag: ours alone can.
    Tag(&'a str),
}

/// A generator of Rust from OpenAPI, ready to be called.
pub(super) struct Tool {
    kind: Kind,
    /// The program, and the arguments that come before its own.
    program: Vec<OsString>,
}

/// Every generator.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Ours,
    /// Ours without what most of the others do not write either.
    WithoutBuilders,
    Oas3Gen,
    Ploidy,
    OpenapiToRust,
    Progenitor,
    OpenapiGenerator,
}

impl Kind {
    /// The others, those that are quick to install first.
    const PEERS: [Kind; 5] = [
        Kind::Oas3Gen,
        Kind::Ploidy,
        Kind::OpenapiToRust,
        Kind::Progenitor,
        Kind::OpenapiGenerator,
    ];

    /// Its name and its version, as tables have it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Ours => "countersign",
            Kind::WithoutBuilders => "countersign --builders none",
            Kind::Oas3Gen => "oas3-gen 0.29.0",
            Kind::Ploidy => "ploidy 0.15.0",
            Kind::OpenapiToRust => "openapi-to-rust 0.23.0",
            Kind::Progenitor => "progenitor 0.15.1",
            Kind::OpenapiGenerator => "openapi-generator 7.26.0 rust",
        }
    }

    /// What it is asked with: a document, and a folder that gets a crate, or the sources of one.
    fn arguments(self, document: &Path, out: &Path, extent: Extent<'_>) -> Vec<OsString> {
        let [document, sources] =
            [document.to_owned(), out.join("src/generated")].map(OsString::from);
        let out = OsString::from(out);
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        let mut all = match self {
            Kind::Ours | Kind::WithoutBuilders => [
                words(&["generate"]),
                vec![document, "--out".into(), sources],
            ]
            .concat(),
            Kind::Oas3Gen => {
                let mode = words(&["generate", "client-mod", "--workspace", "--input"]);
                [mode, vec![document, "--output".into(), out]].concat()
            }
            Kind::Ploidy => {
                let rest = words(&["--name", "document"]);
                [
                    words(&["generate", "rust", "--output"]),
                    vec![out, document],
                    rest,
                ]
                .concat()
            }
            Kind::OpenapiToRust => {
                let rest = words(&["--module-name", "generated", "--quiet"]);
                let given = vec![document, "--output-dir".into(), sources];
                [words(&["generate"]), given, rest].concat()
            }
            Kind::Progenitor => {
                let rest = words(&["--name", "document", "--version", "0.0.0"]);
                let given = vec!["--input".into(), document, "--output".into(), out];
                [words(&["progenitor"]), given, rest].concat()
            }
            Kind::OpenapiGenerator => {
                let given = vec!["-i".into(), document, "-o".into(), out];
                [words(&["generate", "-g", "rust"]), given].concat()
            }
        };
        if self == Kind::WithoutBuilders {
            all.extend(words(&["--builders", "none"]));
        }
        if matches!(self, Kind::Ours | Kind::WithoutBuilders) {
            all.push("--targets".into());
            all.push(match extent {
                Extent::Most => "types,client,server".into(),
                Extent::Client | Extent::Tag(_) => "types,client".into(),
            });
            if let Extent::Tag(tag) = extent {
                all.extend(["--tags".into(), tag.into()]);
            }
        }
        all
    }
}

impl Tool {
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// The same program, asked in another way.
    pub(super) fn as_kind(&self, kind: Kind) -> Tool {
        let program = self.program.clone();
        Tool { kind, program }
    }

    /// Generates a crate, or the sources of one, into a folder, and says what that cost.
    pub(super) fn generate(
        &self,
        document: &Path,
        out: &Path,
        extent: Extent<'_>,
    ) -> Result<Usage, Failure> {
        if out.exists() {
            fs::remove_dir_all(out)?;
        }
        fs::create_dir_all(out)?;
        let log = tempfile::NamedTempFile::new()?;
        let [program, before @ ..] = self.program.as_slice() else {
            return Err("a tool without a program".into());
        };
        let mut command = Command::new(program);
        command
            .args(before)
            .args(self.kind.arguments(document, out, extent));
        command.current_dir(out);
        let mut usage = usage::of(&command, log.path())?;
        if usage.failure.is_none() && lines(out)? == 0 {
            usage.failure = Some("it wrote no Rust".to_owned());
        }
        Ok(usage)
    }

    /// Makes the crate of its output one that cargo builds alone.
    pub(super) fn complete(&self, out: &Path) -> Result<(), Failure> {
        manifest::complete(self.kind, out)
    }
}

/// Ours, built from this tree, and, where they are asked for, the others. What cannot be had is left out, with a word.
pub(super) fn tools(options: &Options) -> Result<Vec<Tool>, Failure> {
    let folder = built(&["--package", "countersign-cli"])?;
    let ours = folder.join(format!("countersign{}", env::consts::EXE_SUFFIX));
    let mut tools = vec![Tool {
        kind: Kind::Ours,
        program: vec![ours.into()],
    }];
    let wanted = if options.with_peers {
        &Kind::PEERS[..]
    } else {
        &[]
    };
    for &kind in wanted {
        match install::program(kind, &options.peers_dir) {
            Ok(program) => tools.push(Tool { kind, program }),
            Err(error) => anstream::eprintln!("{}: not installed: {error}", kind.name()),
        }
    }
    Ok(tools)
}

/// The lines of Rust under a folder.
pub(super) fn lines(folder: &Path) -> Result<u64, Failure> {
    let mut lines = 0;
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            lines += fs::read_to_string(entry.path())?.lines().count() as u64;
        }
    }
    Ok(lines)
}

/// The types that are declared in Rust under a folder: structs, enumerations and aliases, by the words that start them.
pub(super) fn types(folder: &Path) -> Result<u64, Failure> {
    let mut types = 0;
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            let text = fs::read_to_string(entry.path())?;
            let starts = ["pub struct ", "pub enum ", "pub type "];
            let declares = |line: &&str| {
                starts
                    .iter()
                    .any(|start| line.trim_start().starts_with(start))
            };
            types += text.lines().filter(declares).count() as u64;
        }
    }
    Ok(types)
}

/// A folder for crates that are compiled, kept from run to run.
pub(super) fn scratch() -> PathBuf {
    env::temp_dir().join("countersign-bench")
}
