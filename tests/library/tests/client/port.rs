//! Clients with the transport that they have unless they are told otherwise, asynchronously and blocking.

use countersign_library::{
    TOKEN,
    client::Client,
    operations::{create_book, head_book},
};

use crate::{isbn, novel, served};

fn client() -> Client {
    Client::builder()
        .url(served())
        .bearer(TOKEN)
        .build()
        .unwrap()
}

fn creating() -> create_book::Parameters {
    create_book::Parameters { x_trace_id: None }
}

#[tokio::test]
async fn awaited() {
    let client = client();
    let created = client
        .create_book(&creating(), create_book::Body::Json(novel(1)))
        .await
        .unwrap();
    assert!(matches!(created, create_book::Response::Created { .. }));
    let head = client
        .head_book(&head_book::Parameters { isbn: isbn() })
        .await
        .unwrap();
    assert!(matches!(head, head_book::Response::Ok { .. }));
}

#[test]
fn waited_for() {
    let client = client();
    for expected in [true, false] {
        let call = client.create_book(&creating(), create_book::Body::Json(novel(1)));
        assert_eq!(call.wait().is_ok(), expected);
    }
}

#[tokio::test]
async fn waiting_on_a_runtimes_thread_is_an_error_and_no_panic() {
    let call = client().head_book(&head_book::Parameters { isbn: isbn() });
    let error = call.wait().unwrap_err();
    assert!(error.to_string().contains("await the call"), "{error}");
}
