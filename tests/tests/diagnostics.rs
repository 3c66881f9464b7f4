//! Every broken document under `cases/diagnostics` gives what the golden beside it says, and nothing panics.
//!
//! The golden of `case.yaml` is `case.stderr`. `UPDATE=1` or `INSTA_UPDATE=always` writes the goldens; a review of the
//! difference is then up to whoever runs it. Files in a folder `parts` are no cases: cases refer to them.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use countersign_model::lower;
use countersign_spec::render::{self, Colour};
use countersign_spec::{
    Code, Diagnostics, Files, Folder, Memory, Severity, Sources, read, resolve,
};
use walkdir::WalkDir;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/diagnostics")
}

fn files_with(extensions: &[&str]) -> BTreeSet<PathBuf> {
    let files = WalkDir::new(folder())
        .into_iter()
        .map(|entry| entry.unwrap().into_path());
    let fits = |path: &PathBuf| {
        path.extension()
            .is_some_and(|extension| extensions.iter().any(|one| extension == *one))
    };
    let is_part = |path: &PathBuf| {
        path.components()
            .any(|component| component.as_os_str() == "parts")
    };
    files
        .filter(|path| path.is_file() && fits(path) && !is_part(path))
        .collect()
}

fn cases() -> BTreeSet<PathBuf> {
    files_with(&["yaml", "json", "bin"])
}

/// All that the stages have to say about a document.
fn judge(files: &dyn Files, entry: &str) -> (Diagnostics, Sources) {
    let (document, mut diagnostics) = read(files, entry);
    let sources = document.tree().sources().clone();
    let (resolved, said) = resolve(document);
    diagnostics.extend(said);
    if let Some(resolved) = resolved {
        diagnostics.extend(lower(&resolved).1);
    }
    (diagnostics, sources)
}

fn judge_case(case: &Path) -> (Diagnostics, Sources) {
    if case.extension().is_some_and(|extension| extension == "bin") {
        let name = format!("{}.yaml", case.file_stem().unwrap().to_str().unwrap());
        return judge(
            &Memory::new().with(name.clone(), std::fs::read(case).unwrap()),
            &name,
        );
    }
    let (folder, name) = Folder::of(case).unwrap();
    judge(&folder, &name)
}

fn golden(case: &Path) -> PathBuf {
    let extension = case.extension().unwrap().to_str().unwrap();
    case.with_extension(if extension == "yaml" {
        "stderr".to_owned()
    } else {
        format!("{extension}.stderr")
    })
}

fn updates() -> bool {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    is("UPDATE", "1") || is("INSTA_UPDATE", "always")
}

#[test]
fn every_case_says_what_its_golden_says() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (diagnostics, sources) = judge_case(&case);
        let said = render::human(&diagnostics, &sources, Colour::Off);
        assert!(
            !diagnostics.is_empty(),
            "{} has nothing wrong with it",
            case.display()
        );
        let golden = golden(&case);
        if updates() {
            std::fs::write(&golden, &said).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        if said != expected {
            wrong.push(format!(
                "--- {}\n{expected}\n+++ now\n{said}",
                golden.display()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nUPDATE=1 writes the goldens",
        wrong.join("\n")
    );
}

#[test]
fn every_golden_has_its_case() {
    let known: BTreeSet<PathBuf> = cases().iter().map(|case| golden(case)).collect();
    let stale: Vec<PathBuf> = files_with(&["stderr"])
        .into_iter()
        .filter(|golden| !known.contains(golden))
        .collect();
    assert!(stale.is_empty(), "without a case: {stale:?}");
    assert!(known.len() >= 34, "{} cases", known.len());
}

/// A place, a label that says what is there, and a help that says what to do.
#[test]
fn every_error_has_a_place_a_label_and_a_help() {
    for case in cases() {
        let (diagnostics, sources) = judge_case(&case);
        for one in diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error)
        {
            let what = format!(
                "{}: {}",
                case.display(),
                render::short(&diagnostics, &sources)
            );
            assert!(one.span.is_some() && !one.label.is_empty(), "{what}");
            assert!(
                one.help.is_some() || !one.code.as_str().starts_with("CS01"),
                "{what}"
            );
            assert!(
                !one.message.ends_with('.') && !one.label.ends_with('.'),
                "{what}"
            );
        }
    }
}

/// Pages whose example is cut short, each with the reason.
const SHORTENED: &[(Code, &str)] = &[(
    Code::TooLargeToPlan,
    "an example that fails has thousands of levels",
)];

/// The failing example of each page is what the page says.
#[test]
fn the_example_of_a_page_gives_its_code() {
    for code in Code::all().filter(|code| code.as_str().starts_with("CS02")) {
        let block = code
            .page()
            .split_once("\n```yaml\n")
            .map(|(_, block)| block);
        let text = block
            .and_then(|block| block.split_once("```"))
            .map(|(text, _)| text);
        let text = text.unwrap_or_else(|| panic!("{} has no example", code.as_str()));
        let (diagnostics, sources) =
            judge(&Memory::new().with("example.yaml", text), "example.yaml");
        let found = diagnostics.iter().any(|one| one.code == code);
        let shortened = SHORTENED.iter().any(|(one, _)| *one == code);
        assert!(
            found != shortened,
            "{} gives\n{}",
            code.as_str(),
            render::short(&diagnostics, &sources)
        );
    }
}

fn short(name: &str, text: String) -> String {
    let (diagnostics, sources) = judge(&Memory::new().with(name, text), name);
    render::short(&diagnostics, &sources)
}

#[test]
fn ten_thousand_levels_end_in_a_diagnostic() {
    let depth = 10_000;
    let flow = format!(
        "openapi: 3.1.0\nx-deep: {}{}\n",
        "[".repeat(depth),
        "]".repeat(depth)
    );
    assert_eq!(
        short("a.yaml", flow),
        "a.yaml:2:264: error[CS0112]: the document is nested too deeply\n"
    );

    let block: String = (0..depth)
        .map(|level| format!("{}a:\n", " ".repeat(level)))
        .collect();
    assert_eq!(
        short("a.yaml", block),
        "a.yaml:257:257: error[CS0112]: the document is nested too deeply\n"
    );

    let dashes = format!("openapi: 3.1.0\nx-deep:\n  {}1\n", "- ".repeat(depth));
    assert_eq!(
        short("a.yaml", dashes),
        "a.yaml:3:513: error[CS0112]: the document is nested too deeply\n"
    );

    let json = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    assert_eq!(
        short("a.json", json),
        "a.json:1:1281: error[CS0112]: the document is nested too deeply\n"
    );

    let unclosed = "[".repeat(1_000_000);
    assert_eq!(
        short("a.json", unclosed),
        "a.json:1:257: error[CS0112]: the document is nested too deeply\n"
    );
}
