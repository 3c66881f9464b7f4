//! Multipart bodies.

use serde_json::{json};

use super::{service};

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
    let service = service();
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
    let service = service();
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
