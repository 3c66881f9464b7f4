//! The life of a book, and the ways to it: paths and methods.

use serde_json::{Value, json};

use super::{service};
use crate::{BOOK, authorized, problem};

#[tokio::test]
#[allow(clippy::too_many_lines, reason = "one life, told in one piece")]
async fn a_book_lives_from_creation_to_deletion() {
    let service = service();
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
    let tag = got.header("etag");
    assert_eq!((got.status, tag.is_some()), (200, true));
    let head = service
        .send("HEAD", "/books/9780306406157", authorized, "")
        .await;
    assert_eq!(
        (head.status, head.header("etag"), head.body.len()),
        (200, tag, 0)
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
    let changed = service
        .send("GET", "/books/9780306406157", authorized, "")
        .await;
    assert_ne!(changed.header("etag"), tag);
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
    let service = service();
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
