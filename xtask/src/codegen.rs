//! `cargo xtask codegen`: the bindings from their documents, or whether they are current.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::{Args, ValueEnum};
use countersign_build::{Change, Config, Format, Outcome, Warnings, check, generate};
use countersign_spec::render::Colour;

/// Options of `codegen`.
#[derive(Args)]
pub(crate) struct Options {
    /// Write nothing; fail with a diff if a file is stale
    #[arg(long)]
    check: bool,
    /// Do not write bindings of a document with warnings
    #[arg(long)]
    deny_warnings: bool,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value = "human")]
    message_format: MessageFormat,
    /// The configuration
    #[arg(long, value_name = "FILE", default_value_os_t = default_config())]
    config: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum MessageFormat {
    /// With the source line and a caret
    Human,
    /// A line for each
    Short,
    /// A JSON object in a line for each
    Json,
}

fn default_config() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../countersign.toml")
}

/// 0: current, or written; 1: stale, or a document with errors; 2: the configuration cannot be used.
pub(crate) fn run(options: &Options) -> ExitCode {
    let format = match options.message_format {
        MessageFormat::Human => Format::Human,
        MessageFormat::Short => Format::Short,
        MessageFormat::Json => Format::Json,
    };
    let config = match Config::load(&options.config) {
        Ok(config) => config,
        Err(report) => {
            say(&report.render(format, colour()));
            return ExitCode::from(2);
        }
    };
    let config = config.warnings(if options.deny_warnings {
        Warnings::Denied
    } else {
        Warnings::Shown
    });
    let outcome = if options.check {
        check(&config)
    } else {
        generate(&config)
    };
    say(&outcome.diagnostics(format, colour()));
    if options.check {
        checked(&outcome, format)
    } else {
        generated(&outcome, format)
    }
}

fn checked(outcome: &Outcome, format: Format) -> ExitCode {
    say(&outcome.changes(format));
    if outcome.has_failed() || !outcome.changes.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn generated(outcome: &Outcome, format: Format) -> ExitCode {
    if format == Format::Human {
        for change in &outcome.changes {
            anstream::println!("{}: {}", change.path, change.kind.as_str());
        }
        if !(outcome.has_failed() && outcome.changes.is_empty()) {
            anstream::println!("{}", summary(&outcome.changes));
        }
    }
    if outcome.has_failed() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn summary(changes: &[Change]) -> String {
    match changes {
        [] => "bindings are current".to_owned(),
        [_] => "1 file written".to_owned(),
        several => format!("{} files written", several.len()),
    }
}

/// Colours for a terminal that wants them: `NO_COLOR`, `CLICOLOR` and pipes are respected.
fn colour() -> Colour {
    match AutoStream::choice(&std::io::stderr()) {
        ColorChoice::Never => Colour::Off,
        _ => Colour::On,
    }
}

fn say(text: &str) {
    if !text.is_empty() {
        anstream::eprint!("{text}");
    }
}
