//! The generated client orders from the example server over 127.0.0.1.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

#[path = "../examples/server/app/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the contract tests use the rest")]
mod app;

use app::{Provider, RegtestNode, router};
use countersign::{
    Valid,
    client::{Error, Failure},
};
use kaleidoswap_lsps1::{
    client::Client, operations::create_order::Response, types::CreateOrderRequest,
};

async fn client(token: &str) -> Client {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        axum::serve(listener, router(Provider::new("secret", RegtestNode))).await
    });
    Client::builder().url(url).bearer(token).build().unwrap()
}

fn order() -> Valid<CreateOrderRequest> {
    CreateOrderRequest::builder()
        .client_pubkey("02a1b2c3")
        .lsp_balance_sat(80_000)
        .client_balance_sat(20_000)
        .required_channel_confirmations(1)
        .funding_confirms_within_blocks(2)
        .channel_expiry_blocks(4_320)
        .build()
        .unwrap()
}

#[tokio::test]
async fn an_order_comes_back_with_its_invoice() {
    let response = client("secret").await.create_order(&order()).await.unwrap();
    let Response::Ok(ordered) = response else {
        panic!("{response:?}")
    };
    assert_eq!(ordered.client_pubkey, "02a1b2c3");
    assert!(ordered.payment.bolt11.order_total_sat >= 20_000);
}

#[tokio::test]
async fn a_stranger_is_told_which_scheme_is_asked_for() {
    let error = client("stranger").await.create_order(&order()).await;
    let error = error.unwrap_err();
    let Some(Response::Unauthorized { headers, .. }) = error.response() else {
        panic!("{error:?}")
    };
    assert!(headers.www_authenticate.starts_with("Bearer"));
}

#[tokio::test]
async fn an_order_outside_its_ranges_is_not_sent() {
    let mut order = order().into_inner();
    order.channel_expiry_blocks = 0;
    let error = client("secret").await.create_order(&order).await;
    let error = error.unwrap_err();
    let Error::Failure(Failure::Invalid { violations, .. }) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(violations.len(), 1);
}
