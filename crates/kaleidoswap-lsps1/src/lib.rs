//! KaleidoSwap's LSPS1 API, which sells Lightning channels: `POST /api/v1/lsps1/create_order`.
//!
//! [`types`] is generated from `schema/lsps1.yaml` by `cargo xtask codegen`. The ranges of the document are in the
//! types, so an order that breaks one cannot be had by accident:
//!
//! ```
//! use countersign::Valid;
//! use kaleidoswap_lsps1::types::CreateOrderRequest;
//!
//! let body = r#"{
//!     "client_pubkey": "02a1b2c3", "lsp_balance_sat": 80000, "client_balance_sat": 20000,
//!     "required_channel_confirmations": 1, "funding_confirms_within_blocks": -5, "channel_expiry_blocks": 0
//! }"#;
//! let order: Result<Valid<CreateOrderRequest>, _> = countersign::from_json(body);
//! assert_eq!(
//!     order.unwrap_err().to_string(),
//!     "2 violations:\n\
//!      \x20 /funding_confirms_within_blocks: -5 is less than the minimum of 1\n\
//!      \x20 /channel_expiry_blocks: 0 is less than the minimum of 1"
//! );
//! ```

mod generated;

#[cfg(feature = "client")]
pub use generated::client;
#[cfg(any(feature = "client", feature = "server"))]
pub use generated::operations;
#[cfg(feature = "server")]
pub use generated::server;
pub use generated::types;
