//! The pipeline on one screen: read, resolve, lower, name, emit, render; then the files.

use std::path::Path;

use countersign_codegen::{Builders, Examples, File, Header, Named, Sources, Style, emit, name};
use countersign_model::{Api, Mapping, Reading, lower_as};
use countersign_spec::{Code, Diagnostic, Diagnostics, Read, resolve};

use crate::disk::Output;
use crate::module::{Module, declaration, modules_of};
use crate::own::unused;
use crate::part::write_part;
use crate::place::Place;
use crate::report::stops;
use crate::{Change, Config, Entry, Outcome, Report, Target};

/// What became of a document; without errors, even where warnings are denied, it is complete.
pub(crate) struct Compiled<T> {
    pub(crate) source: Option<T>,
    pub(crate) report: Report,
}

/// Takes a document through every stage, the last of which is `write`.
pub(crate) fn compile<T>(
    place: Place<'_>,
    mapping: &Mapping,
    write: impl FnOnce(&Named<'_>) -> (T, Diagnostics),
) -> Compiled<T> {
    compile_read(place.read(), mapping, write)
}

/// The stages after the first.
pub(crate) fn compile_read<T>(
    read: (Read, Diagnostics),
    mapping: &Mapping,
    write: impl FnOnce(&Named<'_>) -> (T, Diagnostics),
) -> Compiled<T> {
    compile_lowered(read, mapping, |api| {
        let (named, mut diagnostics) = name(&api);
        let (written, more) = write(&named);
        diagnostics.extend(more);
        (written, diagnostics)
    })
}

/// The stages up to the model, and what is made of it.
fn compile_lowered<T>(
    (read, mut diagnostics): (Read, Diagnostics),
    mapping: &Mapping,
    make: impl FnOnce(Api) -> (T, Diagnostics),
) -> Compiled<T> {
    let sources = read.tree().sources().clone();
    let (resolved, more) = resolve(read);
    diagnostics.extend(more);
    let mut source = None;
    if let Some(resolved) = resolved {
        let (api, more) = lower_as(&resolved, Reading::Intended, mapping);
        diagnostics.extend(more);
        if !diagnostics.has_errors() {
            let (made, more) = make(api);
            diagnostics.extend(more);
            source = Some(made);
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

/// Takes a document through every stage, writes nothing, and says what was found.
///
/// `schema`, and the folder that its references may not leave, where that is not its own, are relative to `folder`.
pub fn diagnose(folder: &Path, schema: &str, root: Option<&str>) -> Report {
    let place = Place {
        folder,
        schema,
        root,
        mirrors: &[],
    };
    let mapping = Mapping::default();
    compile(place, &mapping, |named| emit(named, Examples::Tested)).report
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
        let compiled = compile_entry(config, entry);
        let stopped = stops(&compiled.report.diagnostics, config.warnings);
        let (report, unread) = without_unread(compiled.report, entry);
        reports.push(report);
        disk.extend(unread);
        let Some((files, unanswered)) = compiled.source.filter(|_| !stopped) else {
            continue;
        };
        let Some(files) = Some(files).filter(|_| !unanswered.has_errors()) else {
            disk.extend(unanswered);
            continue;
        };
        let output = Output {
            root: &config.folder,
            folder: &entry.out,
            place: entry.places.out,
        };
        let mut found = Diagnostics::new();
        let wanted = output.changes(files, &mut found);
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

/// What has no text of the document to point into is said about the place in the configuration that asks for it.
fn without_unread(report: Report, entry: &Entry) -> (Report, Vec<Diagnostic>) {
    let place = |diagnostic: &Diagnostic| match diagnostic.code {
        _ if diagnostic.span.is_some() => None,
        Code::UnreadableFile => Some((entry.places.schema?, "the document is named here")),
        Code::InvalidSetting => Some((entry.places.root?, "this folder")),
        _ => None,
    };
    let mut diagnostics = Diagnostics::new();
    let mut unread = Vec::new();
    for diagnostic in report.diagnostics {
        match place(&diagnostic) {
            Some((place, label)) => unread.push(diagnostic.at(place, label)),
            None => diagnostics.push(diagnostic),
        }
    }
    (
        Report {
            diagnostics,
            ..report
        },
        unread,
    )
}

/// The files of an entry, and what it asks for that the document does not have.
fn compile_entry(config: &Config, entry: &Entry) -> Compiled<(Vec<File>, Diagnostics)> {
    let place = Place {
        folder: &config.folder,
        schema: &entry.schema,
        root: entry.root.as_deref(),
        mirrors: &entry.mirrors,
    };
    if entry.selection.is_empty() {
        return compile(place, &entry.mapping, |named| {
            let (files, diagnostics) = files(config, entry, named);
            ((files, unused(named.api(), entry)), diagnostics)
        });
    }
    compile_lowered(place.read(), &entry.mapping, |api| {
        let (named, mut diagnostics) = name(&api);
        let unused = unused(&api, entry);
        let names = named.into_names();
        let write = |named: &Named<'_>| files(config, entry, named);
        let ((files, more), mut unanswered) = write_part(api, names, entry, write);
        diagnostics.extend(more);
        unanswered.extend(unused);
        ((files, unanswered), diagnostics)
    })
}

/// A client alone builds requests; servers build responses, and what types alone are for is not known.
fn builders(entry: &Entry) -> Builders {
    let wants = |target| entry.targets.contains(&target);
    let is_client_alone = wants(Target::Client) && !wants(Target::Server);
    entry.builders.unwrap_or(match is_client_alone {
        true => Builders::OfRequests,
        false => Builders::All,
    })
}

fn files(config: &Config, entry: &Entry, named: &Named<'_>) -> (Vec<File>, Diagnostics) {
    let header = Header {
        source: &entry.schema,
        command: &config.command,
    };
    let style = Style {
        modules: entry.modules,
        inline: entry.inline,
        builders: builders(entry),
        examples: entry.examples,
    };
    let sources = Sources::of(named, style, header);
    let mut root = format!("{}\n\n//! Bindings of the document.\n", header.line());
    let mut files = Vec::new();
    let mut diagnostics = Diagnostics::new();
    for module in modules_of(&entry.targets) {
        root.push_str(&declaration(module, entry));
        let one = |(text, found)| {
            (
                vec![File {
                    path: module.file(),
                    text,
                }],
                found,
            )
        };
        let (written, found) = match module {
            Module::Types => sources.types(),
            Module::Operations => one(sources.operations()),
            Module::Client => one(sources.client()),
            Module::Server => one(sources.server()),
        };
        files.extend(written);
        diagnostics.extend(found);
    }
    let root = File {
        path: "mod.rs".to_owned(),
        text: root,
    };
    files.insert(0, root);
    (files, diagnostics)
}
