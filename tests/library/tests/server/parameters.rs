//! Parameters of every style, right and wrong.

use serde_json::{Value, json};

use super::{service};
use crate::{authorized, problem};

#[tokio::test]
async fn every_violation_of_parameters_and_body_at_once() {
    let service = service();
    let request = |r| {
        authorized(r)
            .header("content-type", "application/json")
            .header("x-trace-id", "XYZ")
    };
    let answer = service
        .send(
            "POST",
            "/books",
            request,
            r#"{"isbn":"1","copies":1001,"genre":"film"}"#,
        )
        .await;
    assert_eq!(problem(&answer), (422, "5 violations".to_owned()));
    let errors = answer.json()["errors"].as_array().unwrap().clone();
    let places: Vec<_> = errors
        .iter()
        .map(|error| {
            (
                error["pointer"].as_str().unwrap(),
                error["keyword"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            ("#", "pattern"),
            ("#/isbn", "pattern"),
            ("#", "required"),
            ("#/genre", "enum"),
            ("#/copies", "maximum")
        ]
    );
    assert_eq!(
        (errors[0]["parameter"].as_str(), errors[0]["in"].as_str()),
        (Some("X-Trace-Id"), Some("header"))
    );
    assert_eq!(errors[1]["parameter"], Value::Null);
    assert_eq!(
        (errors[4]["limit"].clone(), errors[4]["actual"].clone()),
        (json!(1000), json!(1001))
    );
}

#[tokio::test]
async fn parameters_that_are_wrong() {
    let service = service();
    for (path, status, detail) in [
        ("/books?limit=0", 422, "1 violation"),
        ("/books?limit=101&genre=a&genre=b", 422, "3 violations"),
        ("/books?limit=abc", 422, "1 violation"),
        ("/books?limit=05", 422, "1 violation"),
        ("/books?limit=1&limit=2", 422, "1 violation"),
        ("/books?cursor=", 422, "1 violation"),
        (
            "/books?cursor=%zz",
            400,
            "the query parameter `cursor` is malformed: `%` without two hexadecimal digits after it",
        ),
        (
            "/books?cursor=%ff",
            400,
            "the query parameter `cursor` is malformed: percent-encoded bytes are not UTF-8",
        ),
        (
            "/books?%zz=1",
            400,
            "the query is malformed: `%` without two hexadecimal digits after it",
        ),
        ("/books/abc", 422, "1 violation"),
        (
            "/books/%ff",
            400,
            "the path parameter `isbn` is malformed: percent-encoded bytes are not UTF-8",
        ),
        ("/echo/query", 422, "1 violation"),
        (
            "/echo/query?text=a&json=%7B",
            400,
            "the query parameter `json` is malformed: not JSON",
        ),
        (
            "/echo/query?text=a&json=%7B%22copies%22:-1%7D&deep[copies]=-1&pipes=1|x",
            422,
            "3 violations",
        ),
        (
            "/echo/query?text=a&deep[copies=1",
            400,
            "the query parameter `deep` is malformed: brackets that do not match",
        ),
        ("/echo/form?x=1", 422, "1 violation"),
        ("/echo/form", 422, "1 violation"),
        ("/streams/lines?count=1001", 422, "1 violation"),
    ] {
        let answer = service.send("GET", path, authorized, "").await;
        assert_eq!(
            problem(&answer),
            (status, detail.to_owned()),
            "{path}: {}",
            answer.text()
        );
    }
    let missing = service.send("GET", "/echo/query", |r| r, "").await;
    assert_eq!(
        missing.json()["errors"][0]["detail"],
        "the query parameter `text` is missing"
    );
}

#[tokio::test]
async fn parameters_of_every_style() {
    let service = service();
    let query = "text=a%20b%26&reserved=a/b?c:d&flag&number=1.5&formExploded=a,b&formExploded=%C3%BC&formJoined=a%2Cb,c&spaces=a%20b&pipes=1%7C2\
        &pointJoined=x,1,y,-2,label,p&deep%5Bcopies%5D=3&deep[genre]=poem&json=%7B%22exact%22:true%7D";
    let answer = service
        .send("GET", &format!("/echo/query?{query}"), |r| r, "")
        .await;
    assert_eq!(
        answer.json(),
        json!({
            "text": "a b&", "reserved": "a/b?c:d", "flag": true, "number": 1.5, "formExploded": ["a,b", "ü"], "formJoined": ["a,b", "c"],
            "spaces": ["a", "b"], "pipes": [1, 2], "pointJoined": {"x": 1, "y": -2, "label": "p"},
            "deep": {"copies": 3, "genre": "poem"}, "json": {"exact": true},
        })
    );
    let point = service
        .send("GET", "/echo/form?x=1&y=2&z=3", |r| r, "")
        .await;
    assert_eq!(point.json(), json!({"x": 1, "y": 2}));
    let path = "/echo/path/a%2Fb/c%2Cd,e/x=1,y=2/.7/.1.2/;matrix=m,n/;x=3;y=4;label=a%3Bb";
    let answer = service.send("GET", path, |r| r, "").await;
    assert_eq!(
        answer.json(),
        json!({
            "text": "a/b", "list": ["c,d", "e"], "point": {"x": 1, "y": 2}, "label": 7, "labels": [1, 2], "matrix": ["m", "n"],
            "matrices": {"x": 3, "y": 4, "label": "a;b"},
        })
    );
    let request = |r: axum::http::request::Builder| {
        r.header("x-text", "a=b,c")
            .header("x-list", "1, 2")
            .header("x-list", "3")
            .header("x-point", "x=1,y=2")
            .header("x-filter", r#"{"title":"t,t"}"#)
            .header("cookie", "session=a%20b; seen=4,5; id=abc")
    };
    let answer = service.send("GET", "/echo/headers?id=6", request, "").await;
    assert_eq!(
        answer.json(),
        json!({
            "text": "a=b,c", "filter": {"title": "t,t"}, "session": "a b", "seen": [4, 5], "id": 6, "cookieId": "abc",
        })
    );
    assert_eq!(
        (answer.header("x-list"), answer.header("x-point")),
        (Some("1,2,3"), Some("x=1,y=2"))
    );
}
