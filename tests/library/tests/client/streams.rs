//! Streams of items, in every framing.

use countersign::{
    client::{Failure, wait},
    http::{self, Framing, Items},
};
use countersign_library::{
    operations::{
        post_tickets::{self, Body},
        stream_events, stream_lines, stream_sequence,
    },
    types::Ticket,
};
use futures_util::stream;

use super::client;

async fn numbers(mut items: Items<Ticket>) -> Vec<i64> {
    let mut numbers = Vec::new();
    while let Some(item) = items.next().await {
        numbers.push(item.unwrap().number);
    }
    numbers
}

#[tokio::test]
async fn every_framing_gives_the_same_items() {
    let client = client();
    for count in [0, 1, 7] {
        let expected: Vec<i64> = (0..count).collect();
        let lines = client
            .stream_lines(&stream_lines::Parameters { count })
            .await
            .unwrap();
        let stream_lines::Response::Ok(items) = lines else {
            panic!("{lines:?}")
        };
        assert_eq!(numbers(items).await, expected);
        let sequence = client
            .stream_sequence(&stream_sequence::Parameters { count })
            .await
            .unwrap();
        let stream_sequence::Response::Ok(items) = sequence else {
            panic!("{sequence:?}")
        };
        assert_eq!(numbers(items).await, expected);
        let events = client
            .stream_events(&stream_events::Parameters { count })
            .await
            .unwrap();
        let stream_events::Response::Ok(items) = events else {
            panic!("{events:?}")
        };
        assert_eq!(numbers(items).await, expected);
    }
}

fn tickets(numbers: &'static [i64]) -> Items<Ticket> {
    let ticket = |number: &i64| Ticket {
        number: *number,
        note: Some("two\nlines".to_owned()),
    };
    Items::new(stream::iter(numbers.iter().map(ticket)))
}

#[tokio::test]
async fn a_request_is_a_stream_in_every_framing() {
    let client = client();
    for framed in [Body::XNdjson, Body::JsonSeq, Body::Events] {
        for (numbers, sum) in [(&[][..], 0), (&[5], 5), (&[1, 2, 30], 33)] {
            let answer = client.post_tickets(framed(tickets(numbers))).await.unwrap();
            assert!(
                matches!(answer, post_tickets::Response::Ok(all) if all == sum),
                "{numbers:?}: {answer:?}"
            );
        }
    }
}

/// The server reads an item while the client has not yet made the next one.
#[tokio::test]
async fn items_are_sent_as_they_come() {
    let (sender, mut receiver) = tokio::sync::mpsc::channel(1);
    let items = stream::poll_fn(move |context| receiver.poll_recv(context));
    let body = Items::new(items).into_body(Framing::Lines);
    let mut read: Items<Ticket> = Items::of_body(body, Framing::Lines, 1 << 10);
    for number in 0..3 {
        let ticket = Ticket { number, note: None };
        sender.send(ticket).await.unwrap();
        assert_eq!(read.next().await.unwrap().unwrap().number, number);
    }
    drop(sender);
    assert!(read.next().await.is_none());
}

/// What a request streams is checked as a whole body is: nothing that breaks its contract is sent.
#[tokio::test]
async fn an_item_that_breaks_a_constraint_breaks_the_request_off() {
    let body = tickets(&[1, -1, 2]).into_request(Framing::Lines);
    let mut sent: Items<Ticket> = Items::of_body(body, Framing::Lines, 1 << 10);
    assert_eq!(sent.next().await.unwrap().unwrap().number, 1);
    let error = sent.next().await.unwrap().unwrap_err();
    assert!(
        error.to_string().contains("/number: -1 is less than"),
        "{error}"
    );
    assert!(sent.next().await.is_none());
    let answer = client()
        .post_tickets(Body::XNdjson(tickets(&[1, -1])))
        .await;
    let error = answer.unwrap_err();
    assert!(
        matches!(error.failure(), Some(Failure::Unsent(_))),
        "{error:?}"
    );
    assert!(
        error.to_string().contains("/number: -1 is less than"),
        "{error}"
    );
}

/// The client's own items are values already; only one that is read from elsewhere can be broken.
#[tokio::test]
async fn a_stream_that_breaks_off_is_a_request_that_is_not_sent_whole() {
    let broken = stream::iter([Ok::<_, std::io::Error>("{\"number\": 1}\n{\n".into())]);
    let body = http::Body::from_stream(broken);
    let items: Items<Ticket> = Items::of_body(body, Framing::Lines, 1 << 10);
    let error = client()
        .post_tickets(Body::XNdjson(items))
        .await
        .unwrap_err();
    assert!(
        matches!(error.failure(), Some(Failure::Unsent(_))),
        "{error:?}"
    );
    assert!(
        error.to_string().contains("an item cannot be decoded"),
        "{error}"
    );
}

#[test]
fn items_are_waited_for_without_a_runtime() {
    let call = client().stream_lines(&stream_lines::Parameters { count: 2 });
    let stream_lines::Response::Ok(mut items) = call.wait().unwrap() else {
        panic!("it is a stream")
    };
    for number in 0..2 {
        assert_eq!(wait(items.next()).unwrap().unwrap().unwrap().number, number);
    }
    assert!(wait(items.next()).unwrap().is_none());
}
