//! Generated source before the compiler: a crate of its own outside of the tree, warnings denied.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;
use std::{env, fs, io};

use crate::measure::HttpTarget;

/// What a crate is compiled with; what they share is compiled once.
pub(super) struct Compiler {
    runtime: PathBuf,
    lock: PathBuf,
    scratch: PathBuf,
    arguments: &'static [&'static str],
    features: Vec<&'static str>,
}

/// What the compiler says.
pub(super) struct Verdict {
    /// No error, no warning; where the examples ran, no failure.
    pub(super) is_fine: bool,
    /// How long it took, without what crates share.
    pub(super) seconds: f64,
}

/// A crate without types.
const NOTHING: &str = "corpus-nothing";

/// The most of the compiler's words that are passed on.
const MOST_LINES: usize = 60;

impl Compiler {
    /// Compiles the runtime, so that its time is not counted as that of a document.
    pub(super) fn new(test: bool, targets: &[HttpTarget]) -> io::Result<Compiler> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()?;
        let compiler = Compiler {
            runtime: root.join("crates/countersign"),
            lock: root.join("Cargo.lock"),
            scratch: env::temp_dir().join("countersign-corpus"),
            arguments: match test {
                true => &["test", "--quiet"],
                false => &["check", "--tests"],
            },
            features: targets.iter().map(|target| target.feature()).collect(),
        };
        let nothing = compiler.bindings(NOTHING);
        fs::create_dir_all(&nothing)?;
        fs::write(nothing.join("mod.rs"), "")?;
        let verdict = compiler.judge(NOTHING)?;
        if verdict.is_fine {
            Ok(compiler)
        } else {
            Err(io::Error::other("the runtime does not compile"))
        }
    }

    /// Where the bindings of the crate with this name belong.
    pub(super) fn bindings(&self, name: &str) -> PathBuf {
        self.scratch.join(name).join("src/generated")
    }

    /// Compiles the crate with this name.
    pub(super) fn judge(&self, name: &str) -> io::Result<Verdict> {
        let folder = self.scratch.join(name);
        fs::write(folder.join("Cargo.toml"), self.manifest(name))?;
        fs::copy(&self.lock, folder.join("Cargo.lock"))?;
        let module = "//! A document.\n#![deny(warnings)]\n#[rustfmt::skip]\npub mod generated;\n";
        fs::write(folder.join("src/lib.rs"), module)?;
        let start = Instant::now();
        let output = self.cargo(&folder)?;
        let seconds = start.elapsed().as_secs_f64();
        if !output.status.success() {
            complain(name, &output);
        }
        Ok(Verdict {
            is_fine: output.status.success(),
            seconds,
        })
    }

    fn manifest(&self, name: &str) -> String {
        format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\nversion = \"0.0.0\"\n\n[dependencies]\n\
             countersign = {{ path = {:?}, features = {:?} }}\n\n[profile.dev]\ndebug = false\n\n[workspace]\n",
            self.runtime.display().to_string(),
            self.features,
        )
    }

    fn cargo(&self, folder: &Path) -> io::Result<Output> {
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(self.arguments)
            .args(["--offline", "--jobs", "1"])
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", self.scratch.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .output()
    }
}

fn complain(name: &str, output: &Output) {
    for stream in [&output.stdout, &output.stderr] {
        for line in String::from_utf8_lossy(stream).lines().take(MOST_LINES) {
            anstream::eprintln!("{name}: {line}");
        }
    }
}
