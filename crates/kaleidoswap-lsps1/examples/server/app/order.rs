//! An order, made from its request.

use countersign::{DateTime, Maybe};
use jiff::{Timestamp, ToSpan};
use kaleidoswap_lsps1::operations::create_order::Response;
use kaleidoswap_lsps1::types::{
    CreateOrderRequest, CreateOrderResponse, OrderState, PaymentBolt11, PaymentDetails,
    PaymentOnchain, PaymentState,
};

use super::{QUOTE, node::Node, refusal};

/// What the provider asks for a channel, besides one satoshi in a thousand of its own side.
const BASE_FEE_SAT: i64 = 1_000;

/// Makes the order numbered `number`, or says why not.
pub(super) fn make(
    request: CreateOrderRequest,
    number: usize,
    node: &dyn Node,
) -> Result<CreateOrderResponse, Box<Response>> {
    match request.rfq_id.as_option() {
        Some(rfq) if rfq != QUOTE => return Err(Box::new(refusal::unknown_quote(rfq))),
        _ => {}
    }
    let fee = request.lsp_balance_sat / 1_000 + BASE_FEE_SAT;
    let total = request
        .client_balance_sat
        .checked_add(fee)
        .ok_or_else(|| Box::new(refusal::too_large()))?;
    let payment = payment(&request, fee, total, node)?;
    Ok(order(request, number, payment))
}

fn order(
    request: CreateOrderRequest,
    number: usize,
    payment: PaymentDetails,
) -> CreateOrderResponse {
    CreateOrderResponse {
        order_id: format!("order-{number:06}"),
        client_pubkey: request.client_pubkey,
        lsp_balance_sat: request.lsp_balance_sat,
        client_balance_sat: request.client_balance_sat,
        required_channel_confirmations: request.required_channel_confirmations,
        funding_confirms_within_blocks: request.funding_confirms_within_blocks,
        channel_expiry_blocks: request.channel_expiry_blocks,
        announce_channel: request.announce_channel,
        order_state: OrderState::Created,
        payment,
        token: request.token.value(),
        created_at: Some(DateTime::from(Timestamp::now())),
        channel: None,
        asset_id: request.asset_id,
        lsp_asset_amount: request.lsp_asset_amount,
        client_asset_amount: request.client_asset_amount,
        rfq_id: request.rfq_id,
        asset_price_sat: Maybe::Null,
        asset_delivery_status: Maybe::Null,
        asset_delivery_payment_hash: Maybe::Null,
        asset_delivery_completed_at: Maybe::Null,
        asset_delivery_error: Maybe::Null,
    }
}

fn payment(
    request: &CreateOrderRequest,
    fee: i64,
    total: i64,
    node: &dyn Node,
) -> Result<PaymentDetails, Box<Response>> {
    let expires_at = DateTime::from(
        Timestamp::now()
            .checked_add(1.hour())
            .map_err(|_| Box::new(refusal::internal()))?,
    );
    Ok(PaymentDetails {
        bolt11: PaymentBolt11 {
            state: PaymentState::ExpectPayment,
            expires_at: expires_at.clone(),
            fee_total_sat: fee,
            order_total_sat: total,
            invoice: node.invoice(total)?,
        },
        onchain: PaymentOnchain {
            state: PaymentState::ExpectPayment,
            expires_at,
            fee_total_sat: fee,
            order_total_sat: total,
            address: node.address()?,
            min_fee_for_0conf: 253,
            min_onchain_payment_confirmations: 1,
            refund_onchain_address: request.refund_onchain_address.clone(),
            payment_status: Maybe::Null,
            payment_difference: Maybe::Null,
            last_payment_check: Maybe::Null,
        },
    })
}
