//! The seeds of the fuzz targets (`fuzz/seeds`), each run once by its target: what fuzzing found stays found, with any
//! compiler.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

#[allow(unreachable_pub, reason = "there it is a crate of its own")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::{fs, path::Path};

fn run(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fuzz/seeds")
        .join(name);
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        eprintln!("{}", path.display()); // shown where the target panics
        target(&fs::read(&path).unwrap());
        count += 1;
    }
    assert!(count >= 4, "{name} has {count} seeds");
}

macro_rules! seeds {
    ($($target:ident)*) => { $(
        #[test]
        fn $target() {
            run(stringify!($target), targets::$target);
        }
    )* };
}

seeds! { read_yaml read_json lower generate names judge decode }

/// Every target of `fuzz/Cargo.toml` is run here.
#[test]
fn every_target_has_its_seeds() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let targets = manifest
        .lines()
        .filter_map(|line| line.strip_prefix("path = \"fuzz_targets/"));
    let names: Vec<_> = targets.filter_map(|it| it.strip_suffix(".rs\"")).collect();
    assert_eq!(
        names,
        [
            "read_yaml",
            "read_json",
            "lower",
            "generate",
            "names",
            "judge",
            "decode"
        ]
    );
    for name in names {
        assert!(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../fuzz/seeds")
                .join(name)
                .is_dir(),
            "{name}"
        );
    }
}

/// Inputs by the thousand for the target whose inputs are choices: no seed is needed to find a schema.
#[test]
fn chosen_schemas_are_judged_alike() {
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    for _ in 0..1_000 {
        let bytes: Vec<u8> = (0..160)
            .map(|_| {
                // xorshift64: the same bytes in every run
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 32) as u8
            })
            .collect();
        targets::judge(&bytes);
    }
}
