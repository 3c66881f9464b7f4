//! Answers: their media type, their length, and what is checked of them.

use countersign::server::{Options, ResponseChecks};
use countersign_library::{Library, server::router_with};

use super::{service, serve};
use crate::{authorized, problem};

#[tokio::test]
async fn what_nobody_accepts() {
    let service = service();
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
    let service = serve(router_with(
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
        let service = serve(router_with(
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
    let service = serve(router_with(Library::misbehaving(), Options::default()));
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
