//! Lowers documents and counts what is said about each: `cargo run --release --example lower -- FILE...`

#![allow(clippy::print_stdout, reason = "a front end")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use countersign_model::{Api, Code, Diagnostics, Severity, lower};
use countersign_spec::{Folder, read, render, resolve};

fn main() {
    let verbose = std::env::var("CODES").ok();
    for file in std::env::args().skip(1) {
        if let Err(error) = one(Path::new(&file), verbose.as_deref()) {
            println!("{file}: {error}");
        }
    }
}

fn one(file: &Path, wanted: Option<&str>) -> std::io::Result<()> {
    let (files, entry) = Folder::of(file)?;
    let start = Instant::now();
    let (read, mut earlier) = read(&files, &entry);
    let (resolved, said) = resolve(read);
    earlier.extend(said);
    let before = start.elapsed();
    let Some(resolved) = resolved else {
        println!("{entry}: not resolved: {}", counts(&earlier));
        return Ok(());
    };
    let start = Instant::now();
    let (api, diagnostics) = lower(&resolved);
    let took = start.elapsed();
    println!(
        "{entry}: read {} ms, lower {} ms; {}; before: {}; {}",
        before.as_millis(),
        took.as_millis(),
        sizes(&api),
        counts(&earlier),
        counts(&diagnostics)
    );
    if let Some(wanted) = wanted {
        let mut some = Diagnostics::new();
        let of_code = diagnostics
            .iter()
            .filter(|one| wanted.contains(one.code.as_str()));
        some.extend(of_code.take(40).cloned());
        println!("{}", render::short(&some, resolved.sources()));
    }
    Ok(())
}

fn sizes(api: &Api) -> String {
    format!(
        "{} schemas, {} types, {} operations",
        api.schemas.len(),
        api.types.len(),
        api.operations.len()
    )
}

fn counts(diagnostics: &Diagnostics) -> String {
    let mut codes: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for one in diagnostics.iter() {
        *codes.entry((one.severity, one.code)).or_default() += 1;
    }
    let one = |((severity, code), count): (&(Severity, Code), &usize)| {
        format!(
            "{}{}={count}",
            &severity.as_str()[..1].to_uppercase(),
            &code.as_str()[3..]
        )
    };
    codes.iter().map(one).collect::<Vec<_>>().join(" ")
}
