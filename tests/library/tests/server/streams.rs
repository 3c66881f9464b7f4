//! Streams of items, in answers and in requests.

use serde_json::Value;

use super::{service};

#[tokio::test]
async fn streams() {
    let service = service();
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
    let service = service();
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
