//! Every style of parameter, there and back with awkward values.

use countersign_library::{
    operations::{echo_headers, echo_path, echo_point, echo_query},
    types::{Filter, Point},
};

use super::client;

/// Texts that lose something where a delimiter is not encoded, or is decoded twice.
const AWKWARD: &[&str] = &[
    "a b",
    "100%",
    "%41",
    "a&b=c",
    "a+b",
    "a,b",
    "a;b",
    "a/b",
    "?",
    "#",
    "a=b",
    "ü€😀",
    "a|b",
    "\"",
    "[0]",
    "a.b",
    "~",
    "{}",
    "'",
    ":",
    "@",
    "!$()*",
];

fn point(label: &str) -> Point {
    Point {
        x: -1,
        y: i64::MAX,
        label: Some(label.to_owned()),
    }
}

fn filter(title: &str) -> Filter {
    Filter {
        title: Some(title.to_owned()),
        copies: Some(0),
        exact: Some(false),
        genre: Some(countersign_library::types::Genre::Poem),
    }
}

fn strings(texts: &[&str]) -> Option<Vec<String>> {
    Some(texts.iter().map(|text| (*text).to_owned()).collect())
}

#[tokio::test]
async fn queries() {
    let client = client();
    for text in AWKWARD.iter().chain(&[""]) {
        let free_of = |delimiter: char| !text.contains(delimiter);
        let parameters = echo_query::Parameters {
            text: (*text).to_owned(),
            reserved: Some((*text).to_owned()),
            flag: Some(true),
            number: Some(0.1),
            form_exploded: strings(&[text, "x", text]),
            form_joined: strings(&[text, "x"]),
            spaces: strings(&["x", text]).filter(|_| free_of(' ')),
            pipes: Some(vec![1, -2, i64::MIN]),
            point_joined: Some(point(text)),
            deep: Some(filter(text)),
            json: Some(filter(text)),
        };
        let response = client.echo_query(&parameters).await.unwrap();
        let echo_query::Response::Ok(back) = response else {
            panic!("{response:?}")
        };
        assert_eq!(back.text, parameters.text);
        assert_eq!(back.reserved, parameters.reserved);
        assert_eq!(
            (back.flag, back.number),
            (parameters.flag, parameters.number)
        );
        assert_eq!(back.form_exploded, parameters.form_exploded);
        assert_eq!(back.form_joined, parameters.form_joined);
        assert_eq!(back.spaces, parameters.spaces);
        assert_eq!(back.pipes, parameters.pipes);
        assert_eq!(back.point_joined, parameters.point_joined);
        assert_eq!(back.deep, parameters.deep);
        assert_eq!(back.json, parameters.json);
    }
}

#[tokio::test]
async fn arrays_of_one_and_absence() {
    let client = client();
    let parameters = echo_query::Parameters {
        text: "x".to_owned(),
        reserved: None,
        flag: None,
        number: None,
        form_exploded: strings(&["one"]),
        form_joined: strings(&["one"]),
        spaces: strings(&["one"]),
        pipes: Some(vec![1]),
        point_joined: None,
        deep: None,
        json: None,
    };
    let response = client.echo_query(&parameters).await.unwrap();
    let echo_query::Response::Ok(back) = response else {
        panic!("{response:?}")
    };
    assert_eq!(back.form_exploded, parameters.form_exploded);
    assert_eq!(back.form_joined, parameters.form_joined);
    assert_eq!(back.spaces, parameters.spaces);
    assert_eq!(back.pipes, parameters.pipes);
    assert!(back.reserved.is_none() && back.flag.is_none() && back.deep.is_none());
}

#[tokio::test]
async fn members_as_parameters_of_their_own() {
    for text in AWKWARD {
        let parameters = echo_point::Parameters { point: point(text) };
        let response = client().echo_point(&parameters).await.unwrap();
        assert!(matches!(response, echo_point::Response::Ok(back) if back == parameters.point));
    }
}

#[tokio::test]
async fn paths() {
    let client = client();
    for text in AWKWARD {
        let parameters = echo_path::Parameters {
            text: (*text).to_owned(),
            list: vec![(*text).to_owned(), "x".to_owned()],
            point: point(text),
            label: -7,
            labels: vec![1, 2, 3],
            matrix: vec!["x".to_owned(), (*text).to_owned()],
            matrices: point(text),
        };
        let response = client.echo_path(&parameters).await.unwrap();
        let echo_path::Response::Ok(back) = response else {
            panic!("{response:?}")
        };
        assert_eq!(back.text, parameters.text);
        assert_eq!(back.list, parameters.list);
        assert_eq!(back.point, parameters.point);
        assert_eq!(
            (back.label, &back.labels),
            (parameters.label, &parameters.labels)
        );
        assert_eq!(back.matrix, parameters.matrix);
        assert_eq!(back.matrices, parameters.matrices);
    }
}

#[tokio::test]
async fn headers_and_cookies_of_requests_and_responses() {
    let client = client();
    for text in AWKWARD {
        let parameters = echo_headers::Parameters {
            x_text: "a=b;c,d%41".to_owned(),
            x_list: Some(vec![1, 2]),
            x_point: Some(point("label")),
            x_filter: Some(filter("title, \"quoted\"")),
            session: Some((*text).to_owned()),
            seen: Some(vec![3, 4]),
            query_id: Some(5),
            cookie_id: Some("abc".to_owned()),
        };
        let response = client.echo_headers(&parameters).await.unwrap();
        let echo_headers::Response::Ok { headers, body } = response else {
            panic!("{response:?}")
        };
        assert_eq!(headers.x_list, parameters.x_list);
        assert_eq!(headers.x_point, parameters.x_point);
        assert_eq!(body.text, parameters.x_text);
        assert_eq!(body.filter, parameters.x_filter);
        assert_eq!(body.session, parameters.session);
        assert_eq!(body.seen, parameters.seen);
        assert_eq!(
            (body.id, body.cookie_id),
            (parameters.query_id, parameters.cookie_id)
        );
    }
}
