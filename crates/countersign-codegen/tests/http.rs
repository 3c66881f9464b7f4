//! The files of client and server: a golden of each, which a person can review, and what no golden would show.
//!
//! `COUNTERSIGN_UPDATE=1 cargo test -p countersign-codegen --test http` writes the goldens again. They are not compiled here:
//! `tests/library` compiles, calls and serves a larger document.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use countersign_codegen::{Builders, Header, MARKER, Modules, Sources, Style, name};
use countersign_spec::{Code, Memory, read, resolve};

/// Operations, client and server of a document, and every diagnostic of theirs as `CS0000 message`.
fn rendered(text: &str, style: Style) -> ([(&'static str, String); 3], Vec<String>) {
    let (read, _) = read(&Memory::new().with("test.yaml", text), "test.yaml");
    let (resolved, _) = resolve(read);
    let (api, _) = countersign_model::lower(&resolved.unwrap());
    let (named, _) = name(&api);
    let header = Header {
        source: "shop.yaml",
        command: "test",
    };
    let sources = Sources::of(&named, style, header);
    let mut told = Vec::new();
    let files = [
        ("operations", sources.operations()),
        ("client", sources.client()),
        ("server", sources.server()),
    ];
    let files = files.map(|(name, (text, diagnostics))| {
        let diagnostics = diagnostics.iter();
        told.extend(diagnostics.map(|it| format!("{} {}", it.code.as_str(), it.message)));
        (name, text)
    });
    (files, told)
}

fn operations(text: &str) -> String {
    let ([(_, text), _, _], _) = rendered(text, Style::default());
    text
}

const SHOP: &str = include_str!("http/shop.yaml");

#[test]
fn goldens_are_current() {
    let (files, told) = rendered(SHOP, Style::default());
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
        let (_, told) = rendered(example, Style::default());
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
    let by_tag = Style {
        modules: Modules::Tag,
        ..Style::default()
    };
    assert_eq!(
        rendered(&tagged, by_tag).0,
        rendered(SHOP, Style::default()).0
    );
}

/// Parameters are of requests, headers of responses; a struct of required fields alone is a short literal.
#[test]
fn builders_are_where_they_are_wanted() {
    let structs_with = |builders| {
        let style = Style {
            builders,
            ..Style::default()
        };
        let ([(_, text), _, _], _) = rendered(SHOP, style);
        let with = text.split("#[contract(debug, builder)]").skip(1);
        let names = with.filter_map(|rest| rest.split("pub struct ").nth(1)?.split(' ').next());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    let all = structs_with(Builders::All);
    assert_eq!(all, ["Parameters", "OkHeaders"]);
    assert_eq!(structs_with(Builders::OfRequests), ["Parameters"]);
    assert!(structs_with(Builders::None).is_empty());
    assert_eq!(operations(SHOP).matches("pub struct Parameters").count(), 2);
}

/// Webhooks are received by other programs: nothing in the files may be unused for want of an operation.
#[test]
fn a_document_without_operations_has_files_without_imports() {
    let none = "openapi: 3.1.0\ninfo: {title: None, version: '1'}\npaths: {}\n";
    let ([_, _, (_, server)], _) = rendered(none, Style::default());
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
    let ([_, _, (_, server)], _) = rendered(&files, Style::default());
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
