//! Streams of items, in every framing.

use countersign::http::Items;
use countersign_library::{
    operations::{stream_events, stream_lines, stream_sequence},
    types::Ticket,
};

use crate::client;

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
