//! The bodies as a person would write them for serde: no constraint is checked, dates are text.
//!
//! The attributes of garde say what it has rules for, the minima of the request; it has none for dates, which the
//! response is full of, so that it checks less than the document asks for.

#![allow(
    dead_code,
    reason = "decoding is the work: nobody reads what comes out"
)]

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "peers", derive(garde::Validate), garde(allow_unvalidated))]
pub struct CreateOrderRequest {
    pub client_pubkey: String,
    #[cfg_attr(feature = "peers", garde(range(min = 0)))]
    pub lsp_balance_sat: i64,
    #[cfg_attr(feature = "peers", garde(range(min = 0)))]
    pub client_balance_sat: i64,
    #[cfg_attr(feature = "peers", garde(range(min = 0)))]
    pub required_channel_confirmations: i64,
    #[cfg_attr(feature = "peers", garde(range(min = 1)))]
    pub funding_confirms_within_blocks: i64,
    #[cfg_attr(feature = "peers", garde(range(min = 1)))]
    pub channel_expiry_blocks: i64,
    pub token: Option<String>,
    pub refund_onchain_address: Option<String>,
    #[serde(default = "yes")]
    pub announce_channel: bool,
    pub asset_id: Option<String>,
    pub lsp_asset_amount: Option<i64>,
    pub client_asset_amount: Option<i64>,
    pub rfq_id: Option<String>,
    pub email: Option<String>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "peers", derive(garde::Validate), garde(allow_unvalidated))]
pub struct CreateOrderResponse {
    pub order_id: String,
    pub client_pubkey: String,
    pub lsp_balance_sat: i64,
    pub client_balance_sat: i64,
    pub required_channel_confirmations: i64,
    pub funding_confirms_within_blocks: i64,
    pub channel_expiry_blocks: i64,
    pub announce_channel: bool,
    pub order_state: OrderState,
    #[cfg_attr(feature = "peers", garde(dive))]
    pub payment: PaymentDetails,
    pub token: Option<String>,
    pub created_at: Option<String>,
    #[cfg_attr(feature = "peers", garde(dive))]
    pub channel: Option<ChannelDetails>,
    pub asset_id: Option<String>,
    pub lsp_asset_amount: Option<i64>,
    pub client_asset_amount: Option<i64>,
    pub rfq_id: Option<String>,
    pub asset_price_sat: Option<i64>,
    pub asset_delivery_status: Option<AssetDeliveryStatus>,
    pub asset_delivery_payment_hash: Option<String>,
    pub asset_delivery_completed_at: Option<String>,
    pub asset_delivery_error: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderState {
    Created,
    ChannelOpening,
    Completed,
    Failed,
    PendingRateDecision,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AssetDeliveryStatus {
    NotRequired,
    Pending,
    InProgress,
    Completed,
    Failed,
    RateChanged,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentState {
    ExpectPayment,
    Hold,
    Paid,
    Refunded,
    ToRefund,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "peers", derive(garde::Validate), garde(allow_unvalidated))]
pub struct PaymentDetails {
    #[cfg_attr(feature = "peers", garde(dive))]
    pub bolt11: PaymentBolt11,
    #[cfg_attr(feature = "peers", garde(dive))]
    pub onchain: PaymentOnchain,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "peers", derive(garde::Validate), garde(allow_unvalidated))]
pub struct PaymentBolt11 {
    pub state: PaymentState,
    pub expires_at: String,
    pub fee_total_sat: i64,
    pub order_total_sat: i64,
    pub invoice: String,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "peers", derive(garde::Validate), garde(allow_unvalidated))]
pub struct PaymentOnchain {
    pub state: PaymentState,
    pub expires_at: String,
    pub fee_total_sat: i64,
    pub order_total_sat: i64,
    pub address: String,
    pub min_fee_for_0conf: i64,
    pub min_onchain_payment_confirmations: i64,
    pub refund_onchain_address: Option<String>,
    pub payment_status: Option<String>,
    pub payment_difference: Option<i64>,
    pub last_payment_check: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "peers", derive(garde::Validate), garde(allow_unvalidated))]
pub struct ChannelDetails {
    pub channel_id: Option<String>,
    pub temporary_channel_id: Option<String>,
    pub funded_at: Option<String>,
    pub funding_outpoint: Option<String>,
    pub expires_at: Option<String>,
}
