//! The styles of parameters: the examples of the specification, and what is written is read back as the same value.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

use std::collections::BTreeMap;

use countersign::{
    Contract, Value,
    http::{
        Encoding, Kind, Location, Media, Parameter, Style,
        style::{Guide, Pairs, Raw, decode, encode, form},
    },
    schema,
};
use proptest::prelude::*;

#[derive(Clone, Debug, PartialEq, Contract)]
struct Color {
    #[contract(rename = "R")]
    r: Option<i64>,
    #[contract(rename = "G")]
    g: Option<f64>,
    name: Option<String>,
    dark: Option<bool>,
}

/// Everything that `deepObject` can say.
#[derive(Clone, Debug, PartialEq, Contract)]
struct Filter {
    color: Option<Color>,
    tags: Vec<String>,
    sizes: Vec<i64>,
    parts: Vec<Filter>,
    labels: BTreeMap<String, String>,
    text: Option<String>,
}

const fn parameter(location: Location, style: Style, explode: bool) -> Parameter {
    Parameter {
        name: "color",
        member: "color",
        location,
        style,
        explode,
        allow_reserved: false,
        allow_empty: false,
        required: false,
        content: None,
    }
}

/// A parameter beside the one that is tested, whose name an open object must leave alone.
const SIBLING: Parameter = Parameter {
    name: "sibling",
    ..parameter(Location::Query, Style::Form, true)
};

/// The same among the cookies.
const SESSION: Parameter = Parameter {
    name: "session",
    ..parameter(Location::Cookie, Style::Form, true)
};

/// Sends the text through the place of the parameter, among others, and reads it there.
fn read(parameter: &Parameter, text: Option<&str>, guide: &Guide) -> Option<Value> {
    let siblings = [*parameter, SIBLING, SESSION];
    let result = match (parameter.location, text) {
        (Location::Path, text) => decode(parameter, Raw::Path(text.unwrap()), guide, &siblings),
        (Location::Query, text) => {
            let query = ["sibling=1", text.unwrap_or_default(), "sibling=R"].join("&");
            let pairs = Pairs::of_query(&query).unwrap();
            decode(parameter, Raw::Query(&pairs), guide, &siblings)
        }
        (Location::QueryString, text) => {
            decode(parameter, Raw::QueryString(text), guide, &siblings)
        }
        (Location::Header, None) => decode(parameter, Raw::Header(&[]), guide, &siblings),
        (Location::Header, Some(text)) => decode(parameter, Raw::Header(&[text]), guide, &siblings),
        (Location::Cookie, text) => {
            let fields = ["session=1", text.unwrap_or_default()];
            let pairs = Pairs::of_cookies(&fields);
            decode(parameter, Raw::Cookie(&pairs), guide, &siblings)
        }
    };
    result.unwrap()
}

/// The characters that may stand at a place (RFC 3986, RFC 9110, RFC 6265).
fn is_legal(location: Location, text: &str) -> bool {
    let url = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:@".contains(&byte);
    match location {
        Location::Path => text.bytes().all(url),
        Location::Query | Location::QueryString => {
            text.bytes().all(|byte| url(byte) || b"/?".contains(&byte))
        }
        Location::Header => text.trim() == text && !text.chars().any(char::is_control),
        Location::Cookie => text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() || byte == b' '),
    }
}

/// Every place with every style and `explode` that the specification gives it.
fn parameters() -> Vec<Parameter> {
    use Location::{Cookie, Header, Path, Query};
    let places = [
        (Path, &[Style::Matrix, Style::Label, Style::Simple][..]),
        (
            Query,
            &[
                Style::Form,
                Style::SpaceDelimited,
                Style::PipeDelimited,
                Style::DeepObject,
            ],
        ),
        (Header, &[Style::Simple]),
        (Cookie, &[Style::Form, Style::Cookie]),
    ];
    let mut list = Vec::new();
    for (location, styles) in places {
        for style in styles {
            for explode in [true, false] {
                let plain = parameter(location, *style, explode);
                list.extend([
                    plain,
                    Parameter {
                        allow_reserved: true,
                        ..plain
                    },
                ]);
            }
        }
    }
    list
}

/// The table of OpenAPI 3.2, section 4.12.4, in the rows where it is defined.
#[test]
#[allow(clippy::too_many_lines, reason = "the table of the specification")]
fn the_examples_of_the_specification() {
    let values: [(&str, Guide); 4] = [
        (r#""""#, Guide::of(String::schema())),
        (r#""blue""#, Guide::of(String::schema())),
        (
            r#"["blue","black","brown"]"#,
            Guide::of(<Vec<String>>::schema()),
        ),
        (
            r#"{"R":100,"G":200,"B":150}"#,
            Guide::of(<BTreeMap<String, i64>>::schema()),
        ),
    ];
    use Location::{Header, Path, Query};
    let rows: [(Location, Style, bool, [Option<&str>; 4]); 13] = [
        (
            Path,
            Style::Matrix,
            false,
            [
                Some(";color"),
                Some(";color=blue"),
                Some(";color=blue,black,brown"),
                Some(";color=R,100,G,200,B,150"),
            ],
        ),
        (
            Path,
            Style::Matrix,
            true,
            [
                Some(";color"),
                Some(";color=blue"),
                Some(";color=blue;color=black;color=brown"),
                Some(";R=100;G=200;B=150"),
            ],
        ),
        (
            Path,
            Style::Label,
            false,
            [
                None,
                Some(".blue"),
                Some(".blue,black,brown"),
                Some(".R,100,G,200,B,150"),
            ],
        ),
        (
            Path,
            Style::Label,
            true,
            [
                None,
                Some(".blue"),
                Some(".blue.black.brown"),
                Some(".R=100.G=200.B=150"),
            ],
        ),
        (
            Path,
            Style::Simple,
            false,
            [
                None,
                Some("blue"),
                Some("blue,black,brown"),
                Some("R,100,G,200,B,150"),
            ],
        ),
        (
            Path,
            Style::Simple,
            true,
            [
                None,
                Some("blue"),
                Some("blue,black,brown"),
                Some("R=100,G=200,B=150"),
            ],
        ),
        (
            Header,
            Style::Simple,
            false,
            [
                Some(""),
                Some("blue"),
                Some("blue,black,brown"),
                Some("R,100,G,200,B,150"),
            ],
        ),
        (
            Header,
            Style::Simple,
            true,
            [
                Some(""),
                Some("blue"),
                Some("blue,black,brown"),
                Some("R=100,G=200,B=150"),
            ],
        ),
        (
            Query,
            Style::Form,
            false,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue,black,brown"),
                Some("color=R,100,G,200,B,150"),
            ],
        ),
        (
            Query,
            Style::Form,
            true,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue&color=black&color=brown"),
                Some("R=100&G=200&B=150"),
            ],
        ),
        (
            Query,
            Style::SpaceDelimited,
            false,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue%20black%20brown"),
                Some("color=R%20100%20G%20200%20B%20150"),
            ],
        ),
        (
            Query,
            Style::PipeDelimited,
            false,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue%7Cblack%7Cbrown"),
                Some("color=R%7C100%7CG%7C200%7CB%7C150"),
            ],
        ),
        (
            Query,
            Style::DeepObject,
            true,
            [
                Some("color="),
                Some("color=blue"),
                Some("color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown"),
                Some("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
            ],
        ),
    ];
    for (location, style, explode, texts) in rows {
        for ((json, guide), expected) in values.iter().zip(texts) {
            let parameter = parameter(location, style, explode);
            let value: Value = json.parse().unwrap();
            let text = encode(&parameter, &value);
            assert_eq!(
                text.clone().ok().flatten().as_deref(),
                expected,
                "{style:?} {explode} {json}: {text:?}"
            );
            if expected.is_some() {
                assert_eq!(
                    read(&parameter, expected, guide),
                    Some(value),
                    "{style:?} {explode} {json}"
                );
            }
        }
    }
}

/// Numbers are JSON's, booleans are two words, and the rest is text for the judge to refuse.
#[test]
fn text_is_typed_by_the_schema_and_the_grammar_of_json() {
    let query = parameter(Location::Query, Style::Form, true);
    let integer = Guide::of(i64::schema());
    for (text, json) in [
        ("5", "5"),
        ("5.0", "5.0"),
        ("1e2", "1e2"),
        ("-0", "-0"),
        ("9007199254740993", "9007199254740993"),
        ("05", r#""05""#),
        ("%2B5", r#""+5""#),
        ("+5", r#"" 5""#),
        (".5", r#"".5""#),
        ("0x5", r#""0x5""#),
        ("", r#""""#),
        ("NaN", r#""NaN""#),
        ("true", r#""true""#),
        ("null", r#""null""#),
    ] {
        let text = format!("color={text}");
        let value = read(&query, Some(&text), &integer).unwrap();
        assert_eq!(value.to_string(), json, "{text}");
    }
    let boolean = Guide::of(bool::schema());
    for (text, json) in [
        ("true", "true"),
        ("True", r#""True""#),
        ("1", r#""1""#),
        ("", r#""""#),
    ] {
        let text = format!("color={text}");
        assert_eq!(
            read(&query, Some(&text), &boolean).unwrap().to_string(),
            json
        );
    }
    assert_eq!(
        read(&query, Some("color=5"), &Guide::of(String::schema())).unwrap(),
        "5"
    );
    assert_eq!(
        read(&query, Some("color=5"), &Guide::unknown()).unwrap(),
        "5"
    );
    let twice = read(&query, Some("color=1&color=2"), &integer).unwrap();
    assert_eq!(twice.to_string(), r#"["1","2"]"#);
}

#[test]
fn an_empty_value_means_what_the_document_allows() {
    let query = Parameter {
        allow_empty: true,
        ..parameter(Location::Query, Style::Form, true)
    };
    for text in ["color", "color="] {
        assert_eq!(
            read(&query, Some(text), &Guide::of(bool::schema())).unwrap(),
            true
        );
        assert_eq!(
            read(&query, Some(text), &Guide::of(String::schema())).unwrap(),
            ""
        );
        assert!(
            read(&query, Some(text), &Guide::of(<Option<i64>>::schema()))
                .unwrap()
                .is_null()
        );
        assert_eq!(read(&query, Some(text), &Guide::of(i64::schema())), None);
    }
}

#[test]
fn what_others_write_is_read_as_well() {
    let deep = parameter(Location::Query, Style::DeepObject, true);
    let guide = Guide::of(Filter::schema());
    for text in [
        "color[tags][]=a&color[tags][]=b&color[color][R]=1",
        "color[tags]=a&color[tags]=b&color[color][R]=1",
        "color[tags][1]=b&color[tags][0]=a&color%5Bcolor%5D%5BR%5D=1",
    ] {
        let value = read(&deep, Some(text), &guide).unwrap();
        let expected: Value = r#"{"tags":["a","b"],"color":{"R":1}}"#.parse().unwrap();
        assert_eq!(value, expected, "{text}");
    }
    let one = read(&deep, Some("color[tags]=a"), &guide).unwrap();
    assert_eq!(one.to_string(), r#"{"tags":["a"]}"#);
    let space = parameter(Location::Query, Style::SpaceDelimited, false);
    let numbers = Guide::of(<Vec<i64>>::schema());
    for text in ["color=1+2", "color=1%202"] {
        assert_eq!(
            read(&space, Some(text), &numbers).unwrap().to_string(),
            "[1,2]"
        );
    }
    let pipe = parameter(Location::Query, Style::PipeDelimited, false);
    assert_eq!(
        read(&pipe, Some("color=1|2%7c3"), &numbers)
            .unwrap()
            .to_string(),
        "[1,2,3]"
    );
    let header = parameter(Location::Header, Style::Simple, false);
    let fields = decode(&header, Raw::Header(&["1, 2", "3"]), &numbers, &[]).unwrap();
    assert_eq!(fields.unwrap().to_string(), "[1,2,3]");
    let cookie = Pairs::of_cookies(&["a=1; color=\"x y\"; b=2"]);
    let plain = parameter(Location::Cookie, Style::Cookie, false);
    let value = decode(
        &plain,
        Raw::Cookie(&cookie),
        &Guide::of(String::schema()),
        &[],
    )
    .unwrap();
    assert_eq!(value.unwrap(), "x y");
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Words(#[contract(items(min_length = 1))] Vec<String>);

#[derive(Clone, Debug, PartialEq, Contract)]
struct Bounded(#[contract(items(minimum = 0))] Vec<i64>);

/// Assertions of a place say nothing about its types.
#[test]
fn items_keep_their_type_under_assertions() {
    let joined = parameter(Location::Query, Style::Form, false);
    let value = read(&joined, Some("color=1,2"), &Guide::of(Bounded::schema()));
    assert_eq!(value.unwrap().to_string(), "[1,2]");
}

/// An empty text is an array of nothing where it cannot be an array with an empty item, and encoded commas delimit
/// where one part could not be read.
#[test]
fn what_cannot_be_meant_is_not_read() {
    let joined = parameter(Location::Query, Style::Form, false);
    let spread = parameter(Location::Query, Style::Form, true);
    let (words, texts) = (
        Guide::of(Words::schema()),
        Guide::of(<Vec<String>>::schema()),
    );
    let (numbers, color) = (Guide::of(<Vec<i64>>::schema()), Guide::of(Color::schema()));
    for (guide, text, json) in [
        (&numbers, "color=", "[]"),
        (&words, "color=", "[]"),
        (&Guide::of(Bounded::schema()), "color=", "[]"),
        (&texts, "color=", r#"[""]"#),
    ] {
        for parameter in [joined, spread] {
            assert_eq!(
                read(&parameter, Some(text), guide).unwrap().to_string(),
                json
            );
        }
    }
    for (guide, text, json) in [
        (&numbers, "color=1%2C2", "[1,2]"),
        (&texts, "color=1%2c2", r#"["1,2"]"#),
        (&color, "color=R%2c1%2Cname%2C", r#"{"R":1,"name":""}"#),
    ] {
        assert_eq!(read(&joined, Some(text), guide).unwrap().to_string(), json);
    }
}

#[test]
fn broken_syntax_is_malformed() {
    let text = Guide::of(String::schema());
    let path = |style, raw, guide| {
        decode(
            &parameter(Location::Path, style, true),
            Raw::Path(raw),
            guide,
            &[],
        )
    };
    assert!(path(Style::Simple, "%zz", &text).is_err());
    assert!(path(Style::Simple, "%ff", &text).is_err());
    assert!(path(Style::Label, "blue", &text).is_err());
    assert!(path(Style::Matrix, "color=blue", &text).is_err());
    assert!(path(Style::Matrix, ";colour=blue", &text).is_err());
    assert!(path(Style::Simple, "R", &Guide::of(Color::schema())).is_err());
    let odd = parameter(Location::Header, Style::Simple, false);
    assert!(
        decode(
            &odd,
            Raw::Header(&["R,1,G"]),
            &Guide::of(Color::schema()),
            &[]
        )
        .is_err()
    );
    let deep = parameter(Location::Query, Style::DeepObject, true);
    for query in [
        "color[a=1".to_owned(),
        "color[a]b=1".to_owned(),
        "color=1&color[a]=2".to_owned(),
        format!("color{}=1", "[a]".repeat(1000)),
    ] {
        let pairs = Pairs::of_query(&query).unwrap();
        assert!(
            decode(&deep, Raw::Query(&pairs), &Guide::unknown(), &[]).is_err(),
            "{query}"
        );
    }
    assert!(Pairs::of_query("%zz=1").is_err());
}

#[test]
fn what_a_place_cannot_hold_is_refused_when_it_is_written() {
    let refused =
        |parameter: Parameter, json: &str| encode(&parameter, &json.parse().unwrap()).is_err();
    let path = parameter(Location::Path, Style::Simple, false);
    for json in [
        r#""""#,
        r#"".""#,
        r#""..""#,
        "null",
        "[]",
        "{}",
        r#"[""]"#,
        "[[1]]",
        r#"{"a":null}"#,
    ] {
        assert!(refused(path, json), "{json}");
    }
    assert!(refused(
        parameter(Location::Path, Style::Label, false),
        r#""""#
    ));
    assert!(refused(
        parameter(Location::Path, Style::Label, true),
        r#"".""#
    ));
    let header = parameter(Location::Header, Style::Simple, false);
    for json in [r#"["a,b"]"#, r#""a\nb""#, r#"" a""#, r#"{"a=":1,"b,":2}"#] {
        assert!(refused(header, json), "{json}");
    }
    assert!(refused(
        parameter(Location::Query, Style::SpaceDelimited, false),
        r#"["a b"]"#
    ));
    assert!(refused(
        parameter(Location::Query, Style::PipeDelimited, false),
        r#"["a|b"]"#
    ));
    assert!(refused(
        parameter(Location::Cookie, Style::Cookie, false),
        r#""a;b""#
    ));
    let deep = parameter(Location::Query, Style::DeepObject, true);
    for json in [
        r#"{"a":[]}"#,
        r#"{"a":{}}"#,
        r#"{"a":null}"#,
        r#"{"":1}"#,
        r#"{"a[b":1}"#,
    ] {
        assert!(refused(deep, json), "{json}");
    }
}

/// Text with all that delimits somewhere, white space, nothing, and letters beyond ASCII.
fn awkward() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            " ",
            "%",
            "%20",
            "&",
            "+",
            ",",
            ";",
            "=",
            "/",
            "a b",
            "a,b",
            ".",
            "..",
            "|",
            "a=b&c",
            "[",
            "]",
            "[0]",
            "#",
            "?",
            "ü",
            "日本",
            "\u{1F600}",
            "\"",
            "\\",
            "true",
            "5",
            "05",
            "null",
            "{}",
            "a.b",
            "a;b"
        ])
        .prop_map(str::to_owned),
        "[a-z %&+,;=/.|\\[\\]#?ü日\"\\\\{}:@!$'()*~^`<>0-9\t\n-]{0,8}",
    ]
}

fn scalar_number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|integer| integer.to_string()),
        Just("-0".to_owned()),
        Just("1e400".to_owned()),
        Just("0.1".to_owned()),
        Just("9007199254740993".to_owned()),
    ]
}

fn json_string(text: &str) -> Value {
    Value::from(text)
}

/// A value, and the guide of the type that it has.
fn instance() -> BoxedStrategy<(Value, &'static schema::Schema)> {
    let text = || awkward().prop_map(Value::from);
    let number = || scalar_number().prop_map(|text| text.parse::<Value>().unwrap());
    let texts = prop::collection::vec(text(), 0..4).prop_map(Value::from);
    let numbers = prop::collection::vec(number(), 0..4).prop_map(Value::from);
    let flags =
        prop::collection::vec(any::<bool>().prop_map(Value::from), 0..4).prop_map(Value::from);
    let map = prop::collection::btree_map(awkward(), awkward(), 0..4).prop_map(|map| {
        map.iter()
            .map(|(name, text)| (name.clone(), json_string(text)))
            .collect::<Value>()
    });
    prop_oneof![
        text().prop_map(|value| (value, String::schema())),
        number().prop_map(|value| (value, f64::schema())),
        any::<bool>().prop_map(|value| (Value::from(value), bool::schema())),
        texts.prop_map(|value| (value, <Vec<String>>::schema())),
        numbers.prop_map(|value| (value, <Vec<f64>>::schema())),
        flags.prop_map(|value| (value, <Vec<bool>>::schema())),
        color().prop_map(|value| (value, Color::schema())),
        map.prop_map(|value| (value, <BTreeMap<String, String>>::schema())),
    ]
    .boxed()
}

/// A `Color`, with the members that are there.
fn color() -> impl Strategy<Value = Value> {
    let number = || prop::option::of(scalar_number());
    (
        number(),
        number(),
        prop::option::of(awkward()),
        prop::option::of(any::<bool>()),
    )
        .prop_map(|(r, g, name, dark)| {
            let mut members = Vec::new();
            members.extend(r.map(|text| ("R", text.parse::<Value>().unwrap())));
            members.extend(g.map(|text| ("G", text.parse::<Value>().unwrap())));
            members.extend(name.map(|text| ("name", Value::from(text))));
            members.extend(dark.map(|dark| ("dark", Value::from(dark))));
            members.into_iter().collect()
        })
}

fn is_nothing(value: &Value) -> bool {
    matches!(value, Value::Array(items) if items.is_empty())
        || matches!(value, Value::Object(members) if members.is_empty())
}

/// All texts of a value: the string itself, or items, names and values.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| {
                let mut list = texts(value);
                list.push(name);
                list
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether the style has no way to say the value: the only excuses for refusing it.
fn is_beyond(parameter: &Parameter, value: &Value) -> bool {
    let texts = texts(value);
    let any = |set: &[char]| texts.iter().any(|text| text.contains(set));
    let composed = value.as_array().is_some() || value.as_object().is_some();
    match (parameter.location, parameter.style) {
        (Location::Path, Style::Matrix) => is_nothing(value),
        (Location::Path, _) => {
            is_nothing(value) || texts.iter().any(|text| matches!(*text, "" | "." | ".."))
        }
        (Location::Query, Style::SpaceDelimited) => !parameter.explode && composed && any(&[' ']),
        (Location::Query, Style::PipeDelimited) => !parameter.explode && composed && any(&['|']),
        (Location::Query, Style::DeepObject) => {
            value.as_object().is_some() && (any(&['[', ']']) || texts.contains(&""))
        }
        (Location::Header, _) => {
            any(&['\t', '\n'])
                || texts.iter().any(|text| text.trim() != *text)
                || (composed && any(&[',', '=']))
        }
        (Location::Cookie, Style::Cookie) => texts.iter().any(|text| {
            text.bytes()
                .any(|byte| !byte.is_ascii_graphic() || b"\",;\\=".contains(&byte))
        }),
        _ => false,
    }
}

/// Open objects take the pairs of nobody else: those of the test's neighbours they would not get back.
fn is_taken(parameter: &Parameter, value: &Value) -> bool {
    let neighbours = ["sibling", "session"];
    let names: Vec<_> = value
        .as_object()
        .unwrap_or_default()
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    // An exploded member may have the parameter's own name, and then it is that.
    parameter.explode
        && names
            .iter()
            .any(|name| neighbours.contains(name) || *name == "color" || name.is_empty())
}

/// A `Filter`, of which every array and object has something in it, and every name is one that brackets can hold.
fn filter(depth: u32) -> BoxedStrategy<Value> {
    let parts = if depth == 0 {
        Just(Vec::new()).boxed()
    } else {
        prop::collection::vec(filter(depth - 1), 0..3).boxed()
    };
    let texts = prop::collection::vec(awkward(), 0..3);
    let sizes = prop::collection::vec(any::<i64>(), 0..3);
    let labels = prop::collection::btree_map("[a-z %&+=.ü]{1,4}", awkward(), 0..3);
    (
        prop::option::of(color()),
        texts,
        sizes,
        parts,
        labels,
        prop::option::of(awkward()),
    )
        .prop_map(|(color, tags, sizes, parts, labels, text)| {
            let labels: Value = labels.into_iter().collect();
            let members = [
                ("color", color),
                ("tags", Some(tags.into_iter().collect())),
                ("sizes", Some(sizes.into_iter().collect())),
                ("parts", Some(parts.into())),
                ("labels", Some(labels)),
                ("text", text.map(Value::from)),
            ];
            let members = members
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?)));
            members
                .filter(|(_, value)| !is_nothing(value))
                .collect::<Value>()
        })
        .prop_filter("a part of nothing", |value| !holds_nothing(value))
        .boxed()
}

fn holds_nothing(value: &Value) -> bool {
    let items = value.as_array().unwrap_or_default().iter();
    let members = value
        .as_object()
        .unwrap_or_default()
        .iter()
        .map(|(_, value)| value);
    items
        .chain(members)
        .any(|inner| is_nothing(inner) || holds_nothing(inner))
}

/// Properties of every kind of encoding.
const FORM: Media = Media {
    name: "application/x-www-form-urlencoded",
    kind: Kind::Form,
    schema: Filter::schema,
    encoding: &[
        Encoding {
            style: Some(Style::DeepObject),
            explode: Some(true),
            ..PLAIN
        },
        Encoding {
            property: "sizes",
            style: Some(Style::PipeDelimited),
            ..PLAIN
        },
        Encoding {
            property: "labels",
            content_type: Some("application/json"),
            ..PLAIN
        },
        Encoding {
            property: "text",
            allow_reserved: true,
            ..PLAIN
        },
    ],
};

const PLAIN: Encoding = Encoding {
    property: "color",
    content_type: None,
    style: None,
    explode: None,
    allow_reserved: false,
};

#[test]
fn forms_of_other_hands() {
    let guide = Guide::of(Filter::schema());
    let text = "color[R]=1&color%5Bdark%5D=true&sizes=1|2&labels=%7B%22a%22%3A%22b+c%22%7D&text=a:b/c+d&tags=x&other=5";
    let expected: Value = r#"{"color":{"R":1,"dark":true},"sizes":[1,2],"text":"a:b/c d","labels":{"a":"b c"},"tags":["x"],"other":"5"}"#
        .parse()
        .unwrap();
    assert_eq!(form::read(&FORM, &guide, text).unwrap(), expected);
    assert!(form::read(&FORM, &guide, "labels=x").is_err());
    assert!(form::read(&FORM, &guide, "tags=%").is_err());
    assert_eq!(form::read(&FORM, &guide, "").unwrap().to_string(), "{}");
    let number: Value = "5".parse().unwrap();
    assert!(form::write(&FORM, &number).is_err());
}

/// A parameter that is a document: of JSON everywhere, of a form in the whole query string.
#[test]
fn documents_as_parameters() {
    static JSON: Media = Media {
        name: "application/json",
        kind: Kind::Json,
        schema: Filter::schema,
        encoding: &[],
    };
    let value: Value = r#"{"text":"a b&c=ü%,;","sizes":[1,2],"parts":[{"tags":["x"]}]}"#
        .parse()
        .unwrap();
    let guide = Guide::of(Filter::schema());
    use Location::{Cookie, Header, Path, Query, QueryString};
    for location in [Path, Query, QueryString, Header, Cookie] {
        let json = Parameter {
            content: Some(JSON),
            ..parameter(location, Style::Form, true)
        };
        let text = encode(&json, &value).unwrap().unwrap();
        assert!(is_legal(location, &text), "{text}");
        assert_eq!(
            read(&json, Some(&text), &guide),
            Some(value.clone()),
            "{text}"
        );
    }
    let form = Parameter {
        content: Some(FORM),
        ..parameter(QueryString, Style::Form, true)
    };
    let text = encode(&form, &value).unwrap().unwrap();
    assert!(is_legal(QueryString, &text), "{text}");
    assert_eq!(read(&form, Some(&text), &guide), Some(value));
    assert_eq!(read(&form, None, &guide), None);
    let query = Parameter {
        content: Some(JSON),
        ..parameter(Query, Style::Form, true)
    };
    let broken = Pairs::of_query("color=%7B").unwrap();
    assert!(decode(&query, Raw::Query(&broken), &guide, &[]).is_err());
}

/// A comma that a name encodes is none that another writer encoded by mistake.
#[test]
fn a_comma_in_the_name_of_a_member_is_read_back() {
    let guide = Guide::of(<BTreeMap<String, String>>::schema());
    let value: Value = r#"{",":""}"#.parse().unwrap();
    for parameter in parameters() {
        if parameter.explode && parameter.location == Location::Path {
            let text = encode(&parameter, &value).unwrap().unwrap();
            assert_eq!(
                read(&parameter, Some(&text), &guide),
                Some(value.clone()),
                "{text}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back((value, schema) in instance(), at in 0..parameters().len()) {
        let parameter = parameters()[at];
        prop_assume!(!is_taken(&parameter, &value));
        match encode(&parameter, &value) {
            Err(reason) => prop_assert!(is_beyond(&parameter, &value), "{parameter:?} {value}: {reason}"),
            Ok(None) => {
                prop_assert!(is_nothing(&value), "{value}");
            }
            Ok(Some(text)) => {
                prop_assert!(is_legal(parameter.location, &text), "{parameter:?}: {text:?}");
                let again = read(&parameter, Some(&text), &Guide::of(schema));
                prop_assert_eq!(again, Some(value), "{:?}: {:?}", parameter, text);
            }
        }
    }

    #[test]
    fn deep_objects_are_read_back(value in filter(2)) {
        let parameter = parameter(Location::Query, Style::DeepObject, true);
        match encode(&parameter, &value) {
            Ok(Some(text)) => {
                prop_assert!(is_legal(Location::Query, &text), "{text}");
                let again = read(&parameter, Some(&text), &Guide::of(Filter::schema()));
                prop_assert_eq!(again, Some(value), "{}", text);
            }
            other => prop_assert!(is_nothing(&value) && other == Ok(None), "{value}: {other:?}"),
        }
    }

    #[test]
    fn forms_are_read_back(value in filter(1)) {
        let text = form::write(&FORM, &value).unwrap();
        let again = form::read(&FORM, &Guide::of(Filter::schema()), &text).unwrap();
        prop_assert_eq!(again, value, "{}", text);
    }

    #[test]
    fn nothing_makes_the_reader_fail(text in "[a-z%&+,;=.|\\[\\]0-9ü]{0,40}", at in 0..parameters().len(), (_, schema) in instance()) {
        let guide = Guide::of(schema);
        let parameter = parameters()[at];
        if let Ok(pairs) = Pairs::of_query(&text) {
            let _any = decode(&parameter, Raw::Query(&pairs), &guide, &[SIBLING]);
        }
        let _any = decode(&parameter, Raw::Path(&text), &guide, &[SIBLING]);
        let _any = decode(&parameter, Raw::Header(&[&text]), &guide, &[SIBLING]);
        let _any = form::read(&FORM, &guide, &text);
    }
}
