//! Credentials: who is let in, who is refused, and how.


use super::{service};
use crate::{problem};

#[tokio::test]
#[allow(clippy::too_many_lines, reason = "a table of credentials and answers")]
async fn credentials() {
    let service = service();
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
    let service = service();
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
