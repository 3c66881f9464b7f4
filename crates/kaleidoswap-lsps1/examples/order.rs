//! Orders a channel: `cargo run -p kaleidoswap-lsps1 --example order -- http://127.0.0.1:8080`.
//!
//! The token is `LSPS1_TOKEN`, or `secret` where it is not set. Only `http://` is spoken: the ready-made client
//! with TLS is another crate's work.

#![allow(clippy::print_stdout, reason = "a program speaks")]

use std::{env, error::Error};

use countersign::{Valid, Violations};
use http_body_util::{BodyExt, Full};
use hyper::{Request, StatusCode, body::Bytes};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use kaleidoswap_lsps1::types::{CreateOrderRequest, CreateOrderResponse};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::args()
        .nth(1)
        .unwrap_or_else(|| "http://127.0.0.1:8080".to_owned());
    let (status, body) = send(&url, &order()?).await?;
    if status != StatusCode::OK {
        return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
    }
    let order: Valid<CreateOrderResponse> = countersign::from_slice(&body)?;
    println!(
        "order {}: pay {} sat to {}",
        order.order_id, order.payment.bolt11.order_total_sat, order.payment.bolt11.invoice
    );
    Ok(())
}

/// An order cannot be built outside its ranges.
fn order() -> Result<Valid<CreateOrderRequest>, Violations> {
    CreateOrderRequest::builder()
        .client_pubkey("02a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90")
        .lsp_balance_sat(80_000)
        .client_balance_sat(20_000)
        .required_channel_confirmations(1)
        .funding_confirms_within_blocks(2)
        .channel_expiry_blocks(4_320)
        .email("alice@example.com")
        .build()
}

async fn send(
    url: &str,
    order: &Valid<CreateOrderRequest>,
) -> Result<(StatusCode, Bytes), Box<dyn Error>> {
    let token = env::var("LSPS1_TOKEN").unwrap_or_else(|_| "secret".to_owned());
    let request = Request::post(format!(
        "{}/api/v1/lsps1/create_order",
        url.trim_end_matches('/')
    ))
    .header("Authorization", format!("Bearer {token}"))
    .header("Content-Type", "application/json")
    .body(Full::new(Bytes::from(countersign::to_json(&**order)?)))?;
    let response = Client::builder(TokioExecutor::new())
        .build_http()
        .request(request)
        .await?;
    let status = response.status();
    Ok((status, response.into_body().collect().await?.to_bytes()))
}
