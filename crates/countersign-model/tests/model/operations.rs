//! Operations as plain data, over our own worked example and a small document.

use countersign_model::{Presence, SecurityForm, Status, Style, Trigger};

use crate::sketch::{lowered, said, sketch, slot};

fn lsps1() -> String {
    std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../schema/lsps1.yaml"
    ))
    .unwrap()
}

#[test]
fn the_worked_example_has_nothing_to_say() {
    assert_eq!(said(&lsps1()), Vec::<String>::new());
}

#[test]
fn the_worked_example_as_types() {
    let (api, _) = lowered(&lsps1());
    let sketch = sketch(&api);
    let request = sketch
        .lines()
        .find(|line| line.starts_with("CreateOrderRequest {"))
        .unwrap();
    for part in [
        "lsp_balance_sat: i64(min 0)",
        "channel_expiry_blocks: i64(min 1)",
        "token?: text|null",
        "announce_channel: bool = true",
    ] {
        assert!(request.contains(part), "{part}: {request}");
    }
    assert!(
        sketch.contains("CREATED/CHANNEL_OPENING/COMPLETED/FAILED/PENDING_RATE_DECISION or other"),
        "{sketch}"
    );
}

#[test]
fn the_worked_example_as_an_operation() {
    let (api, _) = lowered(&lsps1());
    let [operation] = api.operations.as_slice() else {
        panic!("{:?}", api.operations)
    };
    assert_eq!(
        (operation.id.as_str(), operation.method.as_str()),
        ("create_order", "POST")
    );
    assert_eq!(operation.security.len(), 1);
    let body = operation.request_body.as_ref().unwrap();
    assert!(body.required);
    assert_eq!(
        slot(&api, body.content[0].slot.as_ref().unwrap()),
        "CreateOrderRequest"
    );
    assert!(body.content[0].examples.iter().all(|example| example.valid));
    assert!(!body.content[0].examples.is_empty());
    let statuses: Vec<Status> = operation
        .responses
        .iter()
        .map(|response| response.status)
        .collect();
    assert!(
        statuses.contains(&Status::Code(200)) && statuses.contains(&Status::Code(422)),
        "{statuses:?}"
    );
    assert_eq!(api.servers[0].url, "https://api.staging.kaleidoswap.com");
    let SecurityForm::Http { scheme, .. } = &api.security_schemes[0].form else {
        panic!()
    };
    assert_eq!(scheme, "bearer");
}

const SMALL: &str = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /orders/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string, minLength: 1}}
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer, default: 20}}
        - {name: sort, in: query, schema: {type: string, enum: [a, b]}, example: c}
      responses:
        '200': {$ref: '#/components/responses/Found'}
        default: {description: d, content: {application/json: {schema: {type: object, properties: {m: {type: string}}}}}}
components:
  responses:
    Found:
      description: d
      headers: {X-Total: {required: true, schema: {type: integer}}}
      content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}
";

#[test]
fn parameters_headers_and_bodies() {
    let (api, diagnostics) = lowered(SMALL);
    let messages: Vec<&str> = diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        messages,
        ["the example does not satisfy its schema: `\"c\"` is none of `\"a\"`, `\"b\"`"]
    );
    assert_eq!(api.servers[0].url, "/");
    let operation = &api.operations[0];
    assert_eq!(operation.id, "get /orders/{id}");
    let parameters: Vec<String> = operation
        .parameters
        .iter()
        .map(|one| {
            format!(
                "{} {} {:?}",
                one.name,
                slot(&api, one.slot.as_ref().unwrap()),
                one.presence
            )
        })
        .collect();
    assert!(
        parameters.contains(&"id text(minLength 1) Required".to_owned()),
        "{parameters:?}"
    );
    assert!(
        parameters.contains(&"sort get /orders/{id}.sort Optional".to_owned()),
        "{parameters:?}"
    );
    let limit = operation
        .parameters
        .iter()
        .find(|one| one.name == "limit")
        .unwrap();
    assert!(matches!(&limit.presence, Presence::Default(value) if value.canonical() == "20"));
    let sort = operation
        .parameters
        .iter()
        .find(|one| one.name == "sort")
        .unwrap();
    assert!(!sort.examples[0].valid);
    assert_eq!(
        operation.responses[0].headers[0].presence,
        Presence::Required
    );
    assert_eq!(
        sketch(&api),
        "get /orders/{id}.sort = one of a/b\nFound.response {id?: text}\nget /orders/{id}.default.response {m?: text}"
    );
}

#[test]
fn links_and_encodings_come_along() {
    let text = "openapi: 3.2.0
info: {title: T, version: '1'}
paths:
  /pictures:
    post:
      operationId: add
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {file: {type: string}, tags: {type: array, items: {type: string}}}}
            encoding:
              file: {contentType: 'image/png, image/jpeg', headers: {X-Size: {required: true, schema: {type: object, properties: {n: {type: integer}}}}}}
              tags: {style: form, explode: false}
          multipart/mixed:
            itemSchema: {type: string}
            prefixEncoding: [{contentType: text/plain}]
            itemEncoding: {contentType: image/png}
      responses:
        '201':
          description: d
          links:
            it: {operationId: add, parameters: {id: '$response.body#/id', n: 5}, requestBody: '$request.body'}
            other: {operationRef: '#/paths/~1pictures/post'}
";
    let (api, diagnostics) = lowered(text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let operation = &api.operations[0];
    let content = &operation.request_body.as_ref().unwrap().content;
    let (name, file) = &content[0].encoding[0];
    assert_eq!(
        (name.as_str(), file.content_type.as_deref()),
        ("file", Some("image/png, image/jpeg"))
    );
    assert_eq!(file.headers[0].presence, Presence::Required);
    let tags = &content[0].encoding[1].1;
    assert_eq!((tags.style, tags.explode), (Some(Style::Form), Some(false)));
    let kinds: Vec<_> = content[1]
        .encodings()
        .map(|one| one.content_type.as_deref())
        .collect();
    assert_eq!(kinds, [Some("text/plain"), Some("image/png")]);
    let place = file.headers[0].slot.as_ref().unwrap();
    assert_eq!(
        slot(&api, place),
        "add.request.file.X-Size",
        "the type of a part's header is planned as well"
    );

    let links = &operation.responses[0].links;
    assert_eq!(
        (links[0].name.as_str(), links[0].operation.as_deref()),
        ("it", Some("add"))
    );
    let parameters: Vec<String> = links[0]
        .parameters
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(parameters, ["id=\"$response.body#/id\"", "n=5"]);
    assert_eq!(
        links[0].request_body.as_ref().unwrap().to_string(),
        "\"$request.body\""
    );
    assert_eq!(
        links[1].reference.as_deref(),
        Some("#/paths/~1pictures/post")
    );
}

#[test]
fn callbacks_know_their_operation() {
    let text = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: ask
      responses: {'200': {description: d}}
      callbacks:
        done:
          '{$request.body#/url}':
            post: {operationId: tell, responses: {'200': {description: d}}}
webhooks:
  paid:
    post: {responses: {'200': {description: d}}}
";
    let (api, _) = lowered(text);
    assert_eq!(api.operations[0].trigger, Trigger::Call);
    let (paid, tell) = (&api.webhooks[0], &api.webhooks[1]);
    assert_eq!(
        (paid.id.as_str(), &paid.trigger),
        ("post paid", &Trigger::Webhook)
    );
    let expected = Trigger::Callback {
        name: "done".to_owned(),
        operation: "ask".to_owned(),
    };
    assert_eq!((tell.id.as_str(), &tell.trigger), ("tell", &expected));
}

#[test]
fn what_no_operation_uses_is_checked_all_the_same() {
    let text = "openapi: 3.1.0
info: {title: T, version: '1'}
components:
  parameters:
    Limit: {name: limit, in: query, schema: {type: integer, maxLength: 3}}
    Again: {$ref: '#/components/parameters/Limit'}
  headers:
    X-Rate: {schema: {type: intger}}
  requestBodies:
    Order: {content: {application/json: {schema: {type: array, items: {type: string, minimum: 4}}}}}
  responses:
    Problem: {description: d, headers: {X-Id: {schema: {type: string, multipleOf: 2}}}}
";
    assert_eq!(
        said(text),
        [
            "5:61 warning CS0213 `maxLength` has no effect on `integer`",
            "8:29 error CS0203 unknown type `intger`",
            "10:86 warning CS0213 `minimum` has no effect on `string`",
            "12:71 warning CS0213 `multipleOf` has no effect on `string`",
        ]
    );
}
