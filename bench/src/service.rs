//! The smallest service that keeps schema/lsps1.yaml: it decodes with every constraint, and answers with one order.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::routing::post;
use countersign::from_slice;
use kaleidoswap_lsps1::types::CreateOrderRequest;

/// The token that it knows.
pub(crate) const TOKEN: &str = "Bearer secret";

/// Where it takes orders.
pub(crate) const PATH: &str = "/api/v1/lsps1/create_order";

const ORDER: &str = r#"{"order_id":"order-1","client_pubkey":"02a1","lsp_balance_sat":80000,"client_balance_sat":20000,"required_channel_confirmations":1,"funding_confirms_within_blocks":2,"channel_expiry_blocks":4320,"announce_channel":true,"order_state":"CREATED","payment":{"bolt11":{"state":"EXPECT_PAYMENT","expires_at":"2026-11-07T05:31:56Z","fee_total_sat":1200,"order_total_sat":21200,"invoice":"lnbcrt212u1example"},"onchain":{"state":"EXPECT_PAYMENT","expires_at":"2026-11-07T05:31:56Z","fee_total_sat":1200,"order_total_sat":21200,"address":"bcrt1qexample","min_fee_for_0conf":253,"min_onchain_payment_confirmations":1}},"token":null,"created_at":"2026-11-07T05:31:56Z"}"#;

/// The service.
pub(crate) fn router() -> Router {
    Router::new().route(PATH, post(create_order))
}

async fn create_order(headers: HeaderMap, body: Bytes) -> Response<Body> {
    if headers
        .get(AUTHORIZATION)
        .is_none_or(|given| given != TOKEN)
    {
        let mut response = answer(StatusCode::UNAUTHORIZED, r#"{"detail":"no token"}"#);
        let challenge = axum::http::HeaderValue::from_static("Bearer");
        response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
        return response;
    }
    match from_slice::<CreateOrderRequest>(&body) {
        Ok(_) => answer(StatusCode::OK, ORDER),
        Err(_) => answer(StatusCode::UNPROCESSABLE_ENTITY, r#"{"detail":[]}"#),
    }
}

fn answer(status: StatusCode, body: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let json = axum::http::HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}
