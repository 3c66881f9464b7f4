//! A crate of generated types, outside of the workspace: compiled offline, with a program that decides JSON texts by them.

use std::{
    env,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use countersign_json::{Limits, Value, read};
use serde_json::Value as Json;

/// What decides: for each line of a number and a JSON text, a line of a sign and a JSON text.
const PROGRAM: &str = include_str!("scratch/program.rs.txt");

/// The crate, kept between runs: what has not changed is not compiled again.
#[derive(Debug)]
pub struct Scratch {
    name: &'static str,
    warnings: Warnings,
    folder: PathBuf,
    /// Dependencies are shared with the workspace.
    target: PathBuf,
}

/// What a warning of the compiler is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Warnings {
    /// A message.
    Told,
    /// An error.
    Denied,
}

/// Types that were generated together.
#[derive(Debug)]
pub struct Module<'a> {
    /// The name of their module and its file.
    pub name: String,
    /// Their source.
    pub source: &'a str,
    /// Those that decide, as Rust writes them where the module is in scope.
    pub types: Vec<String>,
}

/// What a type says of a JSON text.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// It accepts it; the value, encoded again.
    Accepted(String),
    /// It refuses it: pairs of keyword and place, or a text.
    Refused(Value),
    /// It does not say: it panics, or the program ends.
    Died(String),
}

impl Scratch {
    /// The crate of this name, in the folder for the files of tests (`CARGO_TARGET_TMPDIR`).
    ///
    /// # Panics
    ///
    /// Where that is not a folder of the target folder.
    #[must_use]
    pub fn new(temporary: &str, name: &'static str, warnings: Warnings) -> Self {
        let temporary = Path::new(temporary);
        let Some(target) = temporary.parent() else {
            panic!("{} is no folder of a target folder", temporary.display())
        };
        Self {
            name,
            warnings,
            folder: temporary.join(name),
            target: target.to_path_buf(),
        }
    }

    /// Compiles modules and gives what cargo says of them, as its messages; [`program`] is among them where they compile.
    ///
    /// # Panics
    ///
    /// Where there is nothing to say about the crate itself: cargo or the file system fails.
    #[must_use]
    pub fn build(&self, modules: &[Module<'_>]) -> Vec<Json> {
        let root = root();
        self.write("Cargo.toml", &self.manifest(&root));
        // The versions of the workspace; cargo leaves out what is not needed.
        self.write(
            "Cargo.lock",
            &ok(fs::read_to_string(root.join("Cargo.lock"))),
        );
        for module in modules {
            self.write(&format!("src/{}.rs", module.name), module.source);
        }
        self.write("src/main.rs", &main(modules));
        self.compile()
    }

    fn compile(&self) -> Vec<Json> {
        let command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["build", "--offline", "--quiet", "--message-format=json"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .output();
        let output = ok(command);
        let text = String::from_utf8_lossy(&output.stdout);
        let messages = text.lines().filter_map(|line| line.parse().ok());
        let messages: Vec<Json> = messages
            .filter(|message: &Json| message["target"]["name"] == self.name)
            .collect();
        assert!(
            !messages.is_empty(),
            "the scratch crate does not compile: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        messages
    }

    /// Writes a file, unless it is there: cargo looks at the time of a file.
    fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        if fs::read_to_string(&path).is_ok_and(|now| now == text) {
            return;
        }
        if let Some(folder) = path.parent() {
            ok(fs::create_dir_all(folder));
        }
        ok(fs::write(path, text));
    }

    fn manifest(&self, root: &Path) -> String {
        let Self { name, warnings, .. } = self;
        let lints = match warnings {
            Warnings::Told => "",
            Warnings::Denied => "[lints.rust]\nwarnings = \"deny\"\n\n",
        };
        format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\nversion = \"0.0.0\"\n\n\
             [dependencies]\ncountersign = {{ path = {:?}, features = [\"idn\"] }}\n\n{lints}\
             [profile.dev]\ndebug = \"line-tables-only\"\n\n\
             [profile.dev.package.{name}]\ndebug = false\n\n[workspace]\n",
            root.join("crates/countersign").display().to_string()
        )
    }
}

/// The program among the messages of cargo, where the crate compiles.
#[must_use]
pub fn program(messages: &[Json]) -> Option<PathBuf> {
    let mut programs = messages
        .iter()
        .filter_map(|message| message["executable"].as_str());
    programs.next().map(PathBuf::from)
}

/// What types say, each by its number among those of all modules. Where the program ends, that is what it says of the text at
/// hand, and it starts again after it.
///
/// # Panics
///
/// Where the program does not start, or says what it never does.
#[must_use]
pub fn decide(program: &Path, texts: &[(usize, String)]) -> Vec<Decision> {
    let mut decisions = Vec::new();
    while let Some(rest) = texts.get(decisions.len()..).filter(|rest| !rest.is_empty()) {
        let lines = rest.iter().map(|(each, text)| format!("{each}\t{text}\n"));
        let input: String = lines.collect();
        let started = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = ok(started);
        let stdin = child.stdin.take();
        // Where the program ends early the rest of the input has nowhere to go, which the missing lines tell.
        let writer = thread::spawn(move || stdin.map(|mut it| it.write_all(input.as_bytes())));
        let output = ok(child.wait_with_output());
        drop(writer.join());
        let text = String::from_utf8_lossy(&output.stdout);
        decisions.extend(text.lines().map(decision));
        if decisions.len() < texts.len() {
            decisions.push(Decision::Died(format!(
                "the program ends: {}",
                output.status
            )));
        }
    }
    decisions
}

fn decision(line: &str) -> Decision {
    if let Some(again) = line.strip_prefix('+') {
        return Decision::Accepted(again.to_owned());
    }
    match line.strip_prefix('-') {
        Some(reason) => Decision::Refused(ok(read(reason, Limits::default()))),
        None => Decision::Died("the type panics".to_owned()),
    }
}

/// The program with the modules and a table of their types.
fn main(modules: &[Module<'_>]) -> String {
    let mut names = String::new();
    let mut table = String::new();
    for module in modules {
        ok(writeln!(names, "#[rustfmt::skip]\nmod {};", module.name));
        for each in &module.types {
            ok(writeln!(table, "    decide::<{each}>,"));
        }
    }
    PROGRAM
        .replace("// MODULES", &names)
        .replace("    // TABLE", table.trim_end())
}

fn root() -> PathBuf {
    ok(Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize())
}

/// What has to work for a test to be one.
fn ok<T, E: std::fmt::Display>(outcome: Result<T, E>) -> T {
    outcome.unwrap_or_else(|error| panic!("{error}"))
}
