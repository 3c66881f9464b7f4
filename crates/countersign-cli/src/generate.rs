//! `countersign generate`

use std::path::absolute;

use countersign_build::{Config, Entry, Format, Target, Warnings};
use countersign_spec::render::Colour;

use crate::arguments::{self, Generate, MessageFormat};
use crate::outcome::{Outcome, err, out};
use crate::schema::Document;

pub(crate) fn run(arguments: &Generate) -> Outcome {
    let document = match Document::at(&arguments.schema) {
        Ok(document) => document,
        Err(reason) => return Outcome::unable(reason),
    };
    let is_here = arguments.schema.is_relative();
    let out_folder = if is_here {
        Ok(arguments.out.clone())
    } else {
        absolute(&arguments.out)
    };
    let Some(folder) = out_folder
        .ok()
        .and_then(|folder| folder.to_str().map(|text| text.replace('\\', "/")))
    else {
        return Outcome::unable(format!(
            "the path `{}` cannot be used",
            arguments.out.display()
        ));
    };
    let targets = arguments.targets.iter().map(|target| match target {
        arguments::Target::Types => Target::Types,
        arguments::Target::Client => Target::Client,
        arguments::Target::Server => Target::Server,
    });
    let command = format!(
        "countersign generate {} --out {}",
        document.name,
        arguments.out.display()
    );
    let config = Config::new(document.folder)
        .entry(Entry::new(document.name, folder).targets(targets))
        .command(command)
        .warnings(if arguments.deny_warnings {
            Warnings::Denied
        } else {
            Warnings::Shown
        });
    let outcome = if arguments.check {
        countersign_build::check(&config)
    } else {
        countersign_build::generate(&config)
    };
    show(arguments, &outcome);
    let is_stale = arguments.check && !outcome.changes.is_empty();
    if outcome.has_failed() || is_stale {
        Outcome::Found
    } else {
        Outcome::Fine
    }
}

fn show(arguments: &Generate, outcome: &countersign_build::Outcome) {
    let format = format(arguments.messages.message_format);
    let diagnostics = outcome.diagnostics(format, Colour::On);
    if format == Format::Json {
        out(&diagnostics)
    } else {
        err(&diagnostics)
    }
    if arguments.check {
        out(&outcome.changes(format));
    } else if format == Format::Human {
        for change in &outcome.changes {
            err(&format!("{} {}\n", change.kind.as_str(), change.path));
        }
    }
}

pub(crate) fn format(format: MessageFormat) -> Format {
    match format {
        MessageFormat::Human => Format::Human,
        MessageFormat::Short => Format::Short,
        MessageFormat::Json => Format::Json,
    }
}
