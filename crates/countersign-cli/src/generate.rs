//! `countersign generate`

use std::path::absolute;

use clap::ValueEnum;
use countersign_build::{
    Builders, Config, Entry, Format, Inline, Modules, Target, Wanted, Warnings,
};
use countersign_spec::render::Colour;

use crate::arguments::{self, Generate, MessageFormat};
use crate::outcome::{Outcome, err, out};
use crate::schema::Document;

pub(crate) fn run(arguments: &Generate) -> Outcome {
    let document = match Document::within(arguments.reach.root.as_deref(), &arguments.schema) {
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
    let command = command(&document.name, arguments);
    let entry = Entry::new(document.name, folder)
        .targets(targets)
        .only(wanted(&arguments.part))
        .modules(match arguments.modules {
            arguments::Modules::One => Modules::One,
            arguments::Modules::Tag => Modules::Tag,
            arguments::Modules::Feature => Modules::Feature,
        })
        .inline(match arguments.inline {
            arguments::Inline::Shared => Inline::Shared,
            arguments::Inline::Apart => Inline::Apart,
        });
    let entry = match arguments.builders {
        Some(arguments::Builders::All) => entry.builders(Builders::All),
        Some(arguments::Builders::Requests) => entry.builders(Builders::OfRequests),
        Some(arguments::Builders::None) => entry.builders(Builders::None),
        None => entry,
    };
    let entry = match document.root {
        Some(root) => entry.root(root),
        None => entry,
    };
    let config = Config::new(document.folder)
        .entry(entry)
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

/// The command that writes the same files again.
fn command(document: &str, arguments: &Generate) -> String {
    let mut words = vec![format!("countersign generate {}", quoted(document))];
    let mut option = |name: &str, value: &str| words.push(format!("--{name} {}", quoted(value)));
    option("out", &arguments.out.to_string_lossy());
    let targets: Vec<_> = arguments.targets.iter().map(word).collect();
    if targets != ["types"] {
        option("targets", &targets.join(","));
    }
    let part = &arguments.part;
    for (name, texts) in [
        ("operations", &part.operations),
        ("tags", &part.tags),
        ("paths", &part.paths),
    ] {
        if !texts.is_empty() {
            option(name, &texts.join(","));
        }
    }
    if arguments.modules != arguments::Modules::One {
        option("modules", &word(&arguments.modules));
    }
    if arguments.inline != arguments::Inline::Shared {
        option("inline", &word(&arguments.inline));
    }
    if let Some(builders) = &arguments.builders {
        option("builders", &word(builders));
    }
    if let Some(root) = &arguments.reach.root {
        option("root", &root.to_string_lossy());
    }
    words.join(" ")
}

/// The word of the command line for a value.
fn word(value: &impl ValueEnum) -> String {
    let possible = value.to_possible_value();
    possible.map_or_else(String::new, |value| value.get_name().to_owned())
}

/// A word of a command line, in quotes where a shell would read it otherwise.
fn quoted(word: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_./,:=@+".contains(character);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

fn wanted(part: &arguments::Part) -> Vec<Wanted> {
    let operations = part.operations.iter().cloned().map(Wanted::Operation);
    let tags = part.tags.iter().cloned().map(Wanted::Tag);
    let paths = part.paths.iter().cloned().map(Wanted::Path);
    operations.chain(tags).chain(paths).collect()
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
