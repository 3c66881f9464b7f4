//! The seeds of the fuzz targets (`fuzz/seeds`), each run once by its target: what fuzzing found stays found, with any
//! compiler.

#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

#[allow(unreachable_pub, reason = "there it is a crate of its own")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::{
    any::Any,
    collections::BTreeMap,
    env, fs, panic,
    path::Path,
    time::{Duration, Instant},
};

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
    ($($target:ident)*) => {
        /// Every target, by its name.
        const TARGETS: &[(&str, fn(&[u8]))] = &[$((stringify!($target), targets::$target)),*];

        $(
        #[test]
        fn $target() {
            run(stringify!($target), targets::$target);
        }
        )*
    };
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
    let known: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, known);
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

/// xorshift64: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 24) as usize % count.max(1)
    }
}

/// Inputs by the thousand for the target whose inputs are choices: no seed is needed to find a schema.
#[test]
fn chosen_schemas_are_judged_alike() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for _ in 0..1_000 {
        let bytes: Vec<u8> = (0..160).map(|_| numbers.below(256) as u8).collect();
        targets::judge(&bytes);
    }
}

/// Seeds that were cut, joined and changed, for as many seconds a target as `COUNTERSIGN_FUZZ` says: what can be found with
/// no coverage to go by, and no nightly compiler. What is found is written to `target/tmp`.
#[test]
#[ignore = "takes as long as it is told to: COUNTERSIGN_FUZZ=60 cargo test --test fuzz_seeds -- --ignored"]
fn mutated_seeds() {
    let seconds = env::var("COUNTERSIGN_FUZZ")
        .ok()
        .and_then(|it| it.parse().ok());
    let seconds = Duration::from_secs(seconds.unwrap_or(5));
    panic::set_hook(Box::new(|_| {}));
    let mut found = BTreeMap::new();
    for (name, target) in TARGETS {
        let mut count = 0_u32;
        let mut mutator = Mutator::new(name);
        let start = Instant::now();
        while start.elapsed() < seconds {
            let input = mutator.input();
            if let Err(payload) = panic::catch_unwind(|| target(&input)) {
                let what = format!("{name}: {}", said(&*payload));
                found.entry(what).or_insert(input);
            }
            count += 1;
        }
        eprintln!("{name}: {count} inputs");
    }
    drop(panic::take_hook());
    for (number, (what, input)) in found.iter().enumerate() {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{number}"));
        fs::write(&path, input).unwrap();
        eprintln!("{}: {what}", path.display());
    }
    assert!(found.is_empty(), "{} findings", found.len());
}

/// The first line of what a panic says, without the values: one finding, however many inputs lead to it.
fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let line = text.unwrap_or_default().lines().next().unwrap_or_default();
    line.chars().take(60).collect()
}

/// Makes inputs of the seeds of a target.
struct Mutator {
    seeds: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
    numbers: Numbers,
}

impl Mutator {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
        let mut paths: Vec<_> = fs::read_dir(folder.join("seeds").join(name))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        let dictionary = fs::read_to_string(folder.join("keywords.dict")).unwrap();
        let words = dictionary
            .lines()
            .map(|line| line.trim_matches('"').as_bytes().to_vec());
        Self {
            seeds: paths.iter().map(|path| fs::read(path).unwrap()).collect(),
            words: words.collect(),
            numbers: Numbers(0x2545_F491_4F6C_DD1D),
        }
    }

    fn input(&mut self) -> Vec<u8> {
        let mut input = self.seeds[self.numbers.below(self.seeds.len())].clone();
        for _ in 0..=self.numbers.below(6) {
            self.change(&mut input);
        }
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.numbers.below(input.len() + 1);
        let until = (at + self.numbers.below(12)).min(input.len());
        match self.numbers.below(6) {
            0 => drop(input.drain(at..until)),
            1 => input.insert(at, self.numbers.below(256) as u8),
            2 => drop(input.splice(
                at..at,
                self.words[self.numbers.below(self.words.len())].clone(),
            )),
            3 => {
                let part = input[at..until].to_vec();
                let other = self.numbers.below(input.len() + 1);
                drop(input.splice(other..other, part));
            }
            4 => {
                let seed = &self.seeds[self.numbers.below(self.seeds.len())];
                let from = self.numbers.below(seed.len() + 1);
                drop(input.splice(at..until, seed[from..].iter().copied().take(40)));
            }
            _ => {
                let marks = b"{}[]:,#&*!|>'\"-\n 0";
                if let Some(byte) = input.get_mut(at) {
                    *byte = marks[self.numbers.below(marks.len())];
                }
            }
        }
    }
}
