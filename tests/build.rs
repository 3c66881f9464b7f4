//! Generates the types of every document under `cases/keywords` and `cases/generation`, as a user's build script would,
//! and an index of them: adding a case is adding a file. The document under `cases/mapping` has types for each mapping.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use countersign_build::{Config, Entry, Format, Report, generate};
use countersign_spec::{Folder, read, render::Colour, resolve};

/// The folders whose documents have to compile.
const FOLDERS: [&str; 2] = ["cases/keywords", "cases/generation"];

/// The document of the worked example, whose types are committed.
const LSPS1: &str = "schema/lsps1.yaml";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = env::var("OUT_DIR")?;
    let files = files(&root)?;
    let mut config = Config::new(&root).command("cargo build");
    for file in &files {
        config = config.entry(Entry::new(file, format!("{out}/{}", module(file))));
    }
    let outcome = generate(&config);
    if outcome.has_failed() {
        return Err(outcome.diagnostics(Format::Human, Colour::Off).into());
    }
    fs::write(
        Path::new(&out).join("cases.rs"),
        index(&root, &files, &out)?,
    )?;
    mappings(
        &root.join("cases/mapping"),
        &Path::new(&out).join("mapping"),
    )
}

/// The types of one document under every mapping, as the configuration beside it says, and a module for each.
fn mappings(cases: &Path, out: &Path) -> Outcome<()> {
    println!("cargo:rerun-if-changed={}", cases.display());
    fs::create_dir_all(out)?;
    for file in ["countersign.toml", "measurement.yaml"] {
        fs::copy(cases.join(file), out.join(file))?;
    }
    let said = |report: Report| report.render(Format::Human, Colour::Off);
    let config = Config::load(&out.join("countersign.toml")).map_err(said)?;
    let outcome = generate(&config);
    if outcome.has_failed() {
        return Err(outcome.diagnostics(Format::Human, Colour::Off).into());
    }
    let mut modules = String::new();
    for folder in config.entries().iter().map(Entry::folder) {
        let path = out.join(folder).join("mod.rs");
        writeln!(modules, "#[path = {path:?}]\npub mod {folder};\n")?;
    }
    fs::write(out.with_extension("rs"), modules)?;
    Ok(())
}

/// Every document, relative to the crate and in the order of their paths; a new one starts the build again.
fn files(root: &Path) -> Outcome<Vec<String>> {
    let mut files = Vec::new();
    for folder in FOLDERS {
        println!("cargo:rerun-if-changed={folder}");
        for entry in walkdir::WalkDir::new(root.join(folder)) {
            let path = entry?.into_path();
            if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                files.push(
                    path.strip_prefix(root)?
                        .to_string_lossy()
                        .replace('\\', "/"),
                );
            }
        }
    }
    println!("cargo:rerun-if-changed=../{LSPS1}");
    files.sort();
    Ok(files)
}

/// `keywords_minimum_integer` for `cases/keywords/minimum/integer.yaml`.
fn module(file: &str) -> String {
    let name = file.trim_start_matches("cases/").trim_end_matches(".yaml");
    name.replace(|character: char| !character.is_ascii_alphanumeric(), "_")
        .to_lowercase()
}

/// A module for each document, and one table with a line for each component that became a type.
fn index(root: &Path, files: &[String], out: &str) -> Outcome<String> {
    let mut modules = String::new();
    let mut subjects = String::new();
    let mut paths = String::new();
    for file in files {
        let module = module(file);
        let path = format!("{out}/{module}/types.rs");
        writeln!(modules, "#[path = {path:?}]\npub mod {module};\n")?;
        writeln!(paths, "    ({file:?}, {path:?}),")?;
        if let Some(case) = file.strip_prefix("cases/keywords/") {
            table(&mut subjects, root, file, case, &module)?;
        }
    }
    table(
        &mut subjects,
        &root.join(".."),
        LSPS1,
        LSPS1,
        "kaleidoswap_lsps1::types",
    )?;
    Ok(format!(
        "{modules}\
         /// Every document under `cases` that has types, and the file of its types.\n\
         pub static FILES: &[(&str, &str)] = &[\n{paths}];\n\n\
         /// Every type of the cases and of the worked example.\n\
         pub static SUBJECTS: &[Subject] = &[\n{subjects}];\n"
    ))
}

fn table(text: &mut String, root: &Path, file: &str, shown: &str, module: &str) -> Outcome<()> {
    let (resolved, _) = resolve(read(&Folder::new(root), file).0);
    let api = countersign_model::lower(&resolved.ok_or("no document")?).0;
    let named = countersign_codegen::name(&api).0;
    for definition in api.types.iter().filter(|definition| definition.component) {
        let component = definition.name.join(".");
        let ident = named.type_name(definition.id).ok_or("no name")?;
        writeln!(
            text,
            "    Subject::of::<{module}::{ident}>({shown:?}, {component:?}),"
        )?;
    }
    Ok(())
}
