//! The scratch crate: a module for each document, compiled at once with warnings denied, and a program that decides JSON
//! texts by their types.

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

use crate::document::Document;

/// What decides: for each line of a number and a JSON text, a line of a sign and a JSON text.
const PROGRAM: &str = include_str!("program.rs.txt");

/// The compiled types of all documents.
pub(crate) struct Program {
    path: PathBuf,
    /// The number of the first type of each document.
    first: Vec<usize>,
}

/// What a type says of a JSON text.
#[derive(Debug)]
pub(crate) enum Decision {
    /// It accepts it; the value, encoded again.
    Accepted(String),
    /// It refuses it: keywords, each with the place, or a text.
    Refused(Value),
    /// It panics.
    Panicked,
}

impl Program {
    /// Compiles the types of the documents; the crate is kept between runs.
    pub(crate) fn build(documents: &[Document]) -> Self {
        let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = temporary.join("corpus-instances");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = root.canonicalize().unwrap();
        write(&folder.join("Cargo.toml"), &manifest(&root));
        let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
        write(&folder.join("Cargo.lock"), &lock);
        let mut modules = String::new();
        let mut table = String::new();
        let mut first = Vec::new();
        let mut count = 0;
        for (number, document) in documents.iter().enumerate() {
            let module = format!("d{number}");
            writeln!(modules, "#[rustfmt::skip]\nmod {module};").unwrap();
            write(&folder.join(format!("src/{module}.rs")), &document.source);
            for each in &document.types {
                writeln!(table, "    decide::<{}>,", each.place(&module)).unwrap();
            }
            first.push(count);
            count += document.types.len();
        }
        let main = PROGRAM
            .replace("// MODULES", &modules)
            .replace("    // TABLE", table.trim_end());
        write(&folder.join("src/main.rs"), &main);
        Self {
            path: compile(&folder, temporary.parent().unwrap()),
            first,
        }
    }

    /// What the types of a document say: a decision for each type, by its index, and JSON text.
    pub(crate) fn decide(&self, document: usize, texts: &[(usize, String)]) -> Vec<Decision> {
        let mut child = Command::new(&self.path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let first = self.first[document];
        let lines = texts
            .iter()
            .map(|(each, text)| format!("{}\t{text}\n", first + each));
        let input: String = lines.collect();
        let mut stdin = child.stdin.take().unwrap();
        let writer = thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let decisions: Vec<Decision> = text.lines().map(decision).collect();
        assert_eq!(
            decisions.len(),
            texts.len(),
            "the program ended: {}",
            output.status
        );
        decisions
    }
}

fn decision(line: &str) -> Decision {
    let (sign, text) = line.split_at(1);
    match sign {
        "+" => Decision::Accepted(text.to_owned()),
        "-" => Decision::Refused(read(text, Limits::default()).unwrap()),
        _ => Decision::Panicked,
    }
}

fn compile(folder: &Path, target: &Path) -> PathBuf {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "the types do not compile: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let name = format!("corpus-instances{}", env::consts::EXE_SUFFIX);
    target.join("debug").join(name)
}

/// Writes a file, unless it is there: cargo looks at the time of a file.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|now| now == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn manifest(root: &Path) -> String {
    let runtime = root.join("crates/countersign");
    format!(
        "[package]\nname = \"corpus-instances\"\nedition = \"2024\"\nversion = \"0.0.0\"\n\n\
         [dependencies]\ncountersign = {{ path = {:?} }}\n\n\
         [lints.rust]\nwarnings = \"deny\"\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n\
         [profile.dev.package.corpus-instances]\ndebug = false\n\n[workspace]\n",
        runtime.display().to_string()
    )
}
