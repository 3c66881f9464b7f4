//! Orders a channel: `cargo run -p kaleidoswap-lsps1 --features client --example order -- http://127.0.0.1:8080`.
//!
//! The token is `LSPS1_TOKEN`, or `secret` where it is not set.

#![allow(clippy::print_stdout, reason = "a program speaks")]

use std::{env, error::Error};

use countersign::{Valid, Violations};
use kaleidoswap_lsps1::{
    client::Client, operations::create_order::Response, types::CreateOrderRequest,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::args().nth(1);
    let token = env::var("LSPS1_TOKEN").unwrap_or_else(|_| "secret".to_owned());
    let client = Client::builder()
        .url(url.as_deref().unwrap_or("http://127.0.0.1:8080"))
        .bearer(token)
        .build()?;
    let order = order()?;
    if let Response::Ok(order) = client.create_order(&order).await? {
        let invoice = &order.payment.bolt11;
        println!(
            "order {}: pay {} sat to {}",
            order.order_id, invoice.order_total_sat, invoice.invoice
        );
    }
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
