//! What is a reference, what is none, and what references lead to.

#![allow(clippy::expect_used, clippy::panic)] // the helpers of tests may do what tests may

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;

use countersign_spec::{Diagnostics, Files, Folder, Memory, Node, Resolved, read, render, resolve};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\n";

fn judge(files: &dyn Files, entry: &str) -> (Resolved, Diagnostics) {
    let (document, mut diagnostics) = read(files, entry);
    let (resolved, said) = resolve(document);
    diagnostics.extend(said);
    let resolved = resolved.expect("a document");
    (resolved, diagnostics)
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().map(|one| one.code.as_str()).collect()
}

fn at<'r>(resolved: &'r Resolved, pointer: &[&str]) -> Node<'r> {
    let root = resolved.node(resolved.document().node);
    pointer.iter().fold(root, |node, key| {
        node.get(key).unwrap_or_else(|| panic!("no {key}"))
    })
}

/// The canonical place that a reference leads to in one step.
fn target(resolved: &Resolved, pointer: &[&str]) -> Option<(String, String)> {
    let target = resolved.target(at(resolved, pointer).id())?;
    let location = resolved.location(target);
    Some((
        resolved.sources().name(location.source).to_owned(),
        location.pointer,
    ))
}

fn place(file: &str, pointer: &str) -> Option<(String, String)> {
    Some((file.to_owned(), pointer.to_owned()))
}

#[test]
fn a_ref_in_an_instance_is_no_reference() {
    let text = format!(
        r##"{HEAD}paths: {{}}
components:
  examples:
    One: {{value: {{$ref: "#/nothing"}}}}
  schemas:
    A:
      type: object
      example: {{$ref: "#/nothing"}}
      examples: [{{$ref: "#/nothing"}}]
      default: {{$ref: "#/nothing"}}
      enum: [{{$ref: "#/nothing"}}]
      const: {{$ref: "#/nothing"}}
      x-more: {{$ref: "#/nothing"}}
      properties:
        $ref: {{type: string}}
        default: {{$ref: "#/components/schemas/B"}}
    B: {{type: string}}
x-more: {{$ref: "#/nothing"}}
"##
    );
    let (resolved, diagnostics) = judge(&Memory::new().with("a.yaml", text), "a.yaml");
    assert!(
        diagnostics.is_empty(),
        "{}",
        render::short(&diagnostics, resolved.sources())
    );
    let schema = ["components", "schemas", "A"];
    let below = |rest: &[&'static str]| target(&resolved, &[&schema[..], rest].concat());
    assert_eq!(
        below(&["properties", "default"]),
        place("a.yaml", "/components/schemas/B")
    );
    for instance in [
        &["example"][..],
        &["default"],
        &["const"],
        &["properties"],
        &["x-more"],
    ] {
        assert_eq!(below(instance), None, "{instance:?}");
    }
}

#[test]
fn every_keyword_with_subschemas_is_walked() {
    let bad = r##"{$ref: "#/nothing"}"##;
    let single = [
        "items",
        "additionalProperties",
        "not",
        "propertyNames",
        "contains",
        "if",
        "then",
        "else",
        "unevaluatedItems",
        "unevaluatedProperties",
        "contentSchema",
    ];
    let list = ["allOf", "anyOf", "oneOf", "prefixItems"];
    let map = [
        "properties",
        "patternProperties",
        "dependentSchemas",
        "$defs",
        "definitions",
    ];
    let lines = single.iter().map(|key| format!("      {key}: {bad}\n"));
    let lines = lines.chain(list.iter().map(|key| format!("      {key}: [{bad}]\n")));
    let lines = lines.chain(map.iter().map(|key| format!("      {key}: {{x: {bad}}}\n")));
    let text = format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A:\n{}",
        lines.collect::<String>()
    );
    let (_, diagnostics) = judge(&Memory::new().with("a.yaml", text), "a.yaml");
    assert_eq!(
        codes(&diagnostics),
        vec!["CS0104"; single.len() + list.len() + map.len()]
    );
}

#[test]
fn names_are_decoded() {
    let text = format!(
        r##"{HEAD}paths: {{}}
components:
  schemas:
    a/b~c%d é: {{type: string}}
    A: {{$ref: "#/components/schemas/a~1b~0c%25d%20%C3%A9"}}
    B: {{$ref: "#/components/schemas/C/allOf/1"}}
    C: {{allOf: [true, {{type: object}}]}}
"##
    );
    let (resolved, diagnostics) = judge(&Memory::new().with("a.yaml", text), "a.yaml");
    assert!(
        diagnostics.is_empty(),
        "{}",
        render::short(&diagnostics, resolved.sources())
    );
    assert_eq!(
        target(&resolved, &["components", "schemas", "A"]),
        place("a.yaml", "/components/schemas/a~1b~0c%d é")
    );
    assert_eq!(
        target(&resolved, &["components", "schemas", "B"]),
        place("a.yaml", "/components/schemas/C/allOf/1")
    );
}

/// Counts how often each file is asked for.
struct Counted {
    files: Memory,
    reads: RefCell<BTreeMap<String, usize>>,
}

impl Files for Counted {
    fn read(&self, relative: &str) -> io::Result<Vec<u8>> {
        *self
            .reads
            .borrow_mut()
            .entry(relative.to_owned())
            .or_default() += 1;
        self.files.read(relative)
    }
}

#[test]
fn files_are_read_once_even_in_circles() {
    let entry = format!(
        r##"{HEAD}paths:
  /orders: {{$ref: "./paths/orders.yaml"}}
components:
  schemas:
    Order: {{$ref: "schemas/../schemas/order.json"}}
    Line: {{$ref: "schemas/order.json#/definitions/Line"}}
    Missing: {{$ref: "none.yaml"}}
    AlsoMissing: {{$ref: "none.yaml#/a"}}
"##
    );
    let path = r##"
get:
  responses:
    "200":
      description: ok
      content: {application/json: {schema: {$ref: "../schemas/order.json"}}}
    default: {$ref: "../api.yaml#/components/responses/Error"}
"##;
    let order = r##"{"type": "object", "properties": {"lines": {"items": {"$ref": "#/definitions/Line"}}},
      "definitions": {"Line": {"properties": {"order": {"$ref": "#"}, "back": {"$ref": "../api.yaml#/components/schemas/Order"}}}}}"##;
    let entry = format!("{entry}  responses:\n    Error: {{description: bad}}\n");
    let files = Memory::new()
        .with("spec/api.yaml", entry)
        .with("spec/paths/orders.yaml", path)
        .with("spec/schemas/order.json", order);
    let files = Counted {
        files,
        reads: RefCell::default(),
    };
    let (resolved, diagnostics) = judge(&files, "spec/api.yaml");
    assert_eq!(codes(&diagnostics), ["CS0101"]);
    let reads = files.reads.into_inner();
    assert!(
        reads.len() == 4 && reads.values().all(|count| *count == 1),
        "{reads:?}"
    );
    assert_eq!(
        target(&resolved, &["components", "schemas", "Order"]),
        place("spec/schemas/order.json", "")
    );
    assert_eq!(
        target(&resolved, &["components", "schemas", "Line"]),
        place("spec/schemas/order.json", "/definitions/Line")
    );
    let operation = &resolved.document().paths[0].operations[0];
    assert_eq!(operation.responses.len(), 2);
    assert_eq!(operation.responses[1].description.as_deref(), Some("bad"));
}

#[test]
fn nothing_above_the_folder_of_the_entry_is_read() {
    let text = format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {{$ref: \"../b.yaml\"}}\n    B: {{$ref: \"../spec2/b.yaml\"}}\n"
    );
    let files = Memory::new()
        .with("spec/a.yaml", text)
        .with("b.yaml", "type: string\n")
        .with("spec2/b.yaml", "type: string\n");
    let files = Counted {
        files,
        reads: RefCell::default(),
    };
    let (_, diagnostics) = judge(&files, "spec/a.yaml");
    assert_eq!(codes(&diagnostics), ["CS0118", "CS0118"]);
    assert_eq!(files.reads.into_inner().len(), 1);
}

#[test]
#[cfg(unix)]
fn a_symbolic_link_does_not_lead_out() {
    let folder = std::env::temp_dir().join(format!("countersign-links-{}", std::process::id()));
    let inside = folder.join("spec");
    std::fs::create_dir_all(&inside).unwrap();
    std::fs::write(folder.join("secret.yaml"), "type: string\n").unwrap();
    let _ = std::os::unix::fs::symlink("../secret.yaml", inside.join("link.yaml"));
    let text = format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {{$ref: link.yaml}}\n    B: {{$ref: sub}}\n"
    );
    std::fs::create_dir_all(inside.join("sub")).unwrap();
    std::fs::write(inside.join("api.yaml"), text).unwrap();
    let (files, entry) = Folder::of(&inside.join("api.yaml")).unwrap();
    let (_, diagnostics) = judge(&files, &entry);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(codes(&diagnostics), ["CS0118", "CS0101"]);
}

#[test]
fn names_of_a_folder_stay_inside() {
    let folder = Folder::new(env!("CARGO_MANIFEST_DIR"));
    assert!(folder.read("Cargo.toml").is_ok());
    for name in [
        "../Cargo.toml",
        "/etc/passwd",
        "src/../../x",
        "",
        "src//lib.rs",
        "./Cargo.toml",
        "C:\\x",
    ] {
        assert!(folder.read(name).is_err(), "{name}");
    }
}

#[test]
fn kinds_are_told_apart() {
    let text = format!(
        r##"{HEAD}paths:
  /a:
    get:
      parameters: [{{$ref: "#/components/schemas/S"}}]
      requestBody: {{$ref: "#/components/responses/R"}}
      responses:
        "200": {{$ref: "#/components/requestBodies/B"}}
        "201":
          description: ok
          content: {{application/json: {{schema: {{$ref: "#/paths/~1a/get/responses/201"}}}}}}
        "202":
          description: ok
          content: {{application/json: {{schema: {{$ref: "#/paths/~1a/get/responses/201/content/application~1json/schema"}}}}}}
components:
  schemas: {{S: {{type: string}}}}
  responses: {{R: {{description: ok}}}}
  requestBodies: {{B: {{content: {{}}}}}}
"##
    );
    let (_, diagnostics) = judge(&Memory::new().with("a.yaml", text), "a.yaml");
    assert_eq!(codes(&diagnostics), ["CS0121"; 4]);
}

#[test]
fn recursive_schemas_are_no_cycles() {
    let text = format!(
        r##"{HEAD}paths: {{}}
components:
  schemas:
    Node: {{properties: {{next: {{$ref: "#/components/schemas/Node"}}, other: {{$ref: "#/components/schemas/Alias"}}}}}}
    Alias: {{$ref: "#/components/schemas/Node"}}
"##
    );
    let (resolved, diagnostics) = judge(&Memory::new().with("a.yaml", text), "a.yaml");
    assert!(diagnostics.is_empty());
    assert_eq!(
        target(&resolved, &["components", "schemas", "Alias"]),
        place("a.yaml", "/components/schemas/Node")
    );
}

#[test]
fn a_cycle_has_no_targets() {
    let text = format!(
        r##"{HEAD}paths: {{}}
components:
  schemas:
    In: {{$ref: "#/components/schemas/A"}}
    A: {{$ref: "#/components/schemas/B"}}
    B: {{$ref: "#/components/schemas/A"}}
    C: {{$ref: "#/components/schemas/C"}}
"##
    );
    let (resolved, diagnostics) = judge(&Memory::new().with("a.yaml", text), "a.yaml");
    assert_eq!(codes(&diagnostics), ["CS0120", "CS0120"]);
    assert_eq!(
        target(&resolved, &["components", "schemas", "In"]),
        place("a.yaml", "/components/schemas/A")
    );
    for name in ["A", "B", "C"] {
        assert_eq!(target(&resolved, &["components", "schemas", name]), None);
    }
}

#[test]
fn a_discriminator_names_schemas() {
    let text = format!(
        r##"{HEAD}paths: {{}}
components:
  schemas:
    Cat: {{type: object}}
    Dog: {{type: object}}
    Pet:
      oneOf: [{{$ref: "#/components/schemas/Cat"}}]
      discriminator: {{propertyName: kind, mapping: {{cat: Cat, dog: "#/components/schemas/Dog"}}}}
"##
    );
    let (resolved, diagnostics) = judge(&Memory::new().with("a.yaml", text), "a.yaml");
    assert!(diagnostics.is_empty());
    let mapping = ["components", "schemas", "Pet", "discriminator", "mapping"];
    for (key, name) in [("cat", "Cat"), ("dog", "Dog")] {
        let pointer = [&mapping[..], &[key]].concat();
        assert_eq!(
            target(&resolved, &pointer),
            place("a.yaml", &format!("/components/schemas/{name}"))
        );
    }
}
