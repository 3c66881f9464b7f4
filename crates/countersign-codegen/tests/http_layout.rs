//! The layout of the files of client and server, which is written without a syntax tree where that is faster.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "a test says why it was skipped")]

use std::fs;
use std::path::Path;

use countersign_codegen::{Header, Sources, Style, name, normal_form};
use countersign_spec::{Memory, read, resolve};

/// The files of a document: operations, client, server.
fn files(text: &str) -> [String; 3] {
    let (read, _) = read(&Memory::new().with("test.yaml", text), "test.yaml");
    let (resolved, _) = resolve(read);
    let (api, _) = countersign_model::lower(&resolved.unwrap());
    let (named, _) = name(&api);
    let header = Header {
        source: "test.yaml",
        command: "test",
    };
    let sources = Sources::of(&named, Style::default(), header);
    [sources.operations(), sources.client(), sources.server()].map(|(text, _)| text)
}

/// Documents of ours, one of names that fit on no line, and real ones where they are.
fn documents() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let own = [
        "schema/lsps1.yaml",
        "tests/cases/http/library.yaml",
        "tests/cases/http/tags.yaml",
    ];
    let mut documents: Vec<String> = own
        .iter()
        .map(|path| fs::read_to_string(root.join(path)).unwrap())
        .collect();
    for length in [3, 20, 33, 60, 84] {
        documents.push(DOCUMENT.replace("NAME", &"n".repeat(length)));
    }
    for name in [
        "museum.yaml",
        "oai-link.json",
        "firecracker.json",
        "petclinic.yaml",
    ] {
        match fs::read_to_string(root.join("../shared/corpus").join(name)) {
            Ok(text) => documents.push(text),
            Err(_) => println!("skipped: there is no ../shared/corpus/{name}"),
        }
    }
    documents
}

const DOCUMENT: &str = "openapi: 3.1.0
info: {title: Orders, version: '1'}
components:
  securitySchemes:
    NAMEKey: {type: apiKey, in: header, name: NAME}
    other: {type: oauth2, flows: {implicit: {authorizationUrl: 'https://a', scopes: {NAME: a, b: b}}}}
  schemas:
    NAME: {type: object, properties: {a: {type: string, minLength: 1}}}
paths:
  /orders/{NAME}/lines/{line}:
    parameters:
    - {name: NAME, in: path, required: true, schema: {type: string}}
    - {name: line, in: path, required: true, schema: {type: integer}}
    post:
      operationId: NAME
      description: \"A \\\"NAME\\\" of\\n\\n/ lines\"
      servers: [{url: 'https://{NAME}.example', variables: {NAME: {default: a, enum: [a, NAME]}}}]
      security: [{NAMEKey: []}, {other: [NAME, b], NAMEKey: []}, {}]
      parameters:
      - {name: filter, in: query, style: deepObject, explode: true, schema: {$ref: '#/components/schemas/NAME'}}
      - {name: json, in: query, content: {application/json: {schema: {type: array, items: {type: string}}}}}
      requestBody:
        content:
          application/json: {schema: {type: array, items: {type: array, items: {$ref: '#/components/schemas/NAME'}}}}
          multipart/form-data:
            schema: {type: object, properties: {file: {type: string, format: binary}, NAME: {type: string}}}
            encoding: {NAME: {contentType: text/NAME}}
      responses:
        '200':
          description: Fine
          headers: {X-NAME: {required: true, schema: {type: string}}, X-B: {content: {application/json: {schema: {type: integer}}}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/NAME'}}, text/plain: {schema: {type: string}}}
        4XX: {description: Refused, content: {application/problem+json: {schema: {$ref: '#/components/schemas/NAME'}}}}
        default: {description: Otherwise}
";

/// What is written as text is laid out as prettyplease lays out all of Rust, but for blank lines between items.
#[test]
fn the_layout_is_that_of_prettyplease() {
    let lines = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with("// "));
        lines.map(str::to_owned).collect()
    };
    for text in documents().iter().flat_map(|document| files(document)) {
        // The lints that a file allows stand on a line each, however long.
        let text: String = text
            .lines()
            .filter(|line| !line.starts_with("#!["))
            .flat_map(|line| [line, "\n"])
            .collect();
        let normal = normal_form(&text).unwrap();
        for (ours, normal) in lines(&text).iter().zip(lines(&normal)) {
            assert_eq!(*ours, normal);
        }
        assert_eq!(lines(&text).len(), lines(&normal).len());
    }
}
