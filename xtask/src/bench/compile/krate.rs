//! A generated crate before the compiler, alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::peers::{self, Kind};
use crate::bench::usage::{self, Usage};
use crate::bench::{Failure, cargo};

/// How it is compiled.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Profile {
    Check,
    Debug,
    Release,
}

impl Profile {
    /// The one that takes longest last.
    pub(super) const ALL: [Profile; 3] = [Profile::Check, Profile::Debug, Profile::Release];

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Profile::Check => &["check", "--quiet"],
            Profile::Debug => &["build", "--quiet"],
            Profile::Release => &["build", "--quiet", "--release"],
        }
    }
}

/// A crate whose dependencies are compiled.
pub(super) struct Krate {
    pub(super) folder: PathBuf,
    target: PathBuf,
    pub(super) lines: u64,
    pub(super) types: u64,
}

impl Krate {
    /// Compiles what the crate depends on, by compiling it without its source; or says why that cannot be done.
    pub(super) fn prepared(
        folder: PathBuf,
        kind: Kind,
        profiles: &[Profile],
    ) -> Result<Result<Krate, String>, Failure> {
        let source = folder.join("src");
        let krate = Krate {
            target: peers::scratch()
                .join("target")
                .join(kind.name().replace(' ', "-")),
            lines: peers::lines(&source)?,
            types: peers::types(&source)?,
            folder,
        };
        let aside = krate.folder.join("src-aside");
        fs::rename(&source, &aside)?;
        fs::create_dir(&source)?;
        fs::write(source.join("lib.rs"), "//! Nothing yet.\n")?;
        let mut failure = None;
        for profile in profiles {
            let usage = krate.ran(*profile)?;
            failure = failure.or(usage.failure);
        }
        fs::remove_dir_all(&source)?;
        fs::rename(&aside, &source)?;
        Ok(match failure {
            Some(failure) => Err(format!("its dependencies: {failure}")),
            None => Ok(krate),
        })
    }

    /// Compiles the crate anew.
    pub(super) fn compile(&self, profile: Profile) -> Result<Usage, Failure> {
        // Cargo goes by the time of the file: what was just written is compiled, and nothing else is.
        let lib = self.folder.join("src/lib.rs");
        fs::write(&lib, fs::read(&lib)?)?;
        self.ran(profile)
    }

    fn ran(&self, profile: Profile) -> Result<Usage, Failure> {
        let log = tempfile::NamedTempFile::new()?;
        Ok(usage::of(&self.command(profile, &self.folder), log.path())?)
    }

    fn command(&self, profile: Profile, folder: &Path) -> Command {
        let mut command = cargo();
        command
            .args(profile.arguments())
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0");
        command
    }
}
