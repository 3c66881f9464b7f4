//! The generated server, in this process: every way in, every way to be refused.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

mod service;

use countersign::server::{Options, ResponseChecks};
use countersign_library::{Library, server::router_with};
use serde_json::{Value, json};
use service::{Answer, Service};

const BOOK: &str = r#"{"isbn":"9780306406157","title":"Atlas","genre":"atlas"}"#;

fn authorized(request: axum::http::request::Builder) -> axum::http::request::Builder {
    request.header("authorization", "Bearer secret")
}

/// The status and the problem of a refusal.
fn problem(answer: &Answer) -> (u16, String) {
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json"),
        "{answer:?}"
    );
    let body = answer.json();
    assert_eq!(body["status"], answer.status);
    assert_eq!(body["type"], "about:blank");
    assert!(body["title"].is_string());
    (answer.status, body["detail"].as_str().unwrap().to_owned())
}

#[tokio::test]
#[allow(clippy::too_many_lines, reason = "one life, told in one piece")]
async fn a_book_lives_from_creation_to_deletion() {
    let service = Service::default();
    let created = service
        .send(
            "POST",
            "/books",
            |r| authorized(r).header("content-type", "application/json"),
            BOOK,
        )
        .await;
    assert_eq!(created.status, 201);
    assert_eq!(created.header("location"), Some("/books/9780306406157"));
    assert_eq!(created.json()["copies"], 1);
    let again = service
        .send(
            "POST",
            "/books",
            |r| authorized(r).header("content-type", "application/json; charset=utf-8"),
            BOOK,
        )
        .await;
    assert_eq!(again.status, 409);
    assert_eq!(
        again.header("content-type"),
        Some("application/problem+json")
    );
    let got = service
        .send("GET", "/books/9780306406157", authorized, "")
        .await;
    assert_eq!((got.status, got.header("etag")), (200, Some("\"1\"")));
    let head = service
        .send("HEAD", "/books/9780306406157", authorized, "")
        .await;
    assert_eq!(
        (head.status, head.header("etag"), head.body.len()),
        (200, Some("\"1\""), 0)
    );
    assert_eq!(head.header("content-length"), None, "it is not known");
    let patch = |r| authorized(r).header("content-type", "application/merge-patch+json");
    let patched = service
        .send(
            "PATCH",
            "/books/9780306406157",
            patch,
            r#"{"subtitle":null,"copies":5.0}"#,
        )
        .await;
    assert_eq!(
        (
            patched.json()["subtitle"].clone(),
            patched.json()["copies"].clone()
        ),
        (Value::Null, json!(5))
    );
    let unpatched = service
        .send("PATCH", "/books/9780306406157", authorized, "")
        .await;
    assert_eq!(unpatched.status, 200);
    let put = |r| {
        authorized(r)
            .header("content-type", "application/json")
            .header("if-match", "\"9\"")
    };
    assert_eq!(
        service
            .send("PUT", "/books/9780306406157", put, BOOK)
            .await
            .status,
        412
    );
    let page = service
        .send(
            "GET",
            "/books?genre=atlas&genre=poem&limit=1e1",
            authorized,
            "",
        )
        .await;
    assert_eq!(
        (page.header("x-total-count"), page.header("x-cursors")),
        (Some("1"), Some("0,1"))
    );
    assert_eq!(page.json()["books"][0]["title"], "Atlas");
    assert_eq!(
        service
            .send("DELETE", "/books/9780306406157", authorized, "")
            .await
            .status,
        204
    );
    assert_eq!(
        service
            .send("DELETE", "/books/9780306406157", authorized, "")
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn paths_and_methods() {
    let service = Service::default();
    for path in ["/", "/book", "/books/", "/books/1/2", "/echo", "/%zz"] {
        assert_eq!(
            problem(&service.send("GET", path, authorized, "").await).0,
            404,
            "{path}"
        );
    }
    let refused = service.send("DELETE", "/books", authorized, "").await;
    assert_eq!(problem(&refused).0, 405);
    assert_eq!(refused.header("allow"), Some("GET, HEAD, OPTIONS, POST"));
    let options = service
        .send("OPTIONS", "/books/9780306406157", |r| r, "")
        .await;
    assert_eq!(
        (options.status, options.header("allow")),
        (204, Some("DELETE, GET, HEAD, OPTIONS, PATCH, PUT"))
    );
    // `/books` documents no HEAD: it is GET without a body, whose length is told.
    let head = service.send("HEAD", "/books", authorized, "").await;
    assert_eq!(
        (head.status, head.header("x-total-count"), head.body.len()),
        (200, Some("0"), 0)
    );
    assert_eq!(head.header("content-length"), Some("12"));
    assert_eq!(
        service.send("HEAD", "/bodies/text", |r| r, "").await.status,
        405
    );
}

#[tokio::test]
#[allow(clippy::too_many_lines, reason = "a table of credentials and answers")]
async fn credentials() {
    let service = Service::default();
    let basic = |text: &str| format!("Basic {text}");
    for (path, name, value, status) in [
        ("/books", "authorization", "bearer secret".to_owned(), 200),
        ("/books", "authorization", "Bearer weak".to_owned(), 403),
        ("/books", "authorization", "Bearer other".to_owned(), 401),
        ("/books", "authorization", "Bearer ".to_owned(), 401),
        ("/books", "authorization", "Basic secret".to_owned(), 401),
        ("/books", "x-nothing", "1".to_owned(), 401),
        (
            "/access/basic",
            "authorization",
            basic("YWxpY2U6d29uZGVyOmxhbmQ="),
            200,
        ),
        (
            "/access/basic",
            "authorization",
            basic("YWxpY2U6d2Vhaw=="),
            403,
        ),
        ("/access/basic", "authorization", basic("YWxpY2U="), 401),
        ("/access/basic", "authorization", basic("***"), 401),
        ("/access/header-key", "x-key", "key".to_owned(), 200),
        ("/access/header-key", "x-key", "weak".to_owned(), 403),
        ("/access/query-key?key=key", "x-key", "no".to_owned(), 200),
        ("/access/query-key?key=k%65y", "x-key", "no".to_owned(), 200),
        ("/access/query-key?key=", "x-key", "key".to_owned(), 401),
        (
            "/access/cookie-key",
            "cookie",
            "a=b; key=key".to_owned(),
            200,
        ),
        ("/access/cookie-key", "cookie", "a=key".to_owned(), 401),
        (
            "/access/oauth",
            "authorization",
            "Bearer secret".to_owned(),
            200,
        ),
        (
            "/access/either",
            "authorization",
            "Bearer secret".to_owned(),
            200,
        ),
    ] {
        let answer = service
            .send("GET", path, |r| r.header(name, &value), "")
            .await;
        assert_eq!(answer.status, status, "{path} {name}: {value}");
        assert_eq!(
            answer.header("www-authenticate").is_some(),
            status == 401,
            "{path}"
        );
    }
    let both = service
        .send(
            "GET",
            "/access/either?key=key",
            |r| r.header("x-key", "key"),
            "",
        )
        .await;
    assert_eq!(both.json(), "header key and query key");
    let one = service
        .send("GET", "/access/either?key=key", |r| r, "")
        .await;
    assert_eq!(
        one.json(),
        "",
        "one key of two admits nobody, and nobody is let in as nobody"
    );
    let challenge = service.send("GET", "/access/basic", |r| r, "").await;
    assert!(
        challenge
            .header("www-authenticate")
            .unwrap()
            .starts_with("Basic ")
    );
}

/// Who may not come in learns nothing about what he has sent.
#[tokio::test]
async fn credentials_come_before_everything_else() {
    let service = Service::default();
    let answer = service
        .send(
            "POST",
            "/books?x=%zz",
            |r| r.header("content-type", "text/html"),
            "{",
        )
        .await;
    assert_eq!(problem(&answer).0, 401);
}

#[tokio::test]
async fn every_violation_of_parameters_and_body_at_once() {
    let service = Service::default();
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
    let service = Service::default();
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
    let service = Service::default();
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

#[tokio::test]
async fn bodies_of_every_kind() {
    let service = Service::default();
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
    let service = Service::with(router_with(
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

/// A part of the boundary `x`.
fn part(head: &str, body: &str) -> String {
    format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
}

fn cover(kind: &str) -> String {
    let head = format!("name=\"cover\"; filename=\"c.png\"\r\nContent-Type: {kind}");
    part(&head, "\u{0}PNG\r\n--")
}

fn multipart(request: axum::http::request::Builder) -> axum::http::request::Builder {
    request.header("content-type", "multipart/form-data; boundary=x")
}

#[tokio::test]
async fn parts() {
    let service = Service::default();
    let body = [
        part("name=title", "Ü&+"),
        cover("image/png"),
        part("name=pages; filename=1", "one"),
        part("name=pages; filename=2", "three"),
        part("name=point", r#"{"x":1,"y":2}"#),
        part("name=copies", "3"),
        part("name=keywords", "a"),
        part("name=keywords", "b,c"),
        "--x--\r\n".to_owned(),
    ]
    .concat();
    let answer = service
        .send("POST", "/bodies/multipart", multipart, &body)
        .await;
    assert_eq!(
        answer.json(),
        json!({
            "title": "Ü&+", "coverType": "image/png", "coverBytes": 8, "pages": [3, 5], "point": {"x": 1, "y": 2}, "copies": 3, "keywords": ["a", "b,c"],
        })
    );
    let body = [
        part("name=title", ""),
        cover("text/html"),
        part("name=copies", "many"),
        part("name=point", "{}"),
        "--x--".to_owned(),
    ]
    .concat();
    let answer = service
        .send("POST", "/bodies/multipart", multipart, &body)
        .await;
    let pointers: Vec<_> = answer.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        (answer.status, pointers),
        (
            422,
            ["#/title", "#/point", "#/point", "#/copies", "#/cover"]
                .map(str::to_owned)
                .to_vec()
        )
    );
}

/// Nor is it said to be missing.
#[tokio::test]
async fn a_part_that_cannot_be_read_does_not_hide_the_rest() {
    let service = Service::default();
    let body = [
        part("name=title", "t"),
        cover("image/jpeg"),
        part("name=point; x=1\r\nContent-Type: application/json", "{"),
        part("name=copies", "0"),
        "--x--".to_owned(),
    ]
    .concat();
    let answer = service
        .send("POST", "/bodies/multipart", multipart, &body)
        .await;
    let errors = answer.json()["errors"].clone();
    assert_eq!(
        (errors[0]["pointer"].as_str(), errors[1]["keyword"].as_str()),
        (Some("#/point"), Some("minimum")),
        "{errors}"
    );
}

#[tokio::test]
async fn streams() {
    let service = Service::default();
    let lines = service
        .send("GET", "/streams/lines?count=2", |r| r, "")
        .await;
    assert_eq!(lines.header("content-type"), Some("application/x-ndjson"));
    assert_eq!(
        lines
            .text()
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["number"].clone())
            .collect::<Vec<_>>(),
        [0, 1]
    );
    let sequence = service
        .send("GET", "/streams/sequence?count=1", |r| r, "")
        .await;
    assert!(sequence.text().starts_with("\u{1e}{") && sequence.text().ends_with("}\n"));
    let events = service
        .send("GET", "/streams/events?count=1", |r| r, "")
        .await;
    assert_eq!(events.header("content-type"), Some("text/event-stream"));
    assert!(
        events.text().starts_with("data: {") && events.text().ends_with("\n\n"),
        "{}",
        events.text()
    );
}

/// The items of a request keep their constraints as a whole body does.
#[tokio::test]
async fn an_item_of_a_request_is_checked() {
    let service = Service::default();
    for (items, status) in [
        ("{\"number\":1}\n{\"number\":2}\n", 200),
        ("{\"number\":1}\n{\"number\":-1}\n", 400),
    ] {
        let lines =
            |r: axum::http::request::Builder| r.header("content-type", "application/x-ndjson");
        let answer = service.send("POST", "/streams/tickets", lines, items).await;
        assert_eq!(answer.status, status, "{}", answer.text());
    }
}

#[tokio::test]
async fn what_nobody_accepts() {
    let service = Service::default();
    for (accept, status) in [
        ("application/json", 404),
        ("text/plain;q=0.1", 404),
        ("*/*", 404),
        ("text/html", 406),
        ("text/html, */*;q=0", 406),
        ("nonsense", 404),
    ] {
        let answer = service
            .send(
                "GET",
                "/books/9780306406157",
                |r| authorized(r).header("accept", accept),
                "",
            )
            .await;
        assert_eq!(answer.status, status, "{accept}");
    }
}

#[tokio::test]
async fn long_lists_are_cut_and_counted() {
    let service = Service::with(router_with(
        Library::default(),
        Options::default().listed(2),
    ));
    let answer = service
        .send("GET", "/echo/query?pipes=a|b|c|d", |r| r, "")
        .await;
    assert_eq!(problem(&answer), (422, "5 violations".to_owned()));
    assert_eq!(answer.json()["errors"].as_array().unwrap().len(), 2);
}

/// Law 5: a response that breaks its schema is told in tests, and sent in production.
#[tokio::test]
async fn responses_are_checked_where_it_helps() {
    for (checks, status) in [(ResponseChecks::Refuse, 500), (ResponseChecks::Off, 200)] {
        let service = Service::with(router_with(
            Library::misbehaving(),
            Options::default().responses(checks),
        ));
        let answer = service.send("GET", "/books", authorized, "").await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.text().contains("breaks its schema"), status == 500);
    }
}

#[tokio::test]
async fn a_panic_says_nothing() {
    let service = Service::with(router_with(Library::misbehaving(), Options::default()));
    let answer = service.send("GET", "/echo/form?x=1&y=1", |r| r, "").await;
    assert_eq!(answer.status, 500);
    assert!(!answer.text().contains("password"), "{}", answer.text());
    assert_eq!(
        service
            .send("GET", "/echo/query?text=still%20there", |r| r, "")
            .await
            .status,
        200
    );
}
