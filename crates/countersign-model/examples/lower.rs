//! Lowers documents and counts what is said about each: `cargo run --release --example lower -- FILE...`

#![allow(clippy::print_stdout, reason = "a front end")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use countersign_model::{
    Api, Code, Definition, Diagnostics, Schema, SchemaId, Severity, UnionRule, lower,
};
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
        some.extend(of_code.take(4000).cloned());
        println!("{}", render::short(&some, resolved.sources()));
    }
    Ok(())
}

fn sizes(api: &Api) -> String {
    let of = |wanted: fn(&Definition) -> bool| {
        let found = api.types.iter().filter(|def| wanted(&def.definition));
        found.count()
    };
    let ruled = |wanted: fn(&UnionRule) -> bool| {
        let found = api.types.iter().filter(
            |def| matches!(&def.definition, Definition::Union(union) if wanted(&union.rule)),
        );
        found.count()
    };
    let (typed, all) = typed(api);
    format!(
        "{:.1} % of {all} schemas typed, {} types (unions: {} by type, {} tagged, {} by trial; checked: {}), {} operations",
        100.0 * typed as f64 / (all.max(1)) as f64,
        api.types.len(),
        ruled(|rule| *rule == UnionRule::ByType),
        ruled(|rule| matches!(rule, UnionRule::Tagged { .. })),
        ruled(|rule| *rule == UnionRule::OneOf),
        of(|definition| matches!(definition, Definition::Checked(_))),
        api.operations.len()
    )
}

/// How many of the document's schemas are not inside of a checked value, and how many there are; each place counts once.
fn typed(api: &Api) -> (usize, usize) {
    let place = |id: SchemaId| api.schema(id).map(|schema| &schema.origin.location);
    let all: BTreeSet<_> = api
        .schemas
        .iter()
        .map(|schema| &schema.origin.location)
        .collect();
    let mut inside = BTreeSet::new();
    for def in &api.types {
        let Definition::Checked(checked) = &def.definition else {
            continue;
        };
        let mut pending = vec![checked.schema];
        while let Some(id) = pending.pop() {
            inside.extend(place(id));
            pending.extend(api.schema(id).into_iter().flat_map(Schema::subschemas));
        }
    }
    (all.len() - inside.len(), all.len())
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
