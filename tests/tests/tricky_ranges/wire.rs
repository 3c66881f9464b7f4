//! Texts of parameters and headers: what a service may take them for, judged by all.

use countersign_contract::{readings_of, readings_of_header};
use countersign_json::Value;
use countersign_spec::Node;
use countersign_tests::{case::Case, oracle::Oracle};

use crate::{
    document::Document,
    row::{Row, Verdict, of_oracle, of_type, subject},
};

/// What stands before the name of the component that a schema refers to.
const COMPONENTS: &str = "#/components/schemas/";

/// The rows of every `x-texts` of a document.
pub(crate) fn rows(case: &Case, document: &Document) -> Vec<Row> {
    let mut rows = Vec::new();
    for operation in &document.api.operations {
        let at = operation.location.pointer.split('/').skip(1);
        let tokens: Vec<String> = at.map(unescaped).collect();
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let node = document.at(&tokens).unwrap();
        let parameters = node.get("parameters").into_iter().flat_map(Node::items);
        for (parameter, node) in operation.parameters.iter().zip(parameters) {
            let title = format!("{:?} parameter `{}`", parameter.location, parameter.name);
            let read = |text: &str| readings_of(parameter, text);
            rows.extend(of_texts(case, document, node, &title, read));
        }
        for response in &operation.responses {
            for header in &response.headers {
                let responses = node.get("responses").into_iter().flat_map(Node::entries);
                let named = |it: countersign_spec::Entry<'_>| {
                    it.value.get("headers")?.get(&header.name).map(|it| it.id())
                };
                let found = responses.filter_map(named).next().unwrap();
                let title = format!("Header `{}` of a response", header.name);
                let read = |text: &str| readings_of_header(header, text);
                let node = document.node(found);
                rows.extend(of_texts(case, document, node, &title, read));
            }
        }
    }
    rows
}

fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

fn of_texts(
    case: &Case,
    document: &Document,
    node: Node<'_>,
    title: &str,
    read: impl Fn(&str) -> Vec<Value>,
) -> Vec<Row> {
    let reference = node.get("schema").and_then(|it| it.get("$ref"));
    let reference = reference.and_then(Node::as_str).unwrap();
    let component = reference.strip_prefix(COMPONENTS).unwrap();
    let oracle = Oracle::new(&case.document, component);
    let subject = subject(case, component);
    let texts = node.get("x-texts").unwrap();
    let rows = texts.items().map(|it| {
        let text = it.get("text").and_then(Node::as_str).unwrap();
        let valid = it.get("valid").and_then(Node::as_bool).unwrap();
        let readings: Vec<String> = read(text).iter().map(Value::to_string).collect();
        let any = |accepts: &dyn Fn(&str) -> Verdict| {
            Verdict::of(readings.iter().any(|it| accepts(it) == Verdict::Accepts))
        };
        Row {
            line: document.line(it.span()),
            what: format!("{title}: {component}"),
            instance: text.to_owned(),
            case: Verdict::of(valid),
            generated: any(&|json| of_type(subject, json)),
            jsonschema: any(&|json| of_oracle(&oracle, json)),
            reasons: Vec::new(),
        }
    });
    rows.collect()
}
