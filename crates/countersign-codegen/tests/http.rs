//! The files of client and server: a golden of each, which a person can review, and what no golden would show.
//!
//! `COUNTERSIGN_UPDATE=1 cargo test -p countersign-codegen --test http` writes the goldens again. They are not compiled here:
//! `tests/library` compiles, calls and serves a larger document.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use countersign_codegen::{
    Header, MARKER, Modules, name, render_client, render_operations, render_server,
};
use countersign_spec::{Code, Memory, read, resolve};

/// Operations, client and server of a document, and every diagnostic of theirs as `CS0000 message`.
fn rendered(text: &str, modules: Modules) -> ([(&'static str, String); 3], Vec<String>) {
    let (read, _) = read(&Memory::new().with("test.yaml", text), "test.yaml");
    let (resolved, _) = resolve(read);
    let (api, _) = countersign_model::lower(&resolved.unwrap());
    let (named, _) = name(&api);
    let header = Header {
        source: "shop.yaml",
        command: "test",
    };
    let mut told = Vec::new();
    let files = [
        ("operations", render_operations(&named, modules, header)),
        ("client", render_client(&named, modules, header)),
        ("server", render_server(&named, modules, header)),
    ];
    let files = files.map(|(name, (text, diagnostics))| {
        let diagnostics = diagnostics.iter();
        told.extend(diagnostics.map(|it| format!("{} {}", it.code.as_str(), it.message)));
        (name, text)
    });
    (files, told)
}

fn operations(text: &str) -> String {
    let ([(_, text), _, _], _) = rendered(text, Modules::One);
    text
}

const SHOP: &str = include_str!("http/shop.yaml");

#[test]
fn goldens_are_current() {
    let (files, told) = rendered(SHOP, Modules::One);
    for (name, text) in files {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/http/generated/{name}.rs"));
        if std::env::var_os("COUNTERSIGN_UPDATE").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        let mut lines = golden.lines().zip(text.lines()).enumerate();
        let first = lines.find(|(_, (golden, text))| golden != text);
        assert!(golden == text, "{} is stale: {first:?}", path.display());
    }
    let expected = [
        "CS0306 body `application/xml` is taken as bytes, its schema is not enforced",
        "CS0305 link `unknown` has no method because `$request.body#/page` is not kept after the request",
    ];
    assert_eq!(told, expected);
}

/// The failing example of each page is what the page says.
#[test]
fn the_example_of_a_page_gives_its_code() {
    for code in [Code::LinkNotWritten, Code::BodyNotRead] {
        let (_, example) = code.page().split_once("```yaml\n").unwrap();
        let (example, _) = example.split_once("```").unwrap();
        let (_, told) = rendered(example, Modules::One);
        assert!(
            told.len() == 1 && told[0].starts_with(code.as_str()),
            "{}: {told:?}",
            code.as_str()
        );
    }
}

/// Modules of types by tag leave what client and server say as it is: the root names every type again.
#[test]
fn modules_by_tag_change_nothing_here() {
    let tagged = SHOP.replace(
        "      operationId",
        "      tags: [orders]\n      operationId",
    );
    assert_eq!(
        rendered(&tagged, Modules::Tag).0,
        rendered(SHOP, Modules::One).0
    );
}

/// Webhooks are received by other programs: nothing in the files may be unused for want of an operation.
#[test]
fn a_document_without_operations_has_files_without_imports() {
    let none = "openapi: 3.1.0\ninfo: {title: None, version: '1'}\npaths: {}\n";
    let ([_, _, (_, server)], _) = rendered(none, Modules::One);
    assert!(server.contains(MARKER));
    for unused in ["use std::future", "use super::", "input"] {
        assert!(!server.contains(unused), "{server}");
    }
}

/// A form of files has no values to derive anything for.
#[test]
fn a_form_of_files_alone_imports_nothing_for_values() {
    let files = SHOP.replace("                total: {type: integer, minimum: 1}\n", "");
    let files = files.replace("required: [total, scan]", "required: [scan]");
    let ([_, _, (_, server)], _) = rendered(&files, Modules::One);
    assert!(server.contains("form.file(\"scan\")"), "{server}");
    assert!(!server.contains("Contract"), "{server}");
}

/// Left out, it would leave a group that asks for nothing: an open door.
#[test]
fn an_undeclared_security_scheme_is_still_asked_for() {
    let text = operations(
        "openapi: 3.1.0
info: {title: Orders, version: '1'}
security: [{keys: []}]
paths:
  /orders:
    get:
      operationId: listOrders
      responses: {'204': {description: None}}
",
    );
    let text: String = text.split_whitespace().collect();
    let scheme = "http::Scheme{name:\"keys\",kind:http::SchemeKind::Undeclared";
    assert!(text.contains(scheme), "{text}");
}
