//! 0 where all is well, 1 where something is not as it should be, 2 where nothing ran.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const ORDERS: &str = r#"openapi: 3.1.0
info: {title: Orders, version: "1"}
paths: {}
components:
  schemas:
    Order: {type: object, properties: {blocks: {type: integer, minimum: 1}}}
"#;

const SWAGGER: &str = "swagger: '2.0'\ninfo: {title: Orders, version: '1'}\npaths: {}\n";

/// The exit code of the chore, and all that it says.
fn xtask(arguments: &[&str], folder: &Path) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(said).unwrap(),
    )
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn codegen() {
    let config = "[[generate]]\nschema = \"orders.yaml\"\nout = \"generated\"\n";
    let place = folder(&[("orders.yaml", ORDERS), ("countersign.toml", config)]);
    let codegen = |more: &[&str]| {
        let arguments = [&["codegen", "--config", "countersign.toml"], more].concat();
        xtask(&arguments, place.path())
    };
    let (code, said) = codegen(&["--check"]);
    assert_eq!(code, 1, "nothing is there yet: {said}");
    assert_eq!(codegen(&[]), (0, written()));
    assert_eq!(codegen(&["--check"]), (0, String::new()));

    let changed = ORDERS.replace("minimum: 1", "minimum: 2");
    fs::write(place.path().join("orders.yaml"), changed).unwrap();
    let (code, said) = codegen(&["--check"]);
    assert_eq!(code, 1);
    assert!(said.contains("+    #[contract(minimum = 2)]"), "{said}");
    assert!(said.contains("run: cargo xtask codegen"), "{said}");

    fs::write(
        place.path().join("orders.yaml"),
        "openapi: 3.1.0\npaths: 1\n",
    )
    .unwrap();
    assert_eq!(codegen(&[]).0, 1, "a document with errors");
    fs::write(place.path().join("countersign.toml"), "[[generated]]\n").unwrap();
    assert_eq!(codegen(&[]).0, 2, "a configuration that says nothing");
    fs::remove_file(place.path().join("countersign.toml")).unwrap();
    assert_eq!(codegen(&["--check"]).0, 2, "no configuration");
    assert_eq!(codegen(&["--chekc"]).0, 2, "no such option");
}

fn written() -> String {
    let files = "generated/mod.rs: created\ngenerated/types.rs: created\n";
    format!("{files}2 files written\n")
}

#[test]
fn corpus() {
    let manifest = "file\topenapi\tbytes\norders.yaml\t3.1.0\t9\nold.yaml\t2.0\t8\n";
    let place = folder(&[
        ("manifest.tsv", manifest),
        ("orders.yaml", ORDERS),
        ("old.yaml", SWAGGER),
    ]);
    let corpus = |more: &[&str]| {
        let arguments = [&["corpus", "--fast", "--dir"], more].concat();
        xtask(&arguments, place.path())
    };
    let (code, said) = corpus(&["."]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("old.yaml") && said.contains("CS0123*1"),
        "{said}"
    );
    assert!(said.contains("100.00%"), "{said}");
    assert_eq!(corpus(&[".", "--jobs", "2", "orders"]).0, 0);

    fs::write(place.path().join("old.yaml"), ORDERS).unwrap();
    let (code, said) = corpus(&["."]);
    assert_eq!(code, 1, "a 2.0 document that is none: {said}");
    fs::write(
        place.path().join("orders.yaml"),
        "openapi: 3.1.0\npaths: 1\n",
    )
    .unwrap();
    let (code, said) = corpus(&[".", "orders"]);
    assert_eq!(code, 1, "a 3.x document that is refused: {said}");

    assert_eq!(corpus(&[".", "nobody"]).0, 2, "nothing ran");
    assert_eq!(corpus(&["nowhere"]).0, 2, "no such folder");
    let (code, said) = corpus(&["nowhere", "--if-present"]);
    assert_eq!(code, 0);
    assert!(said.contains("skipped"), "{said}");
}
