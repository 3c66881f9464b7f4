//! Whatever the bytes are: no panic, no hang, no stack overflow, and something said about it.

use std::time::{Duration, Instant};

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

/// The work has to grow with the text, not with its square: each of these has 4,000 of something.
#[test]
fn many_of_everything_takes_no_time() {
    let count = 4_000;
    let head = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\n";
    let many = |one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    let next = |n: usize| (n + 1) % count;
    let documents = [
        (
            "keys",
            format!(
                "{head}paths: {{}}\nx-keys:\n{}",
                many(&|n| format!("  k{n}: 1\n"))
            ),
        ),
        (
            "duplicates",
            format!(
                "{head}paths: {{}}\nx-keys:\n{}",
                many(&|_| "  k: 1\n".to_owned())
            ),
        ),
        (
            "missing",
            format!(
                "{head}paths: {{}}\ncomponents:\n  schemas:\n{}",
                many(&|n| format!("    S{n}: {{$ref: \"#/components/schemas/T{n}\"}}\n"))
            ),
        ),
        (
            "one cycle",
            format!(
                "{head}paths: {{}}\ncomponents:\n  schemas:\n{}",
                many(&|n| format!(
                    "    S{n}: {{$ref: \"#/components/schemas/S{}\"}}\n",
                    next(n)
                ))
            ),
        ),
        (
            "a chain",
            format!(
                "{head}paths: {{}}\ncomponents:\n  schemas:\n{}    S{count}: {{}}\n",
                many(&|n| format!("    S{n}: {{$ref: \"#/components/schemas/S{}\"}}\n", n + 1))
            ),
        ),
        (
            "paths",
            format!(
                "{head}paths:\n{}",
                many(&|n| format!("  /a{n}/{{b}}: {{get: {{operationId: x, responses: {{}}}}}}\n"))
            ),
        ),
        (
            "files",
            format!(
                "{head}paths: {{}}\ncomponents:\n  schemas:\n{}",
                many(&|n| format!("    S{n}: {{$ref: \"f{n}.yaml\"}}\n"))
            ),
        ),
        (
            "aliases",
            format!(
                "{head}paths: {{}}\nx-a: &a {{b: [1, 2, 3]}}\nx-b:\n{}",
                many(&|_| "  - *a\n".to_owned())
            ),
        ),
        (
            "parameters",
            format!(
                "{head}paths:\n  /a:\n    get:\n      responses: {{}}\n      parameters:\n{}",
                many(&|n| format!("        - {{name: p{n}, in: query, schema: {{}}}}\n"))
            ),
        ),
        (
            "a chain of responses, entered everywhere",
            format!(
                "{head}paths:\n{}components:\n  responses:\n{}    R{count}: {{description: a}}\n",
                many(&|n| format!(
                    "  /a{n}: {{get: {{responses: {{default: {{$ref: \"#/components/responses/R0\"}}}}}}}}\n"
                )),
                many(&|n| format!(
                    "    R{n}: {{$ref: \"#/components/responses/R{}\"}}\n",
                    n + 1
                ))
            ),
        ),
        (
            "a large response, used everywhere",
            format!(
                "{head}paths:\n{}components:\n  responses:\n    R:\n      description: {}\n      headers:\n{}",
                many(&|n| format!(
                    "  /a{n}: {{get: {{responses: {{default: {{$ref: \"#/components/responses/R\"}}}}}}}}\n"
                )),
                "a".repeat(1_000_000),
                many(&|n| format!("        h{n}: {{schema: {{}}}}\n"))
            ),
        ),
        (
            "callbacks in callbacks",
            format!(
                "{head}paths:\n  /a: {{get: {{callbacks: {{c: {{$ref: \"#/components/callbacks/C0\"}}}}}}}}\ncomponents:\n  callbacks:\n{}    C{count}: {{}}\n",
                many(&|n| format!(
                    "    C{n}: {{x: {{get: {{callbacks: {{c: {{$ref: \"#/components/callbacks/C{}\"}}}}}}}}}}\n",
                    n + 1
                ))
            ),
        ),
        (
            "template",
            format!(
                "{head}paths:\n  /{}: {{get: {{responses: {{}}}}}}\n",
                (0..2000).map(|n| format!("{{p{n}}}")).collect::<String>()
            ),
        ),
    ];
    for (name, text) in documents {
        let start = Instant::now();
        let _ = judge("a.yaml", text.as_bytes());
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{name} took {:?}",
            start.elapsed()
        );
    }
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
