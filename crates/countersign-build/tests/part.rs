//! Selections and roots of `countersign.toml`: what is wrong with them is said at their places.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use countersign_build::{Config, Format, check, generate};
use countersign_spec::render::Colour;
use tempfile::TempDir;

const DOCUMENT: &str = r#"openapi: 3.1.0
info: {title: Orders, version: "1"}
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      responses:
        "200": {description: ok, content: {application/json: {schema: {$ref: "../types/order.yaml"}}}}
"#;

/// A folder with a document that refers to one beside its own folder, and a configuration.
fn place(config: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("specs/api/orders.yaml", DOCUMENT),
        (
            "specs/types/order.yaml",
            "type: object\nproperties: {id: {type: integer}}\n",
        ),
        ("countersign.toml", config),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn config(keys: &str) -> String {
    format!("[[generate]]\nschema = \"specs/api/orders.yaml\"\nout = \"src\"\n{keys}\n")
}

/// What is said about a configuration whose document may refer to all of `specs`, a line for each diagnostic.
fn said(keys: &str) -> Vec<String> {
    let folder = place(&config(keys));
    let report = match Config::load(&folder.path().join("countersign.toml")) {
        Ok(config) => check(&config).diagnostics(Format::Short, Colour::Off),
        Err(report) => report.render(Format::Short, Colour::Off),
    };
    report.lines().map(str::to_owned).collect()
}

#[test]
fn a_selection_that_nothing_answers_to_is_an_error_at_its_place() {
    let keys = "root = \"specs\"\noperations = [\"listOrders\", \"listOrder\"]\ntags = [\"order\"]\npaths = [\"/order\"]";
    let said = said(keys);
    for expected in [
        "countersign.toml:5:29: error[CS0409]: the document has no operation `listOrder`",
        "countersign.toml:6:9: error[CS0409]: no operation of the document has the tag `order`",
        "countersign.toml:7:10: error[CS0409]: no path of the document fits `/order`",
    ] {
        assert!(
            said.iter().any(|line| line.starts_with(expected)),
            "{said:#?}"
        );
    }
    assert_eq!(said.len(), 3, "{said:#?}");
}

#[test]
fn nothing_is_written_where_a_selection_has_no_answer() {
    let folder = place(&config("root = \"specs\"\noperations = [\"listOrder\"]"));
    let outcome = generate(&Config::load(&folder.path().join("countersign.toml")).unwrap());
    assert!(outcome.has_failed() && outcome.changes.is_empty());
    assert!(!folder.path().join("src").exists());
}

#[test]
fn values_that_mean_nothing_are_errors() {
    let said = said("operations = []\nmodules = \"tags\"\ninline = \"share\"\nbuilders = \"some\"");
    let expected = [
        "countersign.toml:4:14: error[CS0405]: `operations` must be an array of at least one string",
        "countersign.toml:5:11: error[CS0405]: unknown division into modules `tags`",
        "countersign.toml:6:10: error[CS0405]: unknown way with types in place `share`",
        "countersign.toml:7:12: error[CS0405]: unknown choice of builders `some`",
    ];
    for (line, expected) in said.iter().zip(expected) {
        assert!(line.starts_with(expected), "{line}");
    }
    assert_eq!(said.len(), 4, "{said:#?}");
}

#[test]
fn references_stay_in_the_folder_of_the_document_unless_a_root_is_named() {
    assert!(said("root = \"specs\"").is_empty());
    let narrow = said("");
    assert!(
        narrow.len() == 1 && narrow[0].contains("error[CS0118]"),
        "{narrow:#?}"
    );
    let elsewhere = said("root = \"spec\"");
    let expected =
        "countersign.toml:4:8: error[CS0405]: `specs/api/orders.yaml` is not in the root `spec`";
    assert!(
        elsewhere.iter().any(|line| line.starts_with(expected)),
        "{elsewhere:#?}"
    );
}

#[test]
fn modules_that_are_no_longer_generated_are_removed() {
    let folder = place(&config("root = \"specs\"\nmodules = \"tag\""));
    let file = folder.path().join("countersign.toml");
    generate(&Config::load(&file).unwrap())
        .changes
        .iter()
        .for_each(drop);
    assert!(folder.path().join("src/types/orders.rs").is_file());
    fs::write(folder.path().join("src/types/mine.rs"), "// mine\n").unwrap();
    fs::write(&file, config("root = \"specs\"")).unwrap();
    assert!(!generate(&Config::load(&file).unwrap()).has_failed());
    assert!(!folder.path().join("src/types/orders.rs").exists());
    assert!(
        folder.path().join("src/types/mine.rs").is_file(),
        "a file of a person stays"
    );
}
