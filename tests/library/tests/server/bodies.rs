//! Bodies of every kind, right and wrong.

use countersign::server::{Options};
use countersign_library::{Library, server::router_with};
use serde_json::{json};

use super::{service, serve};
use crate::{authorized, problem};

#[tokio::test]
async fn bodies_of_every_kind() {
    let service = service();
    let json = |r: axum::http::request::Builder| r.header("content-type", "application/json");
    assert_eq!(
        service
            .send("POST", "/bodies/json", json, "[1,2.0,3e0]")
            .await
            .json(),
        6
    );
    let form = |r: axum::http::request::Builder| {
        r.header("content-type", "application/x-www-form-urlencoded")
    };
    let answer = service
        .send(
            "POST",
            "/bodies/form",
            form,
            "title=a+b%26&copies=2&exact=false",
        )
        .await;
    assert_eq!(
        answer.json(),
        json!({"title": "a b&", "copies": 2, "exact": false})
    );
    let book = |r| form(authorized(r));
    let created = service
        .send(
            "POST",
            "/books",
            book,
            "isbn=0306406152&title=T&genre=novel&keywords=a%7Cb",
        )
        .await;
    assert_eq!(
        (created.status, created.json()["keywords"].clone()),
        (201, json!(["a", "b"]))
    );
    let text =
        |r: axum::http::request::Builder| r.header("content-type", "text/plain; charset=utf-8");
    let answer = service.send("POST", "/bodies/text", text, "größe").await;
    assert_eq!(
        (answer.text(), answer.header("content-type")),
        ("GRÖSSE".to_owned(), Some("text/plain"))
    );
    let bytes =
        |r: axum::http::request::Builder| r.header("content-type", "application/octet-stream");
    assert_eq!(
        service
            .send("POST", "/bodies/bytes", bytes, "abc")
            .await
            .text(),
        "cba"
    );
    let image = |r: axum::http::request::Builder| r.header("content-type", "image/webp");
    let answer = service.send("PUT", "/bodies/image", image, "xyz").await;
    assert_eq!(
        (answer.text(), answer.header("content-type")),
        ("xyz".to_owned(), Some("image/webp"))
    );
    assert_eq!(
        service.send("PUT", "/bodies/image", |r| r, "").await.status,
        204
    );
}

#[tokio::test]
#[allow(clippy::too_many_lines, reason = "a table of bodies and answers")]
async fn bodies_that_are_wrong() {
    let service = serve(router_with(
        Library::default(),
        Options::default().body_limit(200),
    ));
    let long = "x".repeat(201);
    for (path, content_type, body, status, detail) in [
        (
            "/bodies/json",
            "application/json",
            "[1",
            400,
            "the body is malformed: not JSON: expected `,` or `]` at line 1 column 3",
        ),
        (
            "/bodies/json",
            "application/json",
            "",
            400,
            "the body is malformed: not JSON: expected a value at line 1 column 1",
        ),
        (
            "/bodies/json",
            "text/plain",
            "[1]",
            415,
            "the media type of the body is not documented",
        ),
        (
            "/bodies/json",
            "",
            "[1]",
            415,
            "the media type of the body is not documented",
        ),
        (
            "/bodies/json",
            "",
            "",
            400,
            "the body is malformed: it is required and not there",
        ),
        (
            "/bodies/json",
            "application/json",
            "[11,1,1,1]",
            422,
            "2 violations",
        ),
        (
            "/bodies/json",
            "application/json",
            &long,
            413,
            "the body is longer than 200 bytes",
        ),
        (
            "/bodies/bytes",
            "application/octet-stream",
            &long,
            413,
            "the body is longer than 200 bytes",
        ),
        (
            "/bodies/text",
            "text/plain",
            &long[..81],
            422,
            "1 violation",
        ),
        (
            "/bodies/form",
            "application/x-www-form-urlencoded",
            "title=%zz",
            400,
            "the body is malformed: `%` without two hexadecimal digits after it",
        ),
        (
            "/bodies/form",
            "application/x-www-form-urlencoded",
            "copies=-1&exact=maybe",
            422,
            "2 violations",
        ),
        (
            "/bodies/multipart",
            "multipart/form-data",
            "x",
            400,
            "the body is malformed: it has no boundary",
        ),
        (
            "/bodies/multipart",
            "multipart/form-data; boundary=x",
            "--x",
            400,
            "the body is malformed: a boundary without a line break after it",
        ),
        (
            "/bodies/multipart",
            "multipart/form-data; boundary=x",
            "--x--",
            422,
            "2 violations",
        ),
    ] {
        let request = |r: axum::http::request::Builder| match content_type {
            "" => r,
            name => r.header("content-type", name),
        };
        let answer = service.send("POST", path, request, body).await;
        assert_eq!(
            problem(&answer),
            (status, detail.to_owned()),
            "{path} {body}"
        );
    }
}
