//! Documents as typed data.

#![allow(clippy::expect_used)] // the helpers of tests may do what tests may

use countersign_spec::document::{
    Method, ParameterLocation, SecurityForm, SpecVersion, Status, Style,
};
use countersign_spec::{Diagnostics, Memory, Resolved, read, render, resolve};

fn judge(name: &str, text: &str) -> (Resolved, Diagnostics) {
    let (document, mut diagnostics) = read(&Memory::new().with(name, text), name);
    let (resolved, said) = resolve(document);
    diagnostics.extend(said);
    let resolved = resolved.expect("a document");
    (resolved, diagnostics)
}

const ORDERS: &str = r##"openapi: 3.1.0
info: {title: Orders, version: "2", description: About orders.}
servers:
  - url: https://{region}.example.com
    variables: {region: {default: eu, enum: [eu, us]}}
security: [{bearer: []}]
tags: [{name: orders, description: All about orders.}]
paths:
  /orders/{id}:
    summary: One order
    parameters:
      - $ref: "#/components/parameters/Id"
      - {name: page, in: query, schema: {type: integer}}
      - {name: X-Trace, in: header, schema: {type: string}}
    get:
      operationId: getOrder
      tags: [orders]
      deprecated: true
      security: []
      parameters:
        - {name: page, in: query, style: pipeDelimited, schema: {type: array}, examples: {two: {$ref: "#/components/examples/Two"}}}
        - {name: x-trace, in: header, required: true, schema: {type: string}}
      responses:
        200:
          description: An order.
          headers:
            X-Total: {required: true, schema: {type: integer}}
            Content-Type: {schema: {type: string}}
          content:
            application/json:
              schema: {type: object}
              example: {id: a}
              examples: {one: {value: {id: b}, summary: One}, far: {externalValue: "https://example.com/x"}}
        4XX: {$ref: "#/components/responses/Error"}
        default: {description: Else.}
    post:
      requestBody: {$ref: "#/components/requestBodies/Order"}
      callbacks:
        done:
          "{$request.body#/url}": {post: {responses: {"204": {description: Heard.}}}}
      responses: {}
webhooks:
  created: {post: {responses: {"200": {description: Heard.}}}}
components:
  schemas: {A: {type: string}, B: {$ref: "#/components/schemas/A"}}
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: string}}
  examples: {Two: {value: [1, 2]}}
  requestBodies:
    Order: {required: true, content: {multipart/form-data: {schema: {type: object}, encoding: {file: {contentType: image/png, explode: true}}}}}
  responses:
    Error: {description: Bad., links: {again: {operationId: getOrder, parameters: {id: $response.body#/id}}}}
  securitySchemes:
    bearer: {type: http, scheme: Bearer, bearerFormat: JWT}
    key: {type: apiKey, in: cookie, name: k}
"##;

#[test]
fn operations_have_everything_merged_and_followed() {
    let (resolved, diagnostics) = judge("a.yaml", ORDERS);
    assert!(
        diagnostics.is_empty(),
        "{}",
        render::short(&diagnostics, resolved.sources())
    );
    let item = &resolved.document().paths[0];
    let get = &item.operations[0];
    assert_eq!((item.parameters.len(), &get.method), (3, &Method::Get));
    assert_eq!(
        get.operation_id.as_ref().map(|id| id.value.as_str()),
        Some("getOrder")
    );
    assert!(get.deprecated && get.security.as_ref().is_some_and(Vec::is_empty));
    let names: Vec<(&str, ParameterLocation, bool)> = get
        .parameters
        .iter()
        .map(|one| (one.name.value.as_str(), one.location, one.required))
        .collect();
    let expected = [
        ("id", ParameterLocation::Path, true),
        ("page", ParameterLocation::Query, false),
        ("x-trace", ParameterLocation::Header, true),
    ];
    assert_eq!(names, expected);
    let page = &get.parameters[1];
    assert_eq!((page.style, page.explode), (Style::PipeDelimited, false));
    assert_eq!(page.examples.len(), 1);
    assert_eq!(
        resolved.node(page.examples[0].value).to_value().to_string(),
        "[1,2]"
    );
    assert_eq!(get.parameters[0].style, Style::Simple);
}

#[test]
fn responses_have_statuses_headers_and_examples() {
    let (resolved, _) = judge("a.yaml", ORDERS);
    let responses = &resolved.document().paths[0].operations[0].responses;
    let statuses: Vec<Status> = responses.iter().map(|one| one.status.value).collect();
    assert_eq!(
        statuses,
        [Status::Code(200), Status::Class(4), Status::Default]
    );
    let ok = &responses[0];
    assert_eq!(
        ok.headers.len(),
        1,
        "`Content-Type` is no header of its own"
    );
    assert!(ok.headers[0].required);
    let examples: Vec<Option<&str>> = ok.content[0]
        .examples
        .iter()
        .map(|one| one.name.as_ref().map(|name| name.value.as_str()))
        .collect();
    assert_eq!(examples, [None, Some("one")]);
    assert_eq!(
        responses[1].links[0]
            .operation_id
            .as_ref()
            .map(|id| id.value.as_str()),
        Some("getOrder")
    );
}

#[test]
fn bodies_callbacks_webhooks_and_security() {
    let (resolved, _) = judge("a.yaml", ORDERS);
    let document = resolved.document();
    let post = &document.paths[0].operations[1];
    let body = post.request_body.as_ref().expect("a body");
    assert!(body.required);
    assert_eq!(body.content[0].name.value, "multipart/form-data");
    assert_eq!(
        body.content[0].encoding[0].content_type.as_deref(),
        Some("image/png")
    );
    assert_eq!(
        post.callbacks[0].paths[0].operations[0].responses[0]
            .status
            .value,
        Status::Code(204)
    );
    assert_eq!(document.webhooks[0].path.value, "created");
    assert_eq!(document.security[0].schemes[0].0.value, "bearer");
    let schemes = &document.components.security_schemes;
    assert_eq!(
        schemes[0].form,
        SecurityForm::Http {
            scheme: "bearer".into(),
            bearer_format: Some("JWT".into())
        }
    );
    assert_eq!(
        schemes[1].form,
        SecurityForm::ApiKey {
            name: "k".into(),
            location: ParameterLocation::Cookie
        }
    );
    assert_eq!(document.servers[0].variables[0].values, ["eu", "us"]);
    assert_eq!(document.components.schemas.len(), 2);
    assert_eq!(
        (document.info.title.as_str(), document.tags.len()),
        ("Orders", 1)
    );
}

#[test]
fn versions_decide_which_fields_there_are() {
    let text = |version: &str| {
        format!(
            "openapi: {version}\ninfo: {{title: a, version: '1'}}\npaths:\n  /a:\n    query: {{responses: {{}}}}\n    \
             additionalOperations: {{COPY: {{responses: {{}}}}}}\n    get: {{responses: {{}}}}\n"
        )
    };
    let (new, said) = judge("a.yaml", &text("3.2.0"));
    let methods: Vec<&str> = new.document().paths[0]
        .operations
        .iter()
        .map(|one| one.method.as_str())
        .collect();
    assert_eq!(methods, ["QUERY", "COPY", "GET"]);
    assert!(said.is_empty() && new.document().version == SpecVersion::V3_2);
    let (old, said) = judge("a.yaml", &text("3.1.1"));
    assert_eq!(old.document().paths[0].operations.len(), 1);
    assert_eq!(
        render::short(&said, old.sources())
            .matches("CS0126")
            .count(),
        2
    );
}

#[test]
fn json_is_read_by_its_content() {
    let json = r#"{"openapi": "3.0.3", "info": {"title": "\ud83d\ude00 a\/b", "version": "1"}, "paths": {}}"#;
    for name in ["a.json", "a.yaml", "a"] {
        let (resolved, diagnostics) = judge(name, &format!("\u{feff}{json}"));
        assert!(diagnostics.is_empty(), "{name}");
        assert_eq!(resolved.document().info.title, "😀 a/b");
    }
    let flow =
        "{openapi: 3.0.3, info: {title: a, version: '1'}, paths: {},} # YAML in flow style\n";
    let (resolved, diagnostics) = judge("a.yaml", flow);
    assert!(diagnostics.is_empty() && resolved.document().version == SpecVersion::V3_0);
}

#[test]
fn numbers_are_exact() {
    let text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\nx-a: [9007199254740993, 0.10, 1e400, -0, 0x10, +1.50, 123456789012345678901234567890]\n";
    let (resolved, _) = judge("a.yaml", text);
    let node = resolved
        .node(resolved.document().node)
        .get("x-a")
        .expect("a list");
    let numbers: Vec<&str> = node.items().filter_map(|item| item.number()).collect();
    assert_eq!(
        numbers,
        [
            "9007199254740993",
            "0.10",
            "1e400",
            "-0",
            "16",
            "1.50",
            "123456789012345678901234567890"
        ]
    );
}

#[test]
fn many_keys_are_found() {
    let keys: String = (0..1000)
        .map(|n| format!("  k{}: {n}\n", n * 7919 % 1000))
        .collect();
    let text =
        format!("openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\npaths: {{}}\nx-a:\n{keys}");
    let (resolved, diagnostics) = judge("a.yaml", &text);
    assert!(diagnostics.is_empty());
    let node = resolved
        .node(resolved.document().node)
        .get("x-a")
        .expect("a mapping");
    for n in 0..1000 {
        let found = node
            .get(&format!("k{}", n * 7919 % 1000))
            .and_then(|value| value.number());
        assert_eq!(found, Some(n.to_string().as_str()));
    }
    assert!(node.get("k1000").is_none());
    let order: Vec<&str> = node.entries().take(3).map(|entry| entry.key).collect();
    assert_eq!(order, ["k0", "k919", "k838"]);
}

#[test]
fn a_key_that_is_there_twice_is_used_once() {
    for count in [2, 20] {
        let more: String = (0..count).map(|n| format!("  m{n}: 0\n")).collect();
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\npaths: {{}}\nx-a:\n  b: 1\n{more}  b: 2\n  a: 3\n  b: 4\n"
        );
        let (resolved, diagnostics) = judge("a.yaml", &text);
        assert_eq!(
            diagnostics
                .iter()
                .map(|one| one.code.as_str())
                .collect::<Vec<_>>(),
            ["CS0107", "CS0107"]
        );
        let node = resolved
            .node(resolved.document().node)
            .get("x-a")
            .expect("a mapping");
        assert_eq!(node.len(), count + 2);
        assert_eq!(node.get("b").and_then(|value| value.number()), Some("1"));
        assert_eq!(node.get("a").and_then(|value| value.number()), Some("3"));
        assert_eq!(node.get("m1").and_then(|value| value.number()), Some("0"));
    }
}

#[test]
fn aliases_are_shared() {
    let text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\nx-a: &a {b: [1, {c: 2}]}\nx-b: [*a, *a]\n";
    let (resolved, _) = judge("a.yaml", text);
    let root = resolved.node(resolved.document().node);
    let anchored = root.get("x-a").expect("the anchor").id();
    let aliases: Vec<_> = root
        .get("x-b")
        .expect("the aliases")
        .items()
        .map(|item| item.id())
        .collect();
    assert_eq!(aliases, [anchored, anchored]);
    assert_eq!(resolved.location(aliases[1]).pointer, "/x-a");
    let inner = resolved
        .node(anchored)
        .get("b")
        .and_then(|list| list.items().nth(1))
        .expect("an item");
    assert_eq!(resolved.location(inner.id()).pointer, "/x-a/b/1");
}
