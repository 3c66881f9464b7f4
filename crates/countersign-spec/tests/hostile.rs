//! Whatever the bytes are: no panic, no hang, no stack overflow, and something said about it.

#[path = "../../countersign-json/tests/work/mod.rs"]
mod work;

use std::time::Duration;

use countersign_spec::render::{self, Colour};
use countersign_spec::{Diagnostics, Memory, Sources, read, resolve};

const YAML: &str = r##"openapi: 3.1.0
info: {title: "Caf\u00e9 \ud83d\ude00", version: '1'}
servers: [{url: "https://{a}.example.com", variables: {a: {default: x, enum: [x]}}}]
security: [{bearer: []}]
paths:
  /orders/{id}: &item
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: one
      responses:
        200: {description: |
          literal
        , content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
        default: {$ref: "#/components/responses/Error"}
  /other/{id}: *item
components:
  schemas:
    Order: {type: object, properties: {self: {$ref: "#/components/schemas/Order"}, n: {minimum: 0x1F, maximum: +.5}}}
    A: {$ref: "#/components/schemas/B"}
    B: {$ref: "#/components/schemas/A"}
  responses:
    Error: {description: >-
      folded
      text
    }
  securitySchemes: {bearer: {type: http, scheme: bearer}}
"##;

const JSON: &str = r##"{"openapi": "3.0.3", "info": {"title": "a\ud83d\ude00", "version": "1"}, "paths": {"/a/{b}": {"get":
 {"parameters": [{"name": "b", "in": "path", "required": true, "schema": {"$ref": "#/components/schemas/S"}}],
 "responses": {"200": {"description": "", "content": {"application/json": {"examples": {"x": {"value": -0.5e-3}}}}}}}}},
 "components": {"schemas": {"S": {"allOf": [{"$ref": "#/components/schemas/S"}], "enum": [null, true, [], {}]}}}}"##;

fn judge(name: &str, bytes: &[u8]) -> (Diagnostics, Sources) {
    let (document, mut diagnostics) = read(&Memory::new().with(name, bytes), name);
    let sources = document.tree().sources().clone();
    let (_, said) = resolve(document);
    diagnostics.extend(said);
    let _ = render::human(&diagnostics, &sources, Colour::On);
    let _ = render::short(&diagnostics, &sources);
    let _ = render::json(&diagnostics, &sources);
    (diagnostics, sources)
}

#[test]
fn every_beginning_of_a_document() {
    for (name, text) in [("a.yaml", YAML), ("a.json", JSON), ("b.yaml", JSON)] {
        for end in 0..text.len() {
            let _ = judge(name, &text.as_bytes()[..end]);
        }
    }
}

#[test]
fn every_byte_replaced() {
    let others = b"\"\n:{]&*-\xff\0";
    for (name, text) in [("a.yaml", YAML), ("a.json", JSON)] {
        for place in 0..text.len() {
            let mut bytes = text.as_bytes().to_vec();
            bytes[place] = others[place * 7 % others.len()];
            let _ = judge(name, &bytes);
        }
    }
}

#[test]
fn every_line_removed_or_doubled() {
    let lines: Vec<&str> = YAML.lines().collect();
    for place in 0..lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(place);
        let _ = judge("a.yaml", fewer.join("\n").as_bytes());
        let mut more = lines.clone();
        more.insert(place, lines[place]);
        let _ = judge("a.yaml", more.join("\n").as_bytes());
    }
}

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\n";

/// How many of something each of the documents below has.
const COUNT: usize = 4_000;

fn many(one: impl Fn(usize) -> String) -> String {
    (0..COUNT).map(one).collect()
}

/// The work has to grow with the text, not with its square.
fn takes_no_time(name: &str, text: &str) {
    let start = work::Work::start();
    let _ = judge("a.yaml", format!("{HEAD}{text}").as_bytes());
    let taken = start.done();
    assert!(taken < Duration::from_secs(10), "{name} took {taken:?}");
}

fn schemas(one: impl Fn(usize) -> String) -> String {
    format!("paths: {{}}\ncomponents:\n  schemas:\n{}", many(one))
}

#[test]
fn many_of_everything_takes_no_time() {
    let keys = many(|n| format!("  k{n}: 1\n"));
    takes_no_time("keys", &format!("paths: {{}}\nx-keys:\n{keys}"));
    let again = many(|_| "  k: 1\n".to_owned());
    takes_no_time("duplicates", &format!("paths: {{}}\nx-keys:\n{again}"));
    let aliases = many(|_| "  - *a\n".to_owned());
    takes_no_time(
        "aliases",
        &format!("paths: {{}}\nx-a: &a [1, 2]\nx-b:\n{aliases}"),
    );
    let paths = many(|n| format!("  /a{n}/{{b}}: {{get: {{operationId: x, responses: {{}}}}}}\n"));
    takes_no_time("paths", &format!("paths:\n{paths}"));
    let parameters = many(|n| format!("        - {{name: p{n}, in: query, schema: {{}}}}\n"));
    let operation = "paths:\n  /a:\n    get:\n      responses: {}\n      parameters:\n";
    takes_no_time("parameters", &format!("{operation}{parameters}"));
    let template = many(|n| format!("{{p{n}}}"));
    takes_no_time(
        "template",
        &format!("paths:\n  /{template}: {{get: {{responses: {{}}}}}}\n"),
    );
}

#[test]
fn many_references_take_no_time() {
    let to = |n: usize, name: String| format!("    S{n}: {{$ref: \"{name}\"}}\n");
    let schema = |n: usize| format!("#/components/schemas/S{n}");
    takes_no_time(
        "missing",
        &schemas(|n| to(n, format!("#/components/schemas/T{n}"))),
    );
    takes_no_time("one cycle", &schemas(|n| to(n, schema((n + 1) % COUNT))));
    takes_no_time("a chain", &schemas(|n| to(n, schema(n + 1))));
    takes_no_time("files", &schemas(|n| to(n, format!("f{n}.yaml"))));
}

#[test]
fn references_that_multiply_take_no_time() {
    let response = |name: &str| {
        let all = format!("{{default: {{$ref: \"#/components/responses/{name}\"}}}}");
        let paths = many(|n| format!("  /a{n}: {{get: {{responses: {all}}}}}\n"));
        format!("paths:\n{paths}components:\n  responses:\n")
    };
    let chain = many(|n| {
        format!(
            "    R{n}: {{$ref: \"#/components/responses/R{}\"}}\n",
            n + 1
        )
    });
    takes_no_time(
        "a chain, entered everywhere",
        &format!("{}{chain}", response("R0")),
    );
    let text = "a".repeat(1_000_000);
    let headers = many(|n| format!("        h{n}: {{schema: {{}}}}\n"));
    let large = format!("    R:\n      description: {text}\n      headers:\n{headers}");
    takes_no_time(
        "a large response, used everywhere",
        &format!("{}{large}", response("R")),
    );
    let callback = |n: usize| format!("{{c: {{$ref: \"#/components/callbacks/C{n}\"}}}}");
    let callbacks = many(|n| {
        format!(
            "    C{n}: {{x: {{get: {{callbacks: {}}}}}}}\n",
            callback(n + 1)
        )
    });
    let first = callback(0);
    let text = format!(
        "paths: {{/a: {{get: {{callbacks: {first}}}}}}}\ncomponents:\n  callbacks:\n{callbacks}"
    );
    takes_no_time("callbacks in callbacks", &text);
}

#[test]
fn long_scalars_and_lines() {
    let digits = "9".repeat(200_000);
    let _ = judge(
        "a.yaml",
        format!("openapi: 3.1.0\nx: {digits}\ny: 0x{digits}\nz: .{digits}e{digits}\n").as_bytes(),
    );
    let _ = judge("a.yaml", format!("openapi: {digits}\n").as_bytes());
    let _ = judge("a.yaml", format!("{digits}: 1\n").as_bytes());
    let _ = judge(
        "a.json",
        format!("{{\"openapi\": \"3.1.0\", \"{digits}\": 1, \"x\" 1}}").as_bytes(),
    );
    let (diagnostics, sources) = judge("a.json", format!("{{\"openapi\": {digits}}}").as_bytes());
    assert!(render::human(&diagnostics, &sources, Colour::Off).len() < 5_000);
}
