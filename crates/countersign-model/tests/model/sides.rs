//! `readOnly` and `writeOnly`: which properties a request and a response must have.

use countersign_model::{Api, Reading, lower_as};

use crate::sketch::{lowered, resolved, said, sketch, slot};

/// The types of components of which requests and responses carry these; nothing is reported about them.
fn types(version: &str, sent: &str, answered: &str, schemas: &str) -> String {
    let text = document(version, sent, answered, schemas);
    assert_eq!(said(&text), Vec::<String>::new());
    sketch(&lowered(&text).0)
}

fn document(version: &str, sent: &str, answered: &str, schemas: &str) -> String {
    let body = |name: &str| {
        format!(
            "content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}"
        )
    };
    let request = match sent {
        "" => String::new(),
        name => format!("      requestBody: {{{}}}\n", body(name)),
    };
    let response = match answered {
        "" => "{description: ok}".to_owned(),
        name => format!("{{description: ok, {}}}", body(name)),
    };
    format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    put:\n      operationId: put\n{request}      responses:\n        '200': {response}\ncomponents:\n  schemas:\n{schemas}"
    )
}

const ORDER: &str = "    Order: {type: object, required: [id, key, note], properties: {id: {type: string, readOnly: true}, key: {type: string, writeOnly: true}, note: {type: string}}}\n";

#[test]
fn what_both_sides_send_parts() {
    for version in ["3.0.3", "3.1.0", "3.2.0"] {
        assert_eq!(
            types(version, "Order", "Order", ORDER),
            "Order {id: text, key?: text, note: text}\nOrder.request {id?: text, key: text, note: text}"
        );
    }
}

#[test]
fn what_one_side_sends_is_that_sides() {
    assert_eq!(
        types("3.1.0", "Order", "", ORDER),
        "Order {id?: text, key: text, note: text}"
    );
    assert_eq!(
        types("3.1.0", "", "Order", ORDER),
        "Order {id: text, key?: text, note: text}"
    );
    assert_eq!(
        types("3.1.0", "", "", ORDER),
        "Order {id: text, key: text, note: text}"
    );
}

#[test]
fn nothing_parts_where_nothing_differs() {
    let schemas = "    Order: {type: object, required: [note], properties: {id: {type: string, readOnly: true}, note: {type: string}}}\n";
    assert_eq!(
        types("3.0.3", "Order", "Order", schemas),
        "Order {id?: text, note: text}"
    );
}

#[test]
fn what_leads_to_a_difference_parts_and_nothing_else() {
    let schemas = "    Shop: {type: object, properties: {orders: {type: array, items: {$ref: '#/components/schemas/Order'}}, place: {$ref: '#/components/schemas/Place'}, open: {type: object, properties: {by: {$ref: '#/components/schemas/Order'}}}}}\n    Place: {type: object, properties: {town: {type: string}}}\n";
    assert_eq!(
        types("3.0.3", "Shop", "Shop", &format!("{schemas}{ORDER}")),
        "Shop {orders?: [Order], place?: Place, open?: Shop.open}
Shop.open {by?: Order}
Shop.request {orders?: [Order.request], place?: Place, open?: Shop.request.open}
Shop.request.open {by?: Order.request}
Place {town?: text}
Order {id: text, key?: text, note: text}
Order.request {id?: text, key: text, note: text}"
    );
}

#[test]
fn a_request_of_its_own_names_the_form_for_requests() {
    let schemas = "    Cart: {type: object, required: [order], properties: {order: {$ref: '#/components/schemas/Order'}}}\n";
    assert_eq!(
        types("3.0.3", "Cart", "Order", &format!("{schemas}{ORDER}")),
        "Cart {order: Order.request}
Order {id: text, key?: text, note: text}
Order.request {id?: text, key: text, note: text}"
    );
}

#[test]
fn a_base_says_what_is_read_only() {
    let schemas = "    Base: {type: object, properties: {id: {type: string, readOnly: true}}}
    Order: {required: [id], allOf: [{$ref: '#/components/schemas/Base'}]}\n";
    assert_eq!(
        types("3.0.3", "Order", "Order", schemas),
        "Base {id?: text}\nOrder {id: text}\nOrder.request = Base"
    );
}

#[test]
fn a_reference_says_it_as_well() {
    let schemas = "    Id: {type: string, readOnly: true}
    Order: {type: object, required: [id], properties: {id: {$ref: '#/components/schemas/Id'}}}\n";
    assert_eq!(
        types("3.0.3", "Order", "Order", schemas),
        "Id = text\nOrder {id: Id}\nOrder.request {id?: Id}"
    );
}

#[test]
fn recursion_and_unions_part_as_well() {
    let schemas = "    Tree: {type: object, required: [id], properties: {id: {type: string, readOnly: true}, of: {$ref: '#/components/schemas/Tree'}}}\n";
    assert_eq!(
        types("3.0.3", "Tree", "Tree", schemas),
        "Tree {id: text, of?: box Tree}\nTree.request {id?: text, of?: box Tree.request}"
    );
    let schemas = "    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
    Cat: {type: object, required: [kind, id], properties: {kind: {type: string}, id: {type: string, readOnly: true}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string}}}\n";
    assert_eq!(
        types("3.0.3", "Pet", "Pet", schemas),
        "Pet = by kind: Cat [Cat] Cat or Dog [Dog] Dog or other
Pet.request = by kind: Cat [Cat] Cat.request or Dog [Dog] Dog
Cat {kind: text, id: text}
Cat.request {kind: text, id?: text}
Dog {kind: text}"
    );
}

#[test]
fn webhooks_are_sent_by_the_service() {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nwebhooks:\n  paid:\n    post:\n      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Order'}}}}}}}}\n      responses: {{'200': {{description: ok}}}}\ncomponents:\n  schemas:\n{ORDER}"
    );
    assert_eq!(
        sketch(&lowered(&text).0),
        "Order {id: text, key?: text, note: text}"
    );
}

#[test]
fn to_the_letter_required_is_required() {
    let text = document("3.1.0", "Order", "Order", ORDER);
    let (api, _) = lower_as(
        &resolved(&text),
        Reading::Literal,
        &countersign_model::Mapping::default(),
    );
    assert!(
        sketch(&api).starts_with("Order {id: text, key: text, note: text"),
        "{}",
        sketch(&api)
    );
}

#[test]
fn examples_belong_to_the_side_that_they_fit() {
    let schemas = "    Order:
      type: object
      required: [id, key]
      properties: {id: {type: string, readOnly: true}, key: {type: string, writeOnly: true}}
      examples: [{id: a}, {key: b}, {id: a, key: b}, {id: 1}]\n";
    let text = document("3.1.0", "Order", "Order", schemas);
    assert_eq!(
        said(&text),
        [
            "16:54 warning CS0210 the example does not satisfy its schema: at `/id`: this is an integer, not a string"
        ]
    );
    let (api, _) = lowered(&text);
    assert_eq!(
        examples(&api, 0),
        [r#"{"id":"a"}"#, r#"{"id":"a","key":"b"}"#]
    );
    assert_eq!(
        examples(&api, 1),
        [r#"{"key":"b"}"#, r#"{"id":"a","key":"b"}"#]
    );
}

fn examples(api: &Api, index: usize) -> Vec<String> {
    let examples = &api.types[index].annotations.examples;
    examples.iter().map(ToString::to_string).collect()
}

#[test]
fn an_example_of_a_request_needs_nothing_of_the_service() {
    let text = document("3.0.3", "Order", "Order", ORDER).replace(
        "      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}",
        "      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}, example: {key: k, note: n}}}}",
    );
    assert_eq!(said(&text), Vec::<String>::new());
    let (api, _) = lowered(&text);
    let content = &api.operations[0].request_body.as_ref().unwrap().content[0];
    assert!(content.examples[0].valid);
    assert_eq!(slot(&api, content.slot.as_ref().unwrap()), "Order.request");
}
