//! The pipeline on one screen: read, resolve, lower, name, emit, render; then the files.

use std::path::{Path, PathBuf};

use countersign_codegen::{
    Examples, Header, Named, emit, name, render, render_client, render_operations, render_server,
};
use countersign_model::lower;
use countersign_spec::{Code, Diagnostic, Diagnostics, Folder, Read, read, resolve};

use crate::disk::{File, Output};
use crate::report::stops;
use crate::{Change, Config, Entry, Outcome, Report, Target};

/// What became of a document; without errors, even where warnings are denied, it is complete.
pub(crate) struct Compiled<T> {
    pub(crate) source: Option<T>,
    pub(crate) report: Report,
}

/// Takes a document through every stage, the last of which is `write`; `schema` is relative to `root` and may lead up.
pub(crate) fn compile<T>(
    root: &Path,
    schema: &str,
    write: impl FnOnce(&Named<'_>) -> (T, Diagnostics),
) -> Compiled<T> {
    let (root, entry) = rooted(root, schema);
    compile_read(read(&Folder::new(root), &entry), write)
}

/// The stages after the first.
pub(crate) fn compile_read<T>(
    (read, mut diagnostics): (Read, Diagnostics),
    write: impl FnOnce(&Named<'_>) -> (T, Diagnostics),
) -> Compiled<T> {
    let sources = read.tree().sources().clone();
    let (resolved, more) = resolve(read);
    diagnostics.extend(more);
    let mut source = None;
    if let Some(resolved) = resolved {
        let (api, more) = lower(&resolved);
        diagnostics.extend(more);
        if !diagnostics.has_errors() {
            let (named, more) = name(&api);
            diagnostics.extend(more);
            let (written, more) = write(&named);
            diagnostics.extend(more);
            source = Some(written);
        }
    }
    Compiled {
        source,
        report: Report {
            sources,
            diagnostics,
        },
    }
}

/// Takes a document through every stage, writes nothing, and says what was found; `schema` is relative to `folder`.
pub fn diagnose(folder: &Path, schema: &str) -> Report {
    compile(folder, schema, |named| emit(named, Examples::Tested)).report
}

/// Writes every file that is not current. A document with errors leaves the files that it feeds as they are.
pub fn generate(config: &Config) -> Outcome {
    run(config, |output, changes, diagnostics| {
        let is_complete = output.apply(&changes, diagnostics);
        if is_complete { changes } else { Vec::new() }
    })
}

/// Finds every file that is not current, and writes none.
pub fn check(config: &Config) -> Outcome {
    run(config, |_, changes, _| changes)
}

fn run(
    config: &Config,
    act: impl Fn(&Output<'_>, Vec<Change>, &mut Diagnostics) -> Vec<Change>,
) -> Outcome {
    let mut reports = Vec::new();
    let mut changes = Vec::new();
    let mut disk = Diagnostics::new();
    for entry in &config.entries {
        let compiled = compile(&config.folder, &entry.schema, |named| {
            files(config, entry, named)
        });
        let stopped = stops(&compiled.report.diagnostics, config.warnings);
        let (report, unread) = without_unread(compiled.report, entry);
        reports.push(report);
        disk.extend(unread);
        let Some(files) = compiled.source.filter(|_| !stopped) else {
            continue;
        };
        let output = Output {
            root: &config.folder,
            folder: &entry.out,
            place: entry.places.out,
        };
        let mut found = Diagnostics::new();
        let wanted = output.changes(&files, &mut found);
        if !found.has_errors() {
            changes.extend(act(&output, wanted, &mut found));
        }
        disk.extend(found);
    }
    reports.push(Report {
        sources: config.sources.clone(),
        diagnostics: disk,
    });
    Outcome {
        reports,
        changes,
        command: config.command.clone(),
        warnings: config.warnings,
    }
}

/// A document that cannot be read has no text to point into: the place that names it is in the configuration.
fn without_unread(report: Report, entry: &Entry) -> (Report, Vec<Diagnostic>) {
    let Some(place) = entry.places.schema else {
        return (report, Vec::new());
    };
    let unread = |diagnostic: &Diagnostic| {
        diagnostic.span.is_none() && diagnostic.code == Code::UnreadableFile
    };
    let (unread, rest): (Vec<_>, Vec<_>) = report.diagnostics.into_iter().partition(unread);
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(rest);
    let unread = unread
        .into_iter()
        .map(|diagnostic| diagnostic.at(place, "the document is named here"));
    (
        Report {
            diagnostics,
            ..report
        },
        unread.collect(),
    )
}

fn files(config: &Config, entry: &Entry, named: &Named<'_>) -> (Vec<File>, Diagnostics) {
    let header = Header {
        source: &entry.schema,
        command: &config.command,
    };
    let mut modules = format!("{}\n\n//! Bindings of the document.\n", header.line());
    let mut files = Vec::new();
    let mut diagnostics = Diagnostics::new();
    for module in modules_of(&entry.targets) {
        let (name, (text, found)) = match module {
            Module::Types => ("types.rs", render(named, entry.examples, header)),
            Module::Operations => ("operations.rs", render_operations(named, header)),
            Module::Client => ("client.rs", render_client(named, header)),
            Module::Server => ("server.rs", render_server(named, header)),
        };
        diagnostics.extend(found);
        modules.push_str(&declaration(module, entry));
        files.push(File { name, text });
    }
    files.insert(
        0,
        File {
            name: "mod.rs",
            text: modules,
        },
    );
    (files, diagnostics)
}

/// A generated file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Module {
    Types,
    Operations,
    Client,
    Server,
}

/// The files of the targets: client and server share their operations.
fn modules_of(targets: &[Target]) -> Vec<Module> {
    let mut modules = Vec::new();
    for target in targets {
        let needed: &[Module] = match target {
            Target::Types => &[Module::Types],
            Target::Client => &[Module::Operations, Module::Client],
            Target::Server => &[Module::Operations, Module::Server],
        };
        for module in needed {
            if !modules.contains(module) {
                modules.push(*module);
            }
        }
    }
    modules
}

/// `pub mod`, behind the features of the crate that need it.
fn declaration(module: Module, entry: &Entry) -> String {
    let (name, users): (_, &[Target]) = match module {
        Module::Types => ("types", &[Target::Types]),
        Module::Operations => ("operations", &[Target::Client, Target::Server]),
        Module::Client => ("client", &[Target::Client]),
        Module::Server => ("server", &[Target::Server]),
    };
    let used: Vec<&Target> = users
        .iter()
        .filter(|target| entry.targets.contains(target))
        .collect();
    let gates: Vec<String> = used
        .iter()
        .filter(|target| entry.features.contains(target))
        .map(|target| format!("feature = \"{}\"", target.as_str()))
        .collect();
    let gate = match gates.as_slice() {
        gates if gates.len() < used.len() => String::new(),
        [one] => format!("#[cfg({one})]\n"),
        several => format!("#[cfg(any({}))]\n", several.join(", ")),
    };
    format!("\n{gate}#[rustfmt::skip]\npub mod {name};\n")
}

/// The folder that a path starts from once its leading `..` are taken, and the rest of the path.
pub(crate) fn rooted(root: &Path, path: &str) -> (PathBuf, String) {
    let mut root = root.to_path_buf();
    let mut rest = path;
    loop {
        if let Some(after) = rest.strip_prefix("../") {
            root.push("..");
            rest = after;
        } else if let Some(after) = rest.strip_prefix("./") {
            rest = after;
        } else {
            return (root, rest.to_owned());
        }
    }
}
