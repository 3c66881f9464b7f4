//! The scratch crate: a module for each schema, compiled at once, and a program that decides instances by their types.

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::generate::Generated;

/// What decides: for each line of a number and a JSON text, a line of a sign and a JSON text or a reason.
const PROGRAM: &str = include_str!("program.rs.txt");

/// The crate, kept between runs: what has not changed is not compiled again.
pub(crate) struct Scratch {
    folder: PathBuf,
    target: PathBuf,
}

/// What the compiler says, by the number of the schema.
#[derive(Default)]
struct Verdict {
    errors: BTreeMap<usize, String>,
    warnings: BTreeMap<usize, Vec<String>>,
    program: Option<PathBuf>,
}

impl Scratch {
    /// The crate, in a folder of this test; dependencies are shared with the workspace.
    pub(crate) fn new() -> Self {
        let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
        Self {
            folder: temporary.join("official-suite"),
            target: temporary.parent().unwrap().to_path_buf(),
        }
    }

    /// Compiles what can be: a schema whose types do not compile is left out, and the rest tried again.
    pub(crate) fn build(&self, generated: &mut [Generated]) -> PathBuf {
        self.write("Cargo.toml", &manifest());
        let lock = fs::read_to_string(workspace().join("Cargo.lock")).unwrap();
        self.write("Cargo.lock", &lock); // the versions of the workspace; cargo leaves out what is not needed
        loop {
            self.write("src/main.rs", &program(generated));
            for (number, each) in generated.iter().enumerate() {
                if let Generated::Source(source) = each {
                    self.write(&format!("src/s{number}.rs"), &source.text);
                }
            }
            let verdict = self.compile();
            for (number, reason) in &verdict.errors {
                generated[*number] = Generated::Nothing(format!("does not compile: {reason}"));
            }
            if let Some(program) = verdict.program {
                keep_warnings(generated, verdict.warnings);
                return program;
            }
        }
    }

    /// Writes a file, unless it is there: cargo looks at the time of a file.
    fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        if fs::read_to_string(&path).is_ok_and(|now| now == text) {
            return;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn compile(&self) -> Verdict {
        let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["build", "--offline", "--quiet", "--message-format=json"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let mut verdict = Verdict::default();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            verdict.read(&serde_json::from_str(line).unwrap_or_default());
        }
        assert!(
            verdict.program.is_some() || !verdict.errors.is_empty(),
            "the scratch crate does not compile: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        verdict
    }
}

impl Verdict {
    /// One message of cargo.
    fn read(&mut self, message: &Value) {
        if message["target"]["name"] != "official-suite" {
            return;
        }
        if let Some(program) = message["executable"].as_str() {
            self.program = Some(program.into());
        }
        let said = &message["message"];
        let Some(text) = said["message"].as_str() else {
            return;
        };
        let number = module(&said["spans"]);
        match (said["level"].as_str(), number) {
            (Some("error"), Some(number)) => {
                self.errors.entry(number).or_insert_with(|| text.to_owned());
            }
            (Some("warning"), Some(number)) => {
                self.warnings
                    .entry(number)
                    .or_default()
                    .push(text.to_owned());
            }
            _ => {}
        }
    }
}

fn keep_warnings(generated: &mut [Generated], mut warnings: BTreeMap<usize, Vec<String>>) {
    for (number, each) in generated.iter_mut().enumerate() {
        if let Generated::Source(source) = each {
            source.lints = warnings.remove(&number).unwrap_or_default();
        }
    }
}

/// The number of the schema whose module a message points into, itself or by the macro that it came from.
fn module(spans: &Value) -> Option<usize> {
    let spans = spans.as_array()?;
    spans.iter().find_map(|span| {
        let file = span["file_name"].as_str()?;
        let number = file
            .strip_prefix("src/s")
            .and_then(|it| it.strip_suffix(".rs"));
        match number.and_then(|number| number.parse().ok()) {
            Some(number) => Some(number),
            None => module(&serde_json::json!([span["expansion"]["span"]])),
        }
    })
}

/// The program with the modules of all schemas that have types.
fn program(generated: &[Generated]) -> String {
    let mut modules = String::new();
    let mut table = String::new();
    for (number, each) in generated.iter().enumerate() {
        if let Generated::Source(source) = each {
            writeln!(modules, "mod s{number};").unwrap();
            let ident = format!("s{number}::{}", source.place.ident);
            let place = match source.place.nullable {
                true => format!("Option<{ident}>"),
                false => ident,
            };
            writeln!(table, "        {number} => decide::<{place}>,").unwrap();
        }
    }
    PROGRAM
        .replace("// MODULES", &modules)
        .replace("// TABLE", table.trim_start())
}

fn manifest() -> String {
    let runtime = workspace().join("crates/countersign");
    format!(
        "[package]\nname = \"official-suite\"\nedition = \"2024\"\nversion = \"0.0.0\"\n\n\
         [dependencies]\ncountersign = {{ path = {:?}, features = [\"idn\"] }}\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n\
         [profile.dev.package.official-suite]\ndebug = false\n\n[workspace]\n",
        runtime.display().to_string()
    )
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap()
}

#[test]
fn a_message_belongs_to_the_schema_that_it_points_into() {
    let message = |level: &str, spans: Value| {
        serde_json::json!({
            "target": {"name": "official-suite"},
            "message": {"level": level, "message": "text", "spans": spans},
        })
    };
    let here = serde_json::json!({"file_name": "src/s7.rs"});
    let derived =
        serde_json::json!({"file_name": "/macros/src/lib.rs", "expansion": {"span": here}});
    let mut verdict = Verdict::default();
    verdict.read(&message("error", serde_json::json!([here])));
    verdict.read(&message("warning", serde_json::json!([derived])));
    verdict.read(&message(
        "error",
        serde_json::json!([{"file_name": "src/main.rs"}]),
    ));
    assert_eq!(verdict.errors, BTreeMap::from([(7, "text".to_owned())]));
    assert_eq!(
        verdict.warnings,
        BTreeMap::from([(7, vec!["text".to_owned()])])
    );
}
