//! `cargo xtask clients`: the clients and servers of real documents, generated and compiled.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;
use std::{env, fs, io};

use clap::Args;
use countersign_build::{Config, Entry, Examples, Format, Target, generate};
use countersign_spec::render::Colour;

/// Options of `clients`.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder of the documents
    #[arg(long, value_name = "FOLDER", default_value_os_t = default_folder())]
    dir: PathBuf,
    /// Generate only
    #[arg(long)]
    fast: bool,
    /// Generate and compile servers as well
    #[arg(long)]
    servers: bool,
    /// Only documents whose file name contains one of these
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

fn default_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus")
}

/// 0: every client compiles, or its document has errors; 1: one does not; 2: nothing ran.
pub(crate) fn run(options: &Options) -> ExitCode {
    match documents(options) {
        Ok(documents) if documents.is_empty() => {
            anstream::eprintln!("error: no document has such a name");
            ExitCode::from(2)
        }
        Ok(documents) => {
            let failed = documents
                .iter()
                .filter(|document| !is_fine(options, document))
                .count();
            ExitCode::from(u8::from(failed > 0))
        }
        Err(error) => {
            anstream::eprintln!("error: {}: {error}", options.dir.display());
            ExitCode::from(2)
        }
    }
}

fn documents(options: &Options) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(&options.dir)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_document = name.ends_with(".yaml") || name.ends_with(".json");
        let is_wanted =
            options.names.is_empty() || options.names.iter().any(|wanted| name.contains(wanted));
        if is_document && is_wanted {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Generates and compiles one, and says how long that took.
fn is_fine(options: &Options, document: &str) -> bool {
    let stem = document.replace(|character: char| !character.is_ascii_alphanumeric(), "-");
    let scratch = env::temp_dir().join("countersign-clients");
    let folder = scratch.join(&stem);
    let start = Instant::now();
    let Some(out) = folder.join("src/generated").to_str().map(str::to_owned) else {
        return false;
    };
    let targets = match options.servers {
        true => vec![Target::Client, Target::Server],
        false => vec![Target::Client],
    };
    let entry = Entry::new(document, out)
        .targets(targets)
        .examples(Examples::Omitted);
    let outcome = generate(&Config::new(&options.dir).entry(entry));
    if outcome.has_failed() {
        let text = outcome.diagnostics(Format::Short, Colour::Off);
        let first = text.lines().find(|line| line.contains("error"));
        anstream::println!("{document}: refused, {}", first.unwrap_or_default());
        return true;
    }
    let generated = start.elapsed();
    if options.fast {
        anstream::println!("{document}: written in {generated:.1?}");
        return true;
    }
    let start = Instant::now();
    let compiles = compiles(options, &scratch, &folder).unwrap_or(false);
    let verdict = if compiles {
        "compiles"
    } else {
        "does not compile"
    };
    let seconds = start.elapsed();
    anstream::println!("{document}: written in {generated:.1?}, {verdict} in {seconds:.1?}");
    compiles
}

fn compiles(options: &Options, scratch: &Path, folder: &Path) -> io::Result<bool> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    let runtime = root.join("crates/countersign").display().to_string();
    let features = if options.servers {
        r#""client", "server""#
    } else {
        r#""client""#
    };
    let manifest = format!(
        "[package]\nname = \"document\"\nedition = \"2024\"\nversion = \"0.0.0\"\n\n[dependencies]\n\
         countersign = {{ path = {runtime:?}, features = [{features}] }}\n\n[profile.dev]\ndebug = false\n\n[workspace]\n",
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let module = "//! A document.\n#![deny(warnings)]\n#[rustfmt::skip]\npub mod generated;\n";
    fs::write(folder.join("src/lib.rs"), module)?;
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["check", "--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .status()?;
    Ok(status.success())
}
