//! The generated server: every way in, every way to be refused; in this process and over 127.0.0.1.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]
#![allow(clippy::duplicate_mod, reason = "the same tests, in two places")]

#[path = "../service/mod.rs"]
mod service;

use service::Answer;

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

/// All tests, on services that `$serve` makes of routers.
macro_rules! tests {
    ($place:ident, $serve:path) => {
        #[path = "."]
        mod $place {
            mod access;
            mod answers;
            mod bodies;
            mod books;
            mod parameters;
            mod parts;
            mod streams;

            use axum::Router;
            use countersign_library::{Library, server::router};

            use crate::service::Service;

            fn serve(router: Router) -> Service {
                $serve(router)
            }

            fn service() -> Service {
                serve(router(Library::default()))
            }
        }
    };
}

tests!(in_this_process, Service::with);
tests!(over_a_port, Service::on_a_port);
