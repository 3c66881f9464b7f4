//! Decoding of the worked example's request with every constraint.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use countersign::{Valid, from_slice};
use kaleidoswap_lsps1::types::CreateOrderRequest;

use crate::Figures;

/// A request with most of its members.
const REQUEST: &[u8] = br#"{"client_pubkey":"02a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90","lsp_balance_sat":80000,"client_balance_sat":20000,"required_channel_confirmations":1,"funding_confirms_within_blocks":2,"channel_expiry_blocks":4320,"token":"spring-campaign","refund_onchain_address":null,"announce_channel":true,"lsp_asset_amount":123,"email":"alice@example.com"}"#;

/// Decodes the request so many times.
pub(crate) fn run(count: usize) -> Result<Figures, Box<dyn Error>> {
    let start = Instant::now();
    for _ in 0..count {
        let order: Valid<CreateOrderRequest> = from_slice(black_box(REQUEST))?;
        black_box(order);
    }
    Ok(vec![("wall", start.elapsed().as_micros() as u64)])
}
