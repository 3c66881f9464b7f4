//! The laws of the codecs: what is written is read back, in every style and media type.

use std::collections::BTreeSet;

use countersign_json::{Number, Value, escape_pointer_token};
use countersign_model::{
    Encoding, MediaType, Parameter, ParameterLocation, Presence, SchemaId, Style,
};
use countersign_spec::Memory;
use proptest::prelude::*;

use super::{Content, Medium, readings, write};
use crate::Subject;

/// Every place with every style that it may have.
const STYLES: [(ParameterLocation, Style); 9] = [
    (ParameterLocation::Path, Style::Simple),
    (ParameterLocation::Path, Style::Label),
    (ParameterLocation::Path, Style::Matrix),
    (ParameterLocation::Header, Style::Simple),
    (ParameterLocation::Query, Style::Form),
    (ParameterLocation::Query, Style::SpaceDelimited),
    (ParameterLocation::Query, Style::PipeDelimited),
    (ParameterLocation::Query, Style::DeepObject),
    (ParameterLocation::Cookie, Style::Form),
];

fn parameter(
    location: ParameterLocation,
    style: Style,
    explode: bool,
    reserved: bool,
) -> Parameter {
    Parameter {
        name: "p q".to_owned(),
        location,
        presence: Presence::Required,
        deprecated: false,
        description: None,
        style,
        explode,
        allow_reserved: reserved,
        allow_empty_value: false,
        schema: None,
        slot: None,
        content: Vec::new(),
        examples: Vec::new(),
    }
}

fn scalar() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-z]{1,5}".boxed(),
        "[ -~]{0,6}".boxed(),
        "\\PC{0,4}".boxed(),
        "(true|null|-?[0-9]{1,3}|1e5|%41|a,b|a;b=c|\\.)".boxed(),
    ];
    prop_oneof![
        4 => text.prop_map(Value::String),
        1 => any::<bool>().prop_map(Value::Bool),
        2 => "-?[1-9][0-9]{0,3}(\\.[0-9])?".prop_filter_map("a number", |text| {
            Number::parse(&text).map(Value::Number)
        }),
    ]
}

fn flat() -> impl Strategy<Value = Value> {
    prop_oneof![
        scalar(),
        prop::collection::vec(scalar(), 0..4).prop_map(Value::Array),
        prop::collection::btree_map("[a-zA-Z\u{e9}.=,]{1,3}", scalar(), 0..4)
            .prop_map(|members| Value::Object(members.into_iter().collect())),
    ]
}

/// The places at which a value is another one than that which was written: a schema could say as much.
fn differences(found: &Value, written: &Value) -> Vec<String> {
    match (found, written) {
        (Value::Object(found), Value::Object(_)) => {
            let differs = |(name, value): &&(String, Value)| written.get(name) != Some(value);
            let found = found.iter().filter(differs);
            found
                .map(|(name, _)| format!("/{}", escape_pointer_token(name)))
                .collect()
        }
        (Value::Array(found), Value::Array(written)) => {
            let differs = |index: &usize| written.get(*index) != found.get(*index);
            let places = (0..found.len()).filter(differs);
            places.map(|index| format!("/{index}")).collect()
        }
        _ => Vec::new(),
    }
}

proptest! {
    #[test]
    fn a_parameter_is_read_back(value in flat(), explode: bool, reserved: bool, style in 0..STYLES.len()) {
        let (location, style) = STYLES[style];
        let parameter = parameter(location, style, explode, reserved);
        if let Some(written) = write(&parameter, &value) {
            let found = readings(&parameter, &written);
            let values: Vec<Value> = found
                .iter()
                .flat_map(|reading| reading.values(|found| differences(found, &value)))
                .collect();
            prop_assert!(values.contains(&value), "{written:?} {values:?}");
        }
    }

    #[test]
    fn an_event_is_read_back(data in flat(), id in scalar(), name in scalar(), retry in scalar(), left in 0..8u8) {
        let members = [("data", data), ("id", id), ("event", name), ("retry", retry)];
        let members = members.into_iter().enumerate();
        let members = members.filter(|(index, _)| *index == 0 || left & (1 << (index - 1)) == 0);
        let members = members.map(|(_, (name, value))| (name.to_owned(), value));
        let value = Value::Object(members.collect());
        let subject = anything();
        let media_type = media_type("text/event-stream", false);
        let content = Content { media_type: &media_type, medium: Medium::Events, schema: schema_of(&subject) };
        if let Some(bytes) = content.write(&subject, &value) {
            let values = content.values(&bytes, |found| differences(found, &value));
            let is_value = |found: &Value| {
                let Value::Object(members) = &value else { return false };
                members.iter().all(|(name, member)| found.get(name) == Some(member))
            };
            prop_assert!(values.iter().any(is_value), "{bytes:?} {values:?}");
        }
    }

    #[test]
    fn a_body_is_read_back(value in flat(), medium in 0..5usize, styled: bool) {
        let (name, medium) = [
            ("application/json", Medium::Json),
            ("application/x-www-form-urlencoded", Medium::Form),
            ("multipart/form-data", Medium::Multipart),
            ("text/plain", Medium::Text),
            ("application/x-ndjson", Medium::Lines),
        ][medium];
        let subject = anything();
        let media_type = media_type(name, styled);
        let schema = schema_of(&subject);
        let content = Content { media_type: &media_type, medium, schema };
        if let Some(bytes) = content.write(&subject, &value) {
            let values = content.values(&bytes, |found| differences(found, &value));
            prop_assert!(values.contains(&value), "{bytes:?} {values:?}");
        }
    }
}

/// A document whose one body may be anything.
fn anything() -> Subject {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /t:\n    put:\n      requestBody:\n        \
                content: {application/json: {schema: {}}}\n      responses: {'200': {description: ok}}\n";
    let memory = Memory::new().with("t.yaml", text.as_bytes().to_vec());
    Subject::read(&memory, "t.yaml").unwrap()
}

fn schema_of(subject: &Subject) -> SchemaId {
    let operation = subject.api().operations.first().unwrap();
    let body = operation.request_body.as_ref().unwrap();
    body.content.first().and_then(|it| it.schema).unwrap()
}

/// A media type whose members `a` to `c` are written by styles of their own.
fn media_type(name: &str, styled: bool) -> MediaType {
    let encoding = |style, explode| Encoding {
        content_type: None,
        headers: Vec::new(),
        style: Some(style),
        explode: Some(explode),
        allow_reserved: false,
    };
    let styles = [
        ("a", encoding(Style::PipeDelimited, false)),
        ("b", encoding(Style::SpaceDelimited, false)),
        ("c", encoding(Style::Form, false)),
    ];
    let styles = styles.into_iter().filter(|_| styled);
    MediaType {
        name: name.to_owned(),
        schema: None,
        slot: None,
        item_schema: None,
        item_slot: None,
        encoding: styles.map(|(name, it)| (name.to_owned(), it)).collect(),
        prefix_encoding: Vec::new(),
        item_encoding: None,
        examples: Vec::new(),
    }
}

fn json(text: &str) -> Value {
    countersign_json::read(text, countersign_json::Limits::default()).unwrap()
}

/// How a value stands on the wire.
fn wire(location: ParameterLocation, style: Style, explode: bool, value: &str) -> Option<String> {
    let written = write(&parameter(location, style, explode, false), &json(value))?;
    Some(written.text().unwrap_or_else(|| written.pairs().join("&")))
}

/// The table of OpenAPI 3.1.1, section 4.12.2.3, row by row: a text, an array, an object; `p q` is the name.
const TABLE: &str = "\
Path Simple false | blue | blue,black,brown | R,100,G,200,B,150
Path Simple true | blue | blue,black,brown | R=100,G=200,B=150
Path Label false | .blue | .blue,black,brown | .R,100,G,200,B,150
Path Label true | .blue | .blue.black.brown | .R=100.G=200.B=150
Path Matrix false | ;p%20q=blue | ;p%20q=blue,black,brown | ;p%20q=R,100,G,200,B,150
Path Matrix true | ;p%20q=blue | ;p%20q=blue;p%20q=black;p%20q=brown | ;R=100;G=200;B=150
Header Simple false | blue | blue,black,brown | R,100,G,200,B,150
Header Simple true | blue | blue,black,brown | R=100,G=200,B=150
Query Form false | p%20q=blue | p%20q=blue,black,brown | p%20q=R,100,G,200,B,150
Query Form true | p%20q=blue | p%20q=blue&p%20q=black&p%20q=brown | R=100&G=200&B=150
Query SpaceDelimited false | p%20q=blue | p%20q=blue%20black%20brown | p%20q=R%20100%20G%20200%20B%20150
Query PipeDelimited false | p%20q=blue | p%20q=blue%7Cblack%7Cbrown | p%20q=R%7C100%7CG%7C200%7CB%7C150
Query DeepObject true | - | - | p%20q%5BR%5D=100&p%20q%5BG%5D=200&p%20q%5BB%5D=150
Cookie Form true | p q=blue | - | -
Cookie Form false | p q=blue | p q=blue,black,brown | p q=R,100,G,200,B,150
Cookie Cookie true | p q=blue | p q=blue&p q=black&p q=brown | R=100&G=200&B=150
";

#[test]
fn the_table_of_styles() {
    use ParameterLocation::{Cookie, Header, Path, Query};
    let rows = [
        (Path, Style::Simple, false),
        (Path, Style::Simple, true),
        (Path, Style::Label, false),
        (Path, Style::Label, true),
        (Path, Style::Matrix, false),
        (Path, Style::Matrix, true),
        (Header, Style::Simple, false),
        (Header, Style::Simple, true),
        (Query, Style::Form, false),
        (Query, Style::Form, true),
        (Query, Style::SpaceDelimited, false),
        (Query, Style::PipeDelimited, false),
        (Query, Style::DeepObject, true),
        (Cookie, Style::Form, true),
        (Cookie, Style::Form, false),
        (Cookie, Style::Cookie, true),
    ];
    let values = [
        r#""blue""#,
        r#"["blue","black","brown"]"#,
        r#"{"R":100,"G":200,"B":150}"#,
    ];
    let table: String = rows
        .iter()
        .map(|(location, style, explode)| {
            let written = values.map(|value| wire(*location, *style, *explode, value));
            let written = written.map(|text| text.unwrap_or_else(|| "-".to_owned()));
            format!(
                "{location:?} {style:?} {explode} | {}\n",
                written.join(" | ")
            )
        })
        .collect();
    assert_eq!(table, TABLE);
}

/// What has no form that every reader takes for the same is not written.
#[test]
fn what_readers_differ_on_is_not_written() {
    let mut refused = BTreeSet::new();
    for (location, style) in STYLES {
        for value in [
            "null",
            "[]",
            "{}",
            "[[1]]",
            r#"{"a":{"b":1}}"#,
            r#"[""]"#,
            "[null]",
        ] {
            for explode in [false, true] {
                if let Some(text) = wire(location, style, explode, value) {
                    refused.insert(format!("{location:?} {style:?} {explode} {value}: {text}"));
                }
            }
        }
    }
    assert_eq!(refused, BTreeSet::new());
    assert_eq!(
        wire(ParameterLocation::Query, Style::Form, false, r#"["a,b"]"#),
        None
    );
    assert_eq!(
        wire(ParameterLocation::Path, Style::Label, true, "[1.5, 2]"),
        None
    );
    assert_eq!(
        wire(ParameterLocation::Path, Style::Simple, false, r#""a/b""#),
        None
    );
}
