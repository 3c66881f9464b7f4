//! Who sends a type, and which enumerations are open for it.

use countersign_model::{Api, Definition};

use crate::sketch::lowered;

const PATHS: &str = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: post_a
      parameters:
        - {name: sort, in: query, schema: {$ref: '#/components/schemas/Sort'}}
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/In'}}}
      responses:
        '200':
          description: d
          headers: {X-Kind: {schema: {$ref: '#/components/schemas/Kind'}}}
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Out'}}}}
      callbacks:
        done:
          '{$request.body#/url}':
            post:
              requestBody:
                content: {application/json: {schema: {$ref: '#/components/schemas/Event'}}}
              responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Ack'}}}}}
webhooks:
  paid:
    post:
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/Paid'}}}
      responses: {'200': {description: d}}
components:
  schemas:
    In: {type: object, properties: {s: {$ref: '#/components/schemas/Shared'}, only: {type: string, enum: [a]}}}
    Out: {type: object, properties: {s: {$ref: '#/components/schemas/Shared'}, m: {type: object, additionalProperties: {$ref: '#/components/schemas/Deep'}}}}
    Shared: {type: string, enum: [a]}
    Deep: {type: string, enum: [a]}
    Sort: {type: string, enum: [a]}
    Kind: {type: string, enum: [a]}
    Event: {type: string, enum: [a]}
    Ack: {type: string, enum: [a]}
    Paid: {type: string, enum: [a]}
    Nobody: {type: string, enum: [a]}
";

fn roles(api: &Api, name: &str) -> (bool, bool, Option<bool>) {
    let def = api
        .types
        .iter()
        .find(|def| def.name.join(".") == name)
        .unwrap();
    let open = match &def.definition {
        Definition::Enumeration(enumeration) => Some(enumeration.open),
        _ => None,
    };
    (def.roles.request, def.roles.response, open)
}

#[test]
fn roles_follow_reachability() {
    let (api, diagnostics) = lowered(PATHS);
    assert!(diagnostics.is_empty());
    let (request, response, both) = ((true, false), (false, true), (true, true));
    for (name, (is_request, is_response), enumeration) in [
        ("In", request, false),
        ("In.only", request, true),
        ("Out", response, false),
        ("Shared", both, true),
        ("Deep", response, true),
        ("Sort", request, true),
        ("Kind", response, true),
        ("Event", response, true),
        ("Ack", request, true),
        ("Paid", response, true),
        ("Nobody", both, true),
    ] {
        let open = enumeration.then_some(is_response);
        assert_eq!(roles(&api, name), (is_request, is_response, open), "{name}");
    }
}
