//! Generation of the worked example's types, client and server.

use std::error::Error;
use std::path::Path;
use std::time::Instant;
use std::{env, fs, process};

use countersign_build::{Config, Entry, Format, Target, generate};
use countersign_spec::render::Colour;

use crate::Figures;

/// Generates the bindings so many times, each time into an empty folder.
pub(crate) fn run(count: usize) -> Result<Figures, Box<dyn Error>> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
    let out = env::temp_dir().join(format!("countersign-bench-{}", process::id()));
    let name = out.to_str().ok_or("the folder for scratch has no name")?;
    let targets = [Target::Types, Target::Client, Target::Server];
    let config = Config::new(schema).entry(Entry::new("lsps1.yaml", name).targets(targets));
    let start = Instant::now();
    for _ in 0..count {
        let outcome = generate(&config);
        fs::remove_dir_all(&out)?;
        if outcome.has_failed() {
            let diagnostics = outcome.diagnostics(Format::Short, Colour::Off);
            return Err(diagnostics.into());
        }
    }
    Ok(vec![("wall", start.elapsed().as_micros() as u64)])
}
